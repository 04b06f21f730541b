//! The words of what a team shares.

use super::number;
use crate::domain::team::YearBudget;

words! {
    TEAM = "Ons team";
    MISPLACED = "Er staat een canvas met het nummer “team”. Dat nummer is nu van het team zelf. U kunt het canvas bewaren onder een nieuw nummer. Er gaat niets verloren.";
    MISPLACED_MOVE = "Bewaar het onder een nieuw nummer";
    MISPLACED_MOVED = "Het canvas staat nu in de lijst.";
    YEARS = "Waar het budget blijft";
    YEARS_HINT = "Een plan telt mee in het jaar waarin het is uitgevoerd. Is dat er nog niet, dan in het jaar van het gesprek.";
    BUDGET = "Budget";
    COMMITTED = "Vastgelegd in plannen";
    PAID = "Daarvan betaald";
    SPENT = "Uitgegeven buiten de plannen";
    LEFT = "Over";
    ASKED = "Gevraagd, nog niet akkoord";
    TEAM_HINT = "Wat hier staat, deelt u met iedereen die met deze canvassen werkt.";
}

/// What there was in a year, what plans take from it, and what is left: each amount with its name.
#[must_use]
pub fn year(year: &YearBudget) -> Vec<(&'static str, String)> {
    let euro = number::format_euro;
    let mut rows = vec![
        (BUDGET, euro(year.budget)),
        (COMMITTED, euro(year.plans.committed)),
        (PAID, euro(year.plans.paid)),
        (SPENT, euro(year.spent)),
        (LEFT, euro(year.left())),
    ];
    if !year.asked.is_zero() {
        rows.push((ASKED, euro(year.asked)));
    }
    rows
}
