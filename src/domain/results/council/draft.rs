//! A report before it is released: what is told, what is hidden, and why.

use super::earlier::{Earlier, Families, betrays_with, is_own, total_of};
use super::figures::{CouncilFigures, Kind, Row, Table};
use super::marks::marks_of;
use super::protect::{Protected, Why, protect};
use super::release::{Release, ReleasedRow, ReleasedTable};
use super::same::nearly_told;
use super::threshold::Threshold;
use crate::domain::date::Date;
use crate::domain::results::filter::Period;
use crate::domain::results::sum::Sum;
use crate::domain::sort::sort_by;
use crate::domain::sorted_map::SortedMap;

/// A report before it is released.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Its tables.
    pub tables: Vec<DraftTable>,
    /// Its period.
    pub period: Period,
    /// The smallest number of families that a figure of it is about.
    pub threshold: Threshold,
    figures: CouncilFigures,
    /// The salt of the earlier reports, if there are any.
    salt: Option<String>,
}

/// A table with what is hidden and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftTable {
    /// What is told.
    pub told: ReleasedTable,
    /// Why each row of `told` is hidden; `None` for one that is told.
    pub why: Vec<Option<Why>>,
    /// Why the whole is withheld, or taken from an earlier report; `None` if it isn't.
    pub whole: Option<Why>,
}

impl Draft {
    /// Decides what of figures may be told, next to all reports that were released before.
    #[must_use]
    pub fn of(
        figures: CouncilFigures,
        period: Period,
        threshold: Threshold,
        earlier: &[Release],
    ) -> Self {
        let tables_now = figures.tables();
        let seen = tables_now
            .iter()
            .map(|it| (it.key, Earlier::all(earlier, it, &figures)));
        let judge = Judge {
            families: Families::of(&figures, earlier),
            period,
            threshold,
            earlier: seen.collect(),
        };
        let mut tables: Vec<DraftTable> = Vec::new();
        for table in &tables_now {
            let total = total_of(table.key);
            let total = total.and_then(|total| tables.iter().find(|it| it.told.key == total));
            let is_stale =
                total.is_some_and(|it| it.told.of.is_some() || it.whole == Some(Why::Earlier));
            // Parts that are all told tell a total that isn't.
            if let Some(why) = total.and_then(|it| it.whole.filter(|_| it.told.is_withheld))
                && !is_stale
            {
                tables.push(withheld(table.key, why));
                continue;
            }
            // A total is told beside what was told of its parts, whether these are told again or not.
            let mut parts = tables_now
                .iter()
                .filter(|it| total_of(it.key) == Some(table.key));
            let betrays = parts.any(|it| judge.betrays(it, None));
            let is_told = |table: &str, key: &str| {
                let told = tables.iter().map(|it| &it.told);
                let mut own = told.filter(|it| it.key == table && is_own(it));
                own.any(|it| it.tells(key))
            };
            let nearly = nearly_told(table, &tables_now, &is_told, threshold);
            tables.push(judge.table(table, is_stale || betrays, &nearly));
        }
        let salted = earlier.iter().find(|it| !it.salt.is_empty());
        Self {
            tables,
            period,
            threshold,
            salt: salted.map(|it| it.salt.clone()),
            figures,
        }
    }

    /// The figures that it is made from.
    #[must_use]
    pub fn figures(&self) -> &CouncilFigures {
        &self.figures
    }

    /// A table by its key.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&DraftTable> {
        self.tables.iter().find(|it| it.told.key == key)
    }

    /// The report as it would be printed, without texts and marks.
    #[must_use]
    pub fn report(&self) -> Release {
        Release {
            from: self.period.from,
            to: self.period.to,
            threshold: self.threshold.families(),
            tables: self.tables.iter().map(|it| it.told.clone()).collect(),
            ..Release::default()
        }
    }

    /// The report with the marks of its families, to be frozen. The salt is random; where there are earlier reports it
    /// is theirs, so that their families can be compared with each other's.
    #[must_use]
    pub fn release(&self, salt: &str) -> Release {
        let salt = self.salt.as_deref().unwrap_or(salt);
        let is_told = |key: &str| self.table(key).is_some_and(|it| is_own(&it.told));
        let mut marks = marks_of(&self.figures, salt);
        marks.retain(|key, _| {
            let table = key.split('/').next().unwrap_or_default();
            is_told(table) || total_of(table).is_some_and(is_told)
        });
        self.report().with_marks(salt, &marks)
    }
}

/// What decides about tables.
struct Judge<'a> {
    families: Families,
    period: Period,
    threshold: Threshold,
    /// What the earlier reports say, by table.
    earlier: SortedMap<&'static str, Vec<Earlier<'a>>>,
}

/// What an earlier report says of a table.
struct Before<'a> {
    table: &'a ReleasedTable,
    day: Option<Date>,
    is_same_period: bool,
    /// The number of families by which each row differs.
    differing: SortedMap<String, usize>,
}

