//! The figures of a report before anything is hidden: who adds what to each.

use rust_decimal::Decimal;

use crate::domain::date::Date;
use crate::domain::decimal::{add, sub};
use crate::domain::id::DocumentId;
use crate::domain::results::case::CaseFigures;
use crate::domain::results::fold::{RuleCounts, change};
use crate::domain::results::group_sums::GroupSums;
use crate::domain::results::moments::MOMENTS;
use crate::domain::sorted_map::SortedMap;

/// What kind of figures a table has, which decides how they are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Numbers of families of which the total is told, or can be guessed.
    Parts,
    /// Numbers of families; one may be in several rows. Where none can be told, their order is.
    Counts,
    /// Sums whose total is told.
    Sums,
    /// Sums over the same families, of which one follows from the others: all are told, or none.
    Together,
    /// Figures that have nothing to do with each other.
    Apart,
}

/// What one family adds to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The family's place in [`CouncilFigures::families`].
    pub family: usize,
    /// What it adds: 1 to a count, an amount to a sum.
    pub amount: Decimal,
    /// Of how many values that is the sum, such as grades.
    pub items: usize,
}

/// One row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The name in the documents, where people can give one.
    pub name: String,
    /// Who adds to it.
    pub contributions: Vec<Contribution>,
}

impl Row {
    /// The number of families that add something to it.
    #[must_use]
    pub fn families(&self) -> usize {
        self.contributions.len()
    }

    /// The sum of what they add.
    #[must_use]
    pub fn sum(&self) -> Decimal {
        let amounts = self.contributions.iter().map(|it| it.amount);
        amounts.fold(Decimal::ZERO, add)
    }

    /// Of how many values that is the sum.
    #[must_use]
    pub fn items(&self) -> usize {
        let items = self.contributions.iter().map(|it| it.items);
        items.fold(0, usize::saturating_add)
    }
}

/// A table: its rows by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its key, which is also its name on the wire.
    pub key: &'static str,
    /// What kind of figures it has.
    pub kind: Kind,
    /// Its rows.
    pub rows: SortedMap<String, Row>,
}

/// The tables of a report, in their order.
const TABLES: [(&str, Kind); 12] = [
    ("plannen", Kind::Apart),
    ("stand", Kind::Parts),
    ("kba", Kind::Together),
    ("financier", Kind::Sums),
    ("leefgebied", Kind::Sums),
    ("cijfer", Kind::Apart),
    ("verloop", Kind::Parts),
    ("thema", Kind::Counts),
    ("regel", Kind::Parts),
    ("partijen", Kind::Together),
    ("budget", Kind::Apart),
    ("gerealiseerd", Kind::Together),
];

/// The figures of a report before anything is hidden. Keeps what each family adds to each of them, some 30 values a
/// family: a report is made when somebody asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouncilFigures {
    families: Vec<DocumentId>,
    rows: SortedMap<(&'static str, String), Row>,
    publications: Vec<(DocumentId, String)>,
    days: Option<[Date; 2]>,
}

impl CouncilFigures {
    /// Adds a family.
    pub fn add(&mut self, id: &DocumentId, case: &CaseFigures) {
        let family = self.families.len();
        self.families.push(id.clone());
        if let Some(day) = case.day {
            let [first, last] = self.days.unwrap_or([day; 2]);
            self.days = Some([first.min(day), last.max(day)]);
        }
        if !case.publication.is_empty() {
            self.publications
                .push((id.clone(), case.publication.clone()));
        }
        self.count(family, "plannen", "alle");
        let part = match (case.is_executed(), case.is_regular()) {
            (false, _) => "voorbereiding",
            (true, true) => "regulier",
            (true, false) => "maatwerkbudget",
        };
        self.count(family, "stand", part);
        self.add_costs(family, case);
        self.add_grades(family, case);
        for theme in case.themes() {
            self.count(family, "thema", &theme);
        }
        for outcome in ["opgelost", "loopt", "frictie"] {
            let mut rules = case.rules.iter();
            if rules.any(|it| RuleCounts::outcome(&it.outcome) == outcome) {
                self.count(family, "regel", outcome);
            }
        }
        if case.parties_now.saturating_add(case.parties_after) > 0 {
            self.sum(family, "partijen", "nu", Decimal::from(case.parties_now));
            let after = Decimal::from(case.parties_after);
            self.sum(family, "partijen", "straks", after);
        }
    }

