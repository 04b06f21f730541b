//! When a sum over families can be told.

use rust_decimal::Decimal;

use super::threshold::Threshold;
use crate::domain::decimal::{add, mul};

/// The most that one family may make up of a sum, in percent.
const LARGEST: Decimal = Decimal::from_parts(50, 0, 0, false, 0);
/// The most that two families may.
const TWO_LARGEST: Decimal = Decimal::from_parts(85, 0, 0, false, 0);

/// Whether a sum of what families add can be told: it is of none or of at least so many families as the threshold
/// says, the largest makes up at most half of it, and the two largest at most 85 percent. Shares are of the sum of the
/// amounts without their signs. A family that adds nothing isn't counted.
#[must_use]
pub fn may_be_told(amounts: impl Iterator<Item = Decimal>, threshold: Threshold) -> bool {
    let (mut families, mut all) = (0_usize, Decimal::ZERO);
    let (mut first, mut second) = (Decimal::ZERO, Decimal::ZERO);
    for amount in amounts.map(|it| it.abs()).filter(|it| !it.is_zero()) {
        families = families.saturating_add(1);
        all = add(all, amount);
        if amount > first {
            (first, second) = (amount, first);
        } else if amount > second {
            second = amount;
        }
    }
    if families == 0 {
        return true;
    }
    threshold.allows(families)
        && is_within(first, all, LARGEST)
        && is_within(add(first, second), all, TWO_LARGEST)
}

/// Whether a part is at most so many percent of the whole.
fn is_within(part: Decimal, whole: Decimal, percent: Decimal) -> bool {
    let hundredfold = mul(part, Decimal::ONE_HUNDRED);
    hundredfold
        .zip(mul(whole, percent))
        .is_some_and(|(part, most)| part <= most)
}
