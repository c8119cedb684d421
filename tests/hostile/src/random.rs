//! Bytes that look random and are the same each time.

/// A generator of numbers in the manner of `SplitMix64`.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The same seed gives the same numbers.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % end as u64).unwrap_or(0)
    }

    /// As many bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count.div_ceil(8)).flat_map(|_| self.number().to_le_bytes()).take(count).collect()
    }

    /// A text of at most as many characters, from all planes of Unicode.
    pub fn text(&mut self, most: usize) -> String {
        let length = self.below(most + 1);
        let ends = [0x80, 0x250, 0x2100, 0x1_0000, 0x11_0000];
        let mut text = String::new();
        for _ in 0..length {
            let end = ends[self.below(ends.len())];
            text.extend(char::from_u32(u32::try_from(self.below(end)).unwrap_or(0)));
        }
        text
    }
}
