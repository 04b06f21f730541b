//! What the cases of a team come to together: pure, exact, and the same in whatever order cases are added.
//!
//! [`CaseFigures`] is what one case adds. [`Results`] folds those one at a time. Its memory doesn't grow with
//! the number of cases but for one amount of 16 bytes a case, as an exact median needs all of them: 160 kB for
//! 10,000 cases. [`Filter`] says which cases count, and [`Behind`] which of them are behind one figure.
//!
//! What leaves the team goes through [`council`], which hides what a few families could be told from.

mod behind;
mod case;
pub mod council;
mod filter;
mod fold;
mod group_sums;
mod lesson;
mod moments;
mod similar;
mod spread;
mod sum;
mod wire;

pub use behind::Behind;
pub use case::{CaseFigures, FollowUp, GroupFigures, Person, RuleFigures, case_day};
pub use filter::{Filter, Period, months};
pub use fold::{BudgetSums, Compared, GradeMean, Results, RuleCounts};
pub use group_sums::{GroupSum, GroupSums};
pub use lesson::LessonFigures;
pub use moments::MOMENTS;
pub use similar::{Similar, SimilarCases};
pub use spread::Spread;
pub use sum::Sum;
