//! Exact sums and products of amounts.
//!
//! One copy of each: [`Decimal`]'s own are inlined wherever they are used, a kilobyte at a time.

use rust_decimal::Decimal;

/// The sum.
#[inline(never)]
pub(crate) fn add(a: Decimal, b: Decimal) -> Decimal {
    a.saturating_add(b)
}

/// The difference.
#[inline(never)]
pub(crate) fn sub(a: Decimal, b: Decimal) -> Decimal {
    a.saturating_sub(b)
}

/// The product; `None` when it has too many digits.
#[inline(never)]
pub(crate) fn mul(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_mul(b)
}

/// The quotient; `None` when it has too many digits, or by zero.
#[inline(never)]
pub(crate) fn div(a: Decimal, b: Decimal) -> Option<Decimal> {
    a.checked_div(b)
}
