//! Which field of a line's calculation to go to.

use crate::domain::{Evidence, Finding};

/// The field of a line's calculation that a finding asks for, if it does.
pub(crate) fn field(finding: &Finding) -> Option<&'static str> {
    Some(match finding {
        Finding::Unproven(_, missing) => evidence_field(*missing.first()?),
        Finding::OldPrice(..) | Finding::ComparisonPrice(_) | Finding::DoubleCounting(_) => {
            ".calculation .picker__button"
        }
        Finding::TooLarge(_) => ".calculation .usage input",
        Finding::BeyondHorizon(_) | Finding::BackwardsMonths(_) => ".calculation .usage select",
        _ => return None,
    })
}

/// The field of a line's calculation for what makes its amount credible.
pub(super) fn evidence_field(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Payer => ".calculation [id$=\"berekening-financier\"]",
        Evidence::Rationale => ".calculation [id$=\"berekening-onderbouwing\"]",
        Evidence::Source => ".calculation [id$=\"berekening-bron\"]",
        Evidence::Check => ".calculation [id$=\"berekening-getoetst\"]",
    }
}
