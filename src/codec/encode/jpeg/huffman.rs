//! Huffman tables made for the picture.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// No code may be longer (T.81, C.2).
const LONGEST: usize = 16;

/// The symbols that a table is for.
#[derive(Clone, Copy)]
pub(super) enum Table {
    /// Sizes of first coefficients.
    First,
    /// Zeros and sizes of the others.
    Others,
}

/// How often each symbol occurs, for luma and for colours.
pub(super) struct Counts {
    first: [[u32; 256]; 2],
    others: [[u32; 256]; 2],
}

impl Counts {
    /// Nothing counted yet. Unless `all` symbols will be counted, each possible one counts once.
    pub(super) fn new(all: bool) -> Self {
        let mut counts = Self { first: [[0; 256]; 2], others: [[0; 256]; 2] };
        if !all {
            for of in 0..2 {
                counts.first[of][..=11].fill(1);
                for symbol in 0..=255 {
                    // Sizes of 1 to 10 after any number of zeros, sixteen zeros, and the end.
                    if matches!(symbol & 15, 1..=10) || matches!(symbol, 0 | 0xF0) {
                        counts.others[of][symbol] = 1;
                    }
                }
            }
        }
        counts
    }

    #[inline(always)]
    pub(super) fn add(&mut self, table: Table, of: usize, symbol: u8) {
        match table {
            Table::First => self.first[of][usize::from(symbol)] += 1,
            Table::Others => self.others[of][usize::from(symbol)] += 1,
        }
    }

    pub(super) fn tables(&self) -> Tables {
        Tables {
            first: [0, 1].map(|of| Code::of(&self.first[of])),
            others: [0, 1].map(|of| Code::of(&self.others[of])),
        }
    }
}

/// The four tables of a file.
pub(super) struct Tables {
    first: [Code; 2],
    others: [Code; 2],
}

impl Tables {
    pub(super) fn get(&self, table: Table, of: usize) -> &Code {
        match table {
            Table::First => &self.first[of],
            Table::Others => &self.others[of],
        }
    }
}

/// A table as it stands in the file.
pub(super) struct Code {
    /// How many codes there are of each length from 1.
    pub(super) lengths: [u8; LONGEST],
    /// Their symbols, shortest codes first.
    pub(super) symbols: Vec<u8>,
}

impl Code {
    /// The shortest code for these counts in which no code is all ones.
    fn of(counts: &[u32; 256]) -> Self {
        let mut ranked: Vec<(u32, u8)> =
            (0..=255u8).zip(counts).filter(|(_, n)| **n > 0).map(|(s, &n)| (n, s)).collect();
        ranked.sort_by_key(|&(count, symbol)| (Reverse(count), symbol));
        // One more, the rarest: it takes the code of all ones, which must not be used.
        let mut weights: Vec<u32> = ranked.iter().map(|&(count, _)| count).collect();
        weights.push(1);
        let lengths = limited(weights);
        let mut code = Self { lengths: [0; LONGEST], symbols: Vec::new() };
        for (&(_, symbol), length) in ranked.iter().zip(lengths) {
            code.lengths[length - 1] += 1;
            code.symbols.push(symbol);
        }
        code
    }

    /// The code of each symbol.
    pub(super) fn codes(&self) -> Codes {
        let mut codes = Codes([(0, 0); 256]);
        let mut symbols = self.symbols.iter();
        let mut next = 0;
        for (length, &count) in (1..).zip(&self.lengths) {
            for &symbol in symbols.by_ref().take(count.into()) {
                codes.0[usize::from(symbol)] = (next, length);
                next += 1;
            }
            next <<= 1;
        }
        codes
    }
}

/// Code and length of each symbol.
pub(super) struct Codes([(u32, u32); 256]);

impl Codes {
    #[inline(always)]
    pub(super) fn get(&self, symbol: u8) -> (u32, u32) {
        self.0[usize::from(symbol)]
    }
}

/// Code lengths, ascending, for weights that descend. Where one would be too long the weights are
/// brought closer together; at the latest when all are equal none is.
fn limited(mut weights: Vec<u32>) -> Vec<usize> {
    loop {
        let mut lengths = depths(&weights);
        lengths.sort_unstable();
        if lengths.last().is_none_or(|&longest| longest <= LONGEST) {
            return lengths;
        }
        weights.iter_mut().for_each(|weight| *weight = weight.div_ceil(2));
    }
}

/// The depth of each weight in Huffman's tree. A single one has depth 1.
fn depths(weights: &[u32]) -> Vec<usize> {
    let mut heap: BinaryHeap<_> =
        weights.iter().enumerate().map(|(i, &weight)| Reverse((u64::from(weight), i))).collect();
    let mut parents = vec![0; weights.len()];
    while let (Some(Reverse((a, left))), Some(Reverse((b, right)))) = (heap.pop(), heap.pop()) {
        let parent = parents.len();
        (parents[left], parents[right]) = (parent, parent);
        parents.push(parent);
        heap.push(Reverse((a + b, parent)));
        if heap.len() == 1 {
            break;
        }
    }
    // Parents come after their children; the last one is its own.
    let mut depths = vec![0; parents.len()];
    for i in (0..parents.len().saturating_sub(1)).rev() {
        depths[i] = depths[parents[i]] + 1;
    }
    depths.truncate(weights.len());
    if let [only] = depths.as_mut_slice() {
        *only = 1;
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kraft(code: &Code) -> u32 {
        (1..).zip(&code.lengths).map(|(length, &n)| u32::from(n) << (16 - length)).sum()
    }

    #[test]
    fn codes_are_short_where_counts_are_high_and_never_all_ones() {
        let mut counts = [0; 256];
        for (i, count) in [50, 20, 20, 5, 4, 1].into_iter().enumerate() {
            counts[i * 3] = count;
        }
        let code = Code::of(&counts);
        assert_eq!(code.symbols, [0, 3, 6, 9, 12, 15]);
        let codes = code.codes();
        assert_eq!(codes.get(0), (0, 1));
        for symbol in &code.symbols {
            let (code, length) = codes.get(*symbol);
            assert!(code < (1 << length) - 1, "{symbol}: {code:b} of {length}");
        }
        // All but the code of all ones is used.
        assert!(kraft(&code) < 1 << 16);
    }

    #[test]
    fn extreme_counts_are_held_to_sixteen_bits() {
        let mut counts = [0; 256];
        let (mut a, mut b) = (1, 1);
        for count in counts.iter_mut().take(40) {
            *count = a;
            (a, b) = (b, a + b);
        }
        let code = Code::of(&counts);
        assert_eq!(code.symbols.len(), 40);
        assert!(kraft(&code) < 1 << 16);
        assert_eq!(code.lengths.iter().map(|&n| usize::from(n)).sum::<usize>(), 40);
    }

    #[test]
    fn few_symbols_have_codes_too() {
        assert!(Code::of(&[0; 256]).symbols.is_empty());
        let mut counts = [0; 256];
        counts[7] = 3;
        assert_eq!(Code::of(&counts).codes().get(7), (0, 1));
        assert_eq!(Code::of(&[1; 256]).symbols.len(), 256);
    }
}
