//! Bits to bytes, with a zero after each byte of ones, as entropy-coded data wants it.

/// Collects bits, the first one highest.
#[derive(Default)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    /// The last bits, the newest lowest; above `used` lies what is done with.
    last: u64,
    used: u32,
}

impl Bits {
    /// Appends the low `count` bits of `value`, which has no others. `count` is at most 32.
    #[inline(always)]
    pub(super) fn put(&mut self, value: u32, count: u32) {
        self.used += count;
        if self.used <= 64 {
            self.last = self.last << count | u64::from(value);
            return;
        }
        let over = self.used - 64;
        self.emit(self.last << (count - over) | u64::from(value >> over));
        (self.last, self.used) = (value.into(), over);
    }

    #[inline(always)]
    fn emit(&mut self, word: u64) {
        // A byte of ones is a zero byte of the complement; only that borrows into its own high bit.
        let lows = 0x0101_0101_0101_0101;
        if (!word).wrapping_sub(lows) & word & (lows << 7) == 0 {
            self.bytes.extend_from_slice(&word.to_be_bytes());
        } else {
            word.to_be_bytes().into_iter().for_each(|byte| self.byte(byte));
        }
    }

    fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
        if byte == 0xFF {
            self.bytes.push(0);
        }
    }

    /// Fills the last byte with ones.
    pub(super) fn finish(&mut self) {
        let missing = self.used.wrapping_neg() % 8;
        self.put((1 << missing) - 1, missing);
        let word = self.last << ((64 - self.used) % 64);
        let whole = word.to_be_bytes().into_iter().take(self.used as usize / 8);
        whole.for_each(|byte| self.byte(byte));
        self.used = 0;
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_any_length_stand_in_order_and_ones_are_stuffed() {
        let mut state = 1u32;
        let (mut bits, mut expected) = (Bits::default(), String::new());
        for i in 0..5000 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let count = state >> 27;
            // Every third value is all ones, so that bytes of ones are common.
            let value = if i % 3 == 0 { u32::MAX } else { state } & ((1 << count) - 1);
            bits.put(value, count);
            if count > 0 {
                expected += &format!("{value:0count$b}", count = count as usize);
            }
        }
        bits.finish();
        let mut plain = String::new();
        let mut bytes = bits.bytes().iter();
        while let Some(&byte) = bytes.next() {
            plain += &format!("{byte:08b}");
            assert!(byte != 0xFF || bytes.next() == Some(&0));
        }
        assert!(plain.len() - expected.len() < 8 && plain.starts_with(&expected));
        assert!(plain[expected.len()..].bytes().all(|bit| bit == b'1'));
    }

    #[test]
    fn nothing_is_no_byte_and_a_full_word_is_kept() {
        let mut bits = Bits::default();
        bits.finish();
        assert!(bits.bytes().is_empty());
        bits.put(0x0102_0304, 32);
        bits.put(0x0506_0708, 32);
        bits.finish();
        assert_eq!(bits.bytes(), [1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
