//! The smallest number of families that a figure may be about.

/// The smallest number of families that a figure may be about: 5 to 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Threshold(usize);

impl Default for Threshold {
    fn default() -> Self {
        Self(10)
    }
}

impl Threshold {
    /// A threshold; `None` below 5 and above 20.
    #[must_use]
    pub fn new(families: usize) -> Option<Self> {
        (5..=20).contains(&families).then_some(Self(families))
    }

    /// The number of families.
    #[must_use]
    pub fn families(self) -> usize {
        self.0
    }

    /// Whether a number of families can be told: none, or at least as many.
    #[must_use]
    pub fn allows(self, families: usize) -> bool {
        families == 0 || families >= self.0
    }
}
