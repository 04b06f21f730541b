//! What earlier reports say of a table, in names that are the same for all of them.

use std::rc::Rc;

use super::combined::{Statement, betray};
use super::figures::{CouncilFigures, Kind, Row, Table};
use super::marks::{Marks, family_mark, is_nothing};
use super::release::{Release, ReleasedTable};
use super::threshold::Threshold;
use crate::domain::sorted_map::SortedMap;
use crate::domain::sorted_set::SortedSet;

/// Tables whose total is a figure of another table: they are renewed only where that is.
pub(super) const TOTALS: [(&str, &str); 3] = [
    ("stand", "plannen"),
    ("financier", "kba"),
    ("leefgebied", "kba"),
];

/// The table that tells the total of another.
pub(super) fn total_of(table: &str) -> Option<&'static str> {
    let found = TOTALS.iter().find(|(its, _)| *its == table);
    found.map(|(_, total)| *total)
}

/// Whether a table is told by its own report: not withheld, and not taken from an earlier one.
pub(super) fn is_own(table: &ReleasedTable) -> bool {
    table.of.is_none() && !table.is_withheld
}

/// The families of a report that is being made, by their marks with each salt of earlier ones.
pub(super) struct Families(SortedMap<String, SortedMap<String, usize>>);

impl Families {
    /// Of these figures, beside these reports.
    pub(super) fn of(figures: &CouncilFigures, earlier: &[Release]) -> Self {
        let salts: SortedSet<&String> = earlier.iter().map(|it| &it.salt).collect();
        let marked = |salt: &&String| {
            let all = figures.families().iter().enumerate();
            let marks = all.map(|(at, id)| (family_mark(salt, id), at));
            ((*salt).clone(), marks.collect())
        };
        Self(salts.iter().map(marked).collect())
    }

    /// A name for a family of an earlier report. One that isn't in this report has another name for each salt.
    fn name(&self, salt: &String, mark: &str) -> String {
        let found = self.0.get(salt).and_then(|all| all.get(&mark.to_owned()));
        match found {
            Some(at) => here(*at),
            None => [salt, "/", mark].concat(),
        }
    }
}

/// The name of a family of the report that is being made.
fn here(family: usize) -> String {
    ["#", &family.to_string()].concat()
}

/// The marks of rows, by their keys.
type RowMarks = SortedMap<String, Marks>;

/// What one earlier report says of a table.
pub(super) struct Earlier<'a> {
    release: &'a Release,
    /// The table as that report tells it; `None` where it tells nothing of its own.
    pub(super) table: Option<&'a ReleasedTable>,
    then: RowMarks,
    /// The marks that the rows have now, with the same salt.
    now: Rc<RowMarks>,
}