    fn add_costs(&mut self, family: usize, case: &CaseFigures) {
        if let Some(saving) = case.saving() {
            for (row, amount) in [
                ("dreigend", case.totals.looming),
                ("maatwerk", case.totals.tailored),
                ("besparing", saving),
            ] {
                self.sum(family, "kba", row, amount);
            }
            for (table, groups) in [
                ("financier", &case.payers),
                ("leefgebied", &case.life_domains),
            ] {
                for group in groups {
                    let (code, name) = GroupSums::key(group);
                    let key = if code.is_empty() { name } else { code };
                    let amount = sub(group.looming.decimal(), group.tailored.decimal());
                    self.named(family, table, &key, &group.name, amount);
                }
            }
        }
        if let Some(it) = case.decided_budget() {
            self.sum(family, "budget", "toegezegd", it.committed);
            if !it.paid.is_zero() {
                self.sum(family, "budget", "betaald", it.paid);
            }
        }
        if let Some(it) = case.follow_up {
            self.sum(family, "gerealiseerd", "verwacht", it.expected.decimal());
            self.sum(family, "gerealiseerd", "werkelijk", it.realised.decimal());
        }
    }

    fn add_grades(&mut self, family: usize, case: &CaseFigures) {
        for (at, moment) in MOMENTS.iter().enumerate() {
            let given = case.people.iter().filter_map(|it| *it.grades.get(at)?);
            let (mut amount, mut items) = (Decimal::ZERO, 0_usize);
            for grade in given {
                amount = add(amount, grade.decimal());
                items = items.saturating_add(1);
            }
            if items > 0 {
                let row = self.row("cijfer", moment.wire());
                row.contributions.push(Contribution {
                    family,
                    amount,
                    items,
                });
            }
        }
        let way = change(&case.people).map(|way| match way {
            std::cmp::Ordering::Greater => "omhoog",
            std::cmp::Ordering::Equal => "gelijk",
            std::cmp::Ordering::Less => "omlaag",
        });
        if let Some(way) = way {
            self.count(family, "verloop", way);
        }
    }

    fn count(&mut self, family: usize, table: &'static str, row: &str) {
        self.sum(family, table, row, Decimal::ONE);
    }

    fn sum(&mut self, family: usize, table: &'static str, row: &str, amount: Decimal) {
        self.row(table, row).contributions.push(Contribution {
            family,
            amount,
            items: 1,
        });
    }

    fn named(
        &mut self,
        family: usize,
        table: &'static str,
        row: &str,
        name: &str,
        amount: Decimal,
    ) {
        let row = self.row(table, row);
        if row.name.is_empty() || (!name.is_empty() && name < row.name.as_str()) {
            name.clone_into(&mut row.name);
        }
        // Two groups of one family may have the same key, as where a code has two names.
        match row
            .contributions
            .last_mut()
            .filter(|it| it.family == family)
        {
            Some(own) => own.amount = add(own.amount, amount),
            None => row.contributions.push(Contribution {
                family,
                amount,
                items: 1,
            }),
        }
    }

    fn row(&mut self, table: &'static str, row: &str) -> &mut Row {
        self.rows.entry((table, row.to_owned())).or_default()
    }

    /// The families, in the order in which they were added.
    #[must_use]
    pub fn families(&self) -> &[DocumentId] {
        &self.families
    }

    /// The tables, in their order; those without rows among them.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let table = |(key, kind)| Table {
            key,
            kind,
            rows: self.rows_of(key),
        };
        TABLES.map(table).into()
    }

    fn rows_of(&self, table: &str) -> SortedMap<String, Row> {
        let rows = self.rows.iter().filter(|((its, _), _)| *its == table);
        rows.map(|((_, key), row)| (key.clone(), row.clone()))
            .collect()
    }

    /// What may be told of families, each with its canvas.
    #[must_use]
    pub fn publications(&self) -> &[(DocumentId, String)] {
        &self.publications
    }

    /// The first and the last day of the cases.
    #[must_use]
    pub fn days(&self) -> Option<[Date; 2]> {
        self.days
    }
}
