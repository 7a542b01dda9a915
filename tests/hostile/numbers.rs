//! Numbers at every edge, and pseudo-random ones: every run draws the same.

/// Numbers at and beyond the edges of what coordinates can be.
pub const EDGES: [f64; 20] = [
    0.0,
    -0.0,
    1e9,
    -1e9,
    1e30,
    -1e30,
    1e300,
    -1e300,
    1e-30,
    1e-300,
    -1e-300,
    5e-324,
    f64::MIN_POSITIVE,
    f64::MAX,
    f64::MIN,
    f64::NAN,
    f64::INFINITY,
    f64::NEG_INFINITY,
    2_147_483_648.0,
    -2_147_483_649.0,
];

/// A generator of numbers: xorshift with a multiplication at its end.
pub struct Numbers(pub u64);

impl Numbers {
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end
    }

    /// From -1 to 1.
    pub fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 52) as f64 - 1.0
    }

    /// From 0 to `end`.
    pub fn up_to(&mut self, end: f64) -> f64 {
        (self.unit() + 1.0) / 2.0 * end
    }
}
