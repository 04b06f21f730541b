//! The words of what a team shares.

use super::number;
use crate::domain::team::YearBudget;

words! {
    TEAM = "Ons team";
    TEAM_HINT = "Wat hier staat, deelt u met iedereen die met deze canvassen werkt.";
}

/// What was spent of a year's budget, apart from plans.
#[must_use]
pub fn year(year: &YearBudget) -> String {
    let euro = number::format_euro;
    [
        &year.year.to_string(),
        ": budget ",
        &euro(year.budget),
        ", uitgegeven buiten de plannen ",
        &euro(year.spent),
        ".",
    ]
    .concat()
}
