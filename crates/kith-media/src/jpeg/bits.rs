//! Bits of entropy-coded data, the highest of a byte first (ITU-T T.81, F.2.2.5).

/// Reads bits of bytes from which the stuffing was taken out. Behind the end it gives zeros.
pub(super) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    /// The next bits, from the top.
    word: u64,
    /// How many of them count; the ones below are right too, but will be read again.
    left: u32,
}

impl<'a> Bits<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, word: 0, left: 0 }
    }

    /// Makes at least 56 bits ready.
    #[inline]
    pub(super) fn refill(&mut self) {
        if let Some(next) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
            self.word |= u64::from_be_bytes(*next) >> self.left;
            let taken = (63 - self.left) / 8;
            self.at += taken as usize;
            self.left += taken * 8;
        } else {
            self.refill_at_end();
        }
    }

    #[cold]
    fn refill_at_end(&mut self) {
        while self.left <= 55 {
            let byte = self.bytes.get(self.at).copied();
            self.word |= u64::from(byte.unwrap_or(0)) << (56 - self.left);
            self.left += 8;
            self.at += 1;
        }
    }

    /// The next bits without taking them; `count` from 1 to 32.
    #[inline]
    pub(super) fn peek(&self, count: u32) -> u32 {
        (self.word >> (64 - count)) as u32
    }

    /// Takes bits; between two refills at most 56 in all.
    #[inline]
    pub(super) fn skip(&mut self, count: u32) {
        self.word <<= count;
        self.left = self.left.wrapping_sub(count);
    }

    /// A signed number of `size` bits, 0 to 16 (T.81, F.12).
    #[inline]
    pub(super) fn signed(&mut self, size: u32) -> i32 {
        let bits = (self.word >> 1 >> (63 - size)) as i32;
        let negative = (!self.word >> 63) as i32;
        self.skip(size);
        bits + negative * (1 - (1 << size))
    }

    /// Whether more bits were taken than there were.
    pub(super) fn is_beyond_end(&self) -> bool {
        self.taken() > self.bytes.len() * 8
    }

    /// Whether all bits were taken but those that fill up the last byte.
    pub(super) fn is_at_end(&self) -> bool {
        self.taken().div_ceil(8) == self.bytes.len()
    }

    fn taken(&self) -> usize {
        self.at * 8 - self.left as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_come_from_the_top_and_end() {
        let bytes: Vec<u8> = (1..=20).collect();
        let mut bits = Bits::new(&bytes);
        for expected in 1..=20 {
            bits.refill();
            assert_eq!(bits.peek(8), expected);
            bits.skip(3);
            bits.refill();
            bits.skip(5);
            assert!(!bits.is_beyond_end(), "{expected}");
            assert_eq!(bits.is_at_end(), expected == 20);
        }
        bits.refill();
        assert_eq!((bits.peek(8), bits.is_beyond_end()), (0, false));
        bits.skip(1);
        assert!(bits.is_beyond_end() && !bits.is_at_end());
    }

    #[test]
    fn bits_that_fill_up_the_last_byte_may_be_left() {
        let mut bits = Bits::new(&[0xFF; 2]);
        bits.refill();
        bits.skip(8);
        assert!(!bits.is_at_end());
        for _ in 0..8 {
            bits.skip(1);
            assert!(bits.is_at_end());
        }
        bits.skip(1);
        assert!(!bits.is_at_end());
        assert!(Bits::new(&[]).is_at_end());
    }

    #[test]
    fn signed_numbers_are_those_of_the_standard() {
        for (byte, size, value) in
            [(0b1000_0000, 1, 1), (0, 1, -1), (0b1100_0000, 2, 3), (0b0100_0000, 2, -2), (7, 0, 0)]
        {
            let mut bits = Bits::new(std::slice::from_ref(&byte));
            bits.refill();
            assert_eq!(bits.signed(size), value, "{byte:b}");
        }
    }
}