impl<'a> Earlier<'a> {
    /// What each report says of a table as it is now. The marks of now are made once for each salt.
    pub(super) fn all(
        releases: &'a [Release],
        table: &Table,
        figures: &CouncilFigures,
    ) -> Vec<Self> {
        let mut by_salt: SortedMap<&str, Rc<RowMarks>> = SortedMap::new();
        let of = |release: &'a Release| {
            let now = by_salt.entry(&release.salt).or_insert_with(|| {
                let marks = |row| Marks::of(row, figures.families(), &release.salt);
                let rows = table.rows.iter();
                Rc::new(rows.map(|(key, row)| (key.clone(), marks(row))).collect())
            });
            Self {
                release,
                table: release.table(table.key).filter(|it| is_own(it)),
                then: release.row_marks(table.key),
                now: Rc::clone(now),
            }
        };
        releases.iter().map(of).collect()
    }

    /// The report.
    pub(super) fn release(&self) -> &'a Release {
        self.release
    }

    /// The number of families by which each row differs from what it is now.
    pub(super) fn differing(&self) -> SortedMap<String, usize> {
        let none = Marks::default();
        let of = |rows: &RowMarks, key: &String| rows.get(key).unwrap_or(&none).clone();
        let keys: SortedSet<&String> = self.now.keys().chain(self.then.keys()).collect();
        let by = |key: &&String| {
            let by = of(&self.now, key).differing(&of(&self.then, key));
            ((*key).clone(), by)
        };
        keys.iter().map(by).collect()
    }

    /// Adds what it tells to what is known.
    fn tell(&self, table: &Table, families: &Families, known: &mut Told) {
        let total = total_of(table.key).and_then(|key| self.release.table(key));
        let has_total =
            total.is_some_and(|it| is_own(it) && it.rows.iter().any(|row| row.is_told()));
        let salt = &self.release.salt;
        let named = |(key, marks): (&String, &Marks)| {
            let now = self.now.get(key);
            let amounts = marks.iter().map(|(family, amount)| {
                let is_same = now.and_then(|now| now.amount(family)) == Some(amount);
                let name = match (is_nothing(amount), is_same) {
                    (true, _) => None,
                    (false, true) => Some(NOW.to_owned()),
                    (false, false) => Some([salt, "/", amount].concat()),
                };
                (families.name(salt, family), name)
            });
            (key.clone(), amounts.collect::<Amounts>())
        };
        let rows = self.then.iter().map(named);
        known.add(table.kind, rows.collect(), self.table, has_total);
    }
}

/// What names an amount that is in the report that is being made.
const NOW: &str = "";

/// What families add to a row, each by its name; `None` where that is nothing.
type Amounts = Vec<(String, Option<String>)>;

/// What is told of one table.
#[derive(Default)]
struct Told {
    counts: Vec<Statement>,
    sums: Vec<Statement>,
}

impl Told {
    /// Adds what a report tells by a table: each row that is told, and what follows from the total of those that aren't.
    /// Without a table only the total is told, if that is.
    fn add(
        &mut self,
        kind: Kind,
        rows: Vec<(String, Amounts)>,
        shown: Option<&ReleasedTable>,
        has_total: bool,
    ) {
        let tells = |key: &str| shown.is_some_and(|it| it.tells(key));
        let has_total = match shown {
            None => has_total,
            Some(table) => !table.is_ranking,
        };
        let [mut other_counts, mut other_sums] = [Statement::default(), Statement::default()];
        for (key, amounts) in rows {
            let counted = amounts
                .iter()
                .map(|(family, _)| (family.clone(), key.clone(), String::new()));
            let count = Statement::of(counted);
            let summed = amounts.iter().filter_map(|(family, amount)| {
                Some((family.clone(), key.clone(), amount.clone()?))
            });
            let sum = Statement::of(summed);
            if tells(&key) {
                self.counts.push(count);
                self.sums.push(sum);
            } else {
                other_counts = other_counts.with(&count);
                other_sums = other_sums.with(&sum);
            }
        }
        match kind {
            Kind::Parts | Kind::Counts if has_total => self.counts.push(other_counts),
            Kind::Sums if has_total => self.sums.push(other_sums),
            _ => {}
        }
    }
}

/// Whether a family can be told from a table beside all earlier ones: as a report would show it, or by its total alone
/// (`None`).
pub(super) fn betrays_with(
    table: &Table,
    shown: Option<&ReleasedTable>,
    earlier: &[Earlier<'_>],
    families: &Families,
    threshold: Threshold,
) -> bool {
    let (mut known, mut new) = (Told::default(), Told::default());
    for it in earlier {
        it.tell(table, families, &mut known);
    }
    let named = |row: &Row| {
        let amounts = row.contributions.iter().map(|it| {
            let amount = (!it.amount.is_zero()).then(|| NOW.to_owned());
            (here(it.family), amount)
        });
        amounts.collect::<Amounts>()
    };
    let rows = table
        .rows
        .iter()
        .map(|(key, row)| (key.clone(), named(row)));
    new.add(table.kind, rows.collect(), shown, true);
    betray(&known.counts, &new.counts, threshold) || betray(&known.sums, &new.sums, threshold)
}
