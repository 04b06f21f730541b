//! Reproducible randomness: a seed determines a run.

/// A pseudorandom generator (`SplitMix64`).
#[derive(Clone, Debug)]
pub(super) struct Rng(u64);

impl Rng {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed)
    }

    /// A second generator from the same seed; drawing from it doesn't affect this one.
    pub(super) fn fork(&self) -> Self {
        Self(self.0 ^ 0x0bad_cafe)
    }

    /// A third generator from the same seed, for faults that were added later.
    pub(super) fn branch(&self) -> Self {
        Self(self.0 ^ 0x1a7e_c0de_0000)
    }

    /// A fourth generator from the same seed, for what goes on while storage is slow.
    pub(super) fn later(&self) -> Self {
        Self(self.0 ^ 0x510_0d15c)
    }

    /// A fifth generator from the same seed, for the keys of a team.
    pub(super) fn keys(&self) -> Self {
        Self(self.0 ^ 0x7ea_0000_6e75)
    }

    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from `low` to `high`, both inclusive.
    pub(super) fn range(&mut self, low: u64, high: u64) -> u64 {
        low + self.bits() % (high - low + 1)
    }

    /// `true` with a probability of `in_thousand` / 1000.
    pub(super) fn chance(&mut self, in_thousand: u64) -> bool {
        self.bits() % 1000 < in_thousand
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        let at = usize::try_from(self.bits() % (all.len().max(1) as u64)).unwrap();
        all.get(at)
    }
}
