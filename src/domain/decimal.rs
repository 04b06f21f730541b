//! Exact sums and products of amounts.
//!
//! One copy of each: [`Decimal`]'s own are inlined wherever they are used, a kilobyte at a time.

use rust_decimal::Decimal;

/// The sum; saturates at the largest [`Decimal`].
#[inline(never)]
pub(crate) fn add(a: Decimal, b: Decimal) -> Decimal {
    a.saturating_add(b)
}

/// The difference; saturates.
#[inline(never)]
pub(crate) fn sub(a: Decimal, b: Decimal) -> Decimal {
    a.saturating_sub(b)
}

/// The product; `None` if it overflows.
#[inline(never)]
pub(crate) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

/// The quotient; `None` if it overflows or the divisor is zero.
#[inline(never)]
pub(crate) fn div(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}
