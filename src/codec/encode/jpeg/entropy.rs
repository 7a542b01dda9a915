//! A block's coefficients as symbols (T.81, F.1.2): how many zeros, how many bits, and those bits.

use super::bits::Bits;
use super::dct::Block;
use super::header::ZIGZAG;
use super::huffman::{Codes, Counts, Table, Tables};

/// Sixteen zeros.
const ZEROS: u8 = 0xF0;
/// Nothing but zeros from here on.
const END: u8 = 0x00;

/// The place in [`ZIGZAG`]'s order of each coefficient, column by column.
static PLACE: [u8; 64] = places();

const fn places() -> [u8; 64] {
    let mut places = [0; 64];
    let mut i = 0;
    while i < 64 {
        places[by_column(ZIGZAG[i]) as usize] = i as u8;
        i += 1;
    }
    places
}

/// Where a coefficient stands in a [`Block`], by its place in the order.
static STANDS: [u8; 64] = {
    let mut stands = [0; 64];
    let mut i = 0;
    while i < 64 {
        stands[i] = by_column(ZIGZAG[i]);
        i += 1;
    }
    stands
};

const fn by_column(by_row: u8) -> u8 {
    by_row % 8 * 8 + by_row / 8
}

/// Takes symbols: counts or codes them. `of` is 0 for luma and 1 for colours.
pub(super) trait Sink {
    /// The first coefficient's size, and as many bits of its difference.
    fn first(&mut self, of: usize, size: u8, bits: u32);
    /// A symbol of the other coefficients; its low half tells how many bits follow.
    fn other(&mut self, of: usize, symbol: u8, bits: u32);
}

/// One block; `before` is the first coefficient of the one before.
#[inline(always)]
pub(super) fn block(block: &Block, before: &mut i32, of: usize, sink: &mut impl Sink) {
    let first = block.levels[0];
    let (size, bits) = parts(first - *before);
    *before = first;
    sink.first(of, size, bits);

    let mut rest = ordered(block.present & !1);
    let mut last = 0;
    while rest != 0 {
        let place = rest.trailing_zeros();
        rest &= rest - 1;
        let mut zeros = place - last - 1;
        last = place;
        while zeros > 15 {
            sink.other(of, ZEROS, 0);
            zeros -= 16;
        }
        let (size, bits) = parts(block.levels[usize::from(STANDS[place as usize & 63] & 63)]);
        sink.other(of, (zeros as u8) << 4 | size, bits);
    }
    if last != 63 {
        sink.other(of, END, 0);
    }
}

/// The bits of `present`, each moved to its coefficient's place in the order.
#[inline(always)]
fn ordered(mut present: u64) -> u64 {
    let mut ordered = 0;
    while present != 0 {
        ordered |= 1 << (PLACE[present.trailing_zeros() as usize & 63] & 63);
        present &= present - 1;
    }
    ordered
}

/// How many bits a level has, and these bits; of a negative one, those of the level less one.
///
/// Samples of 8 bits give at most 11: a first coefficient is at most 1024 away from zero, another one
/// at most 929.
#[inline(always)]
fn parts(level: i32) -> (u8, u32) {
    let size = 32 - level.unsigned_abs().leading_zeros();
    let bits = (level + (level >> 31)) as u32 & ((1 << size) - 1);
    (size as u8, bits)
}

impl Sink for Counts {
    #[inline(always)]
    fn first(&mut self, of: usize, size: u8, _: u32) {
        self.add(Table::First, of, size);
    }

    #[inline(always)]
    fn other(&mut self, of: usize, symbol: u8, _: u32) {
        self.add(Table::Others, of, symbol);
    }
}

/// Writes symbols as bits.
pub(super) struct Coder {
    first: [Codes; 2],
    others: [Codes; 2],
    bits: Bits,
    /// The last first coefficients of the components.
    pub(super) before: [i32; 3],
}

impl Coder {
    pub(super) fn new(tables: &Tables) -> Self {
        let codes = |table| [0, 1].map(|of| tables.get(table, of).codes());
        Self {
            first: codes(Table::First),
            others: codes(Table::Others),
            bits: Bits::default(),
            before: [0; 3],
        }
    }

    pub(super) fn bits(&mut self) -> &mut Bits {
        &mut self.bits
    }
}

impl Sink for Coder {
    #[inline(always)]
    fn first(&mut self, of: usize, size: u8, bits: u32) {
        let (code, length) = self.first[of].get(size);
        self.bits.put(code << size | bits, length + u32::from(size));
    }

    #[inline(always)]
    fn other(&mut self, of: usize, symbol: u8, bits: u32) {
        let (code, length) = self.others[of].get(symbol);
        let size = u32::from(symbol & 15);
        self.bits.put(code << size | bits, length + size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Told(Vec<(u8, u32)>);

    impl Sink for Told {
        fn first(&mut self, _: usize, size: u8, bits: u32) {
            self.0.push((size, bits));
        }

        fn other(&mut self, _: usize, symbol: u8, bits: u32) {
            self.0.push((symbol, bits));
        }
    }

    fn told(levels: &[(usize, i32)], before: i32) -> Vec<(u8, u32)> {
        let mut block = Block { levels: [0; 64], present: 0 };
        for &(place, level) in levels {
            let at = usize::from(STANDS[place]);
            block.levels[at] = level;
            block.present |= 1 << at;
        }
        let mut told = Told::default();
        super::block(&block, &mut { before }, 0, &mut told);
        told.0
    }

    #[test]
    fn a_block_is_told_in_zigzag_order() {
        assert_eq!(told(&[], 0), [(0, 0), (END, 0)]);
        assert_eq!(told(&[(0, 5)], 7), [(2, 0b01), (END, 0)]);
        // 1 right of the first is place 1; below it is place 2.
        assert_eq!((STANDS[1], STANDS[2]), (8, 1));
        let expected = [(3, 5), (0x01, 0), (0x12, 3), (END, 0)];
        assert_eq!(told(&[(0, 5), (1, -1), (3, 3)], 0), expected);
    }

    #[test]
    fn long_runs_and_the_last_place_need_no_end() {
        let expected = [(0, 0), (ZEROS, 0), (ZEROS, 0), (ZEROS, 0), (0xE4, 0b0111)];
        assert_eq!(told(&[(63, -8)], 0), expected);
    }
}
