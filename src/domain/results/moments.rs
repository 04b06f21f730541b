//! The moments of which grades are compared.

use crate::domain::satisfaction::Moment;

/// The moments of which grades are compared, in their order.
pub const MOMENTS: [Moment; 4] = [
    Moment::Baseline,
    Moment::RightAfter,
    Moment::After6Months,
    Moment::After12Months,
];
