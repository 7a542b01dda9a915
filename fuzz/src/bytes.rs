//! A fuzzer's bytes, taken one after the other. Where they end everything is 0.

/// Numbers at and beyond every edge.
const SPECIAL: [f64; 24] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    1e-9,
    1e-30,
    1e-300,
    5e-324,
    64.0,
    65.0,
    255.0,
    256.0,
    65_535.0,
    1e7,
    -1e9,
    2_147_483_647.0,
    -2_147_483_648.0,
    1e30,
    -1e300,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Bytes on their way to be numbers.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    /// From the first byte on.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// None are left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.0.len()
    }

    /// The next `N`.
    pub fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        let count = N.min(self.0.len());
        let (now, rest) = self.0.split_at(count);
        taken[..count].copy_from_slice(now);
        self.0 = rest;
        taken
    }

    /// The next one.
    pub fn byte(&mut self) -> u8 {
        let [byte] = self.take();
        byte
    }

    /// The next one, from 0 up to but without `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end
    }

    /// Yes or no.
    pub fn bit(&mut self) -> bool {
        self.byte() & 1 == 1
    }

    /// A number: most are on a small canvas, the others of every kind there is.
    pub fn number(&mut self) -> f64 {
        match self.byte() {
            0..96 => f64::from(self.byte()) - 64.0,
            96..176 => f64::from(i16::from_le_bytes(self.take())) / 256.0,
            176..200 => f64::from(self.byte()) / 255.0,
            200..216 => f64::from(f32::from_le_bytes(self.take())),
            216..228 => f64::from_le_bytes(self.take()),
            kind => SPECIAL[(usize::from(kind) + self.below(SPECIAL.len())) % SPECIAL.len()],
        }
    }

    /// As many numbers.
    pub fn numbers(&mut self, count: usize) -> Vec<f64> {
        (0..count).map(|_| self.number()).collect()
    }
}
