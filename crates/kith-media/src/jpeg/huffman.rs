//! Huffman codes (ITU-T T.81, annex C and F.2.2.3).

use super::bits::Bits;

/// Codes up to this length are found by one look into a table.
const FAST: u32 = 10;

/// One table of codes.
pub(super) struct Huffman {
    /// By the next bits: length of the code above, symbol below; 0 when the code is longer.
    fast: [u16; 1 << FAST],
    /// For each length above [`FAST`], the first number that is no code of it, aligned to 16 bits ...
    ends: [u32; 17],
    /// ... and what leads from a code to the place of its symbol.
    offsets: [i32; 17],
    symbols: [u8; 256],
}

impl Huffman {
    /// `counts[i]` codes have `i + 1` bits; `symbols` in the order of the codes. `None` when that makes no code.
    pub(super) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut table = Self { fast: [0; 1 << FAST], ends: [0; 17], offsets: [0; 17], symbols: [0; 256] };
        table.symbols.get_mut(..symbols.len())?.copy_from_slice(symbols);
        let (mut code, mut place) = (0u32, 0usize);
        for length in 1..=16u32 {
            table.offsets[length as usize] = place as i32 - code as i32;
            for _ in 0..counts[length as usize - 1] {
                let symbol = *symbols.get(place)?;
                if code >> length != 0 {
                    return None;
                }
                if length <= FAST {
                    let first = (code << (FAST - length)) as usize;
                    table.fast[first..first + (1 << (FAST - length))].fill((length as u16) << 8 | u16::from(symbol));
                }
                (code, place) = (code + 1, place + 1);
            }
            table.ends[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Some(table)
    }

    /// Length of the next code and its symbol; at least 16 bits must be ready. Length 0: no code.
    #[inline]
    pub(super) fn next(&self, bits: &Bits) -> (u32, u8) {
        let entry = self.fast[bits.peek(FAST) as usize];
        if entry == 0 { self.next_long(bits) } else { (u32::from(entry >> 8), entry as u8) }
    }

    #[cold]
    fn next_long(&self, bits: &Bits) -> (u32, u8) {
        let next = bits.peek(16);
        (FAST + 1..=16)
            .find(|length| next < self.ends[*length as usize])
            .and_then(|length| {
                let place = (next >> (16 - length)) as i32 + self.offsets[length as usize];
                Some((length, *self.symbols.get(usize::try_from(place).ok()?)?))
            })
            .unwrap_or((0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_gives_its_symbol() {
        let mut counts = [1; 16];
        counts[15] = 2;
        let symbols: Vec<u8> = (100..117).collect();
        let table = Huffman::new(&counts, &symbols).unwrap();
        for (i, symbol) in symbols.iter().enumerate() {
            // That many ones, then a zero.
            let code = (0xFFFF_0000u32 >> i) as u16;
            let bytes = code.to_be_bytes();
            let mut bits = Bits::new(&bytes);
            bits.refill();
            assert_eq!(table.next(&bits), ((i as u32 + 1).min(16), *symbol));
        }
        let none = Huffman::new(&[1; 16], &symbols[1..]).unwrap();
        let mut bits = Bits::new(&[0xFF, 0xFF]);
        bits.refill();
        assert_eq!(none.next(&bits).0, 0);
    }

    #[test]
    fn counts_that_make_no_code_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Huffman::new(&counts, &[1, 2, 3]).is_none());
        counts[0] = 2;
        assert!(Huffman::new(&counts, &[1]).is_none());
        assert!(Huffman::new(&counts, &[1, 2]).is_some());
    }
}