impl Judge<'_> {
    /// Decides about a table. `nearly` are the keys of rows that may not be told beside what was told before.
    fn table(&self, table: &Table, is_stale: bool, nearly: &[&str]) -> DraftTable {
        let before = self.before(table);
        let rows: Vec<&Row> = table.rows.values().collect();
        if let Some(same) = before
            .iter()
            .find(|it| it.differing.values().all(|by| *by == 0))
        {
            return kept(same, None);
        }
        let is_few = |by: &usize| !self.threshold.allows(*by);
        let betrays = before.iter().any(|it| it.differing.values().any(is_few));
        if betrays || is_stale {
            return Self::instead(table, &before);
        }
        let was_hidden = |key: &String| {
            let mut before = before.iter();
            let hid = before.any(|it| it.differing.get(key) == Some(&0) && !it.table.tells(key));
            let derived = || nearly.contains(&&**key).then_some(Why::Derived);
            hid.then_some(Why::Earlier).or_else(derived)
        };
        let forced: Vec<Option<Why>> = table.rows.keys().map(was_hidden).collect();
        let protected = protect(table.kind, &rows, &forced, self.threshold);
        let draft = told(table, &protected);
        let agrees = |it: &Before<'_>| {
            let mut same = it.differing.iter().filter(|(_, by)| **by == 0);
            same.all(|(key, _)| it.table.tells(key) == draft.told.tells(key))
        };
        if before.iter().all(agrees) && !self.betrays(table, Some(&draft.told)) {
            draft
        } else {
            Self::instead(table, &before)
        }
    }

    /// What earlier reports say of a table; one that was itself taken from another, or that tells nothing, says
    /// nothing of its own.
    fn before(&self, table: &Table) -> Vec<Before<'_>> {
        let earlier = self.earlier(table).iter();
        let told = earlier.filter_map(|it| {
            Some(Before {
                table: it.table?,
                day: it.release().day,
                is_same_period: it.release().period() == self.period,
                differing: it.differing(),
            })
        });
        told.collect()
    }

    fn earlier(&self, table: &Table) -> &[Earlier<'_>] {
        self.earlier.get(&table.key).map_or(&[], Vec::as_slice)
    }

    /// Whether a family can be told from a table, or from its total alone, beside what all earlier reports tell.
    fn betrays(&self, table: &Table, shown: Option<&ReleasedTable>) -> bool {
        let is_told = shown.is_none_or(|it| !it.is_withheld);
        is_told
            && !self.earlier(table).is_empty()
            && betrays_with(
                table,
                shown,
                self.earlier(table),
                &self.families,
                self.threshold,
            )
    }

    /// The latest table of the same period, or nothing: the new one would betray somebody beside an earlier one.
    fn instead(table: &Table, before: &[Before<'_>]) -> DraftTable {
        let same = before.iter().filter(|it| it.is_same_period);
        match same.max_by_key(|it| it.day) {
            Some(latest) => kept(latest, Some(Why::Earlier)),
            None => withheld(table.key, Why::Earlier),
        }
    }
}

/// A table as an earlier report has it.
fn kept(before: &Before<'_>, whole: Option<Why>) -> DraftTable {
    let hidden = |row: &ReleasedRow| (!row.is_told()).then_some(Why::Earlier);
    DraftTable {
        why: before.table.rows.iter().map(hidden).collect(),
        told: ReleasedTable {
            of: before.day,
            ..before.table.clone()
        },
        whole,
    }
}

fn withheld(key: &str, why: Why) -> DraftTable {
    DraftTable {
        told: ReleasedTable {
            key: key.to_owned(),
            is_withheld: true,
            ..ReleasedTable::default()
        },
        why: Vec::new(),
        whole: Some(why),
    }
}

/// A table with what may be told of it.
fn told(table: &Table, protected: &Protected) -> DraftTable {
    if let Protected::Withheld(why) = protected {
        return withheld(table.key, *why);
    }
    let is_ranking = matches!(protected, Protected::Ranking(_));
    // What one family alone has given as a name is that family's own words.
    let is_named = |row: &Row| table.kind != Kind::Counts || row.families() > 1;
    let rows = table.rows.iter().enumerate();
    let rows = rows.filter(|(_, (_, row))| is_named(row));
    let mut rows: Vec<(ReleasedRow, Option<Why>, usize)> = rows
        .map(|(at, (key, row))| {
            let why = protected.why(at);
            (released(key, row, why.is_none()), why, row.families())
        })
        .collect();
    if table.kind == Kind::Counts {
        // Those that are told by number, and those that aren't behind them by name, unless only the order is told.
        sort_by(&mut rows, &|(one, _, ones), (other, _, others)| {
            let number = |row: &ReleasedRow, families: &usize| {
                if is_ranking {
                    *families
                } else {
                    row.families.unwrap_or(0)
                }
            };
            let (ones, others) = (number(one, ones), number(other, others));
            (others, &one.key).cmp(&(ones, &other.key))
        });
    }
    DraftTable {
        why: rows.iter().map(|(_, why, _)| *why).collect(),
        told: ReleasedTable {
            key: table.key.to_owned(),
            is_ranking,
            rows: rows.into_iter().map(|(row, _, _)| row).collect(),
            ..ReleasedTable::default()
        },
        whole: None,
    }
}

fn released(key: &str, row: &Row, is_told: bool) -> ReleasedRow {
    let items = row.items();
    ReleasedRow {
        key: key.to_owned(),
        name: row.name.clone(),
        families: is_told.then(|| row.families()),
        sum: is_told.then(|| Sum::new(row.sum())),
        items: (is_told && items != row.families()).then_some(items),
    }
}
