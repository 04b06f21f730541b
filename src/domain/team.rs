//! What a team shares: its name, table days, disciplines, names of payers, price list and budgets.
//!
//! It is a document of its own kind (`soort` is `team`) under the reserved id `team`: stored, synced and
//! merged as a canvas is. What is in it is kept as entries, and read into types where it is used.

use rust_decimal::Decimal;

use super::canvas::Canvas;
pub use super::canvas::{TEAM_ID, TEAM_KIND};
use super::codes::OwnNames;
use super::costs::Payer;
use super::id::ItemId;
use super::method::{BudgetClaim, BudgetUse, Entry, EntryList, SingleEntry, budget, plan_state};
use super::money::Money;
use super::results::{CaseFigures, case_day};
use super::retention::RetentionTerms;
use super::sorted_map::SortedMap;

/// Wire names of the fields of a team's entries.
pub mod fields {
    /// The name of the team, of a discipline, of a payer or of a life domain.
    pub const NAME: &str = "naam";
    /// The weekday of a table: 1 (Monday) to 7 (Sunday), as a text.
    pub const DAY: &str = "dag";
    /// When a table begins, as a text: `13:30`.
    pub const TIME: &str = "tijd";
    /// The code of a payer or a life domain.
    pub const CODE: &str = "code";
    /// The year of a budget.
    pub const YEAR: &str = "jaar";
    /// An amount in euros.
    pub const AMOUNT: &str = "bedrag";
    /// What an expense was for.
    pub const WHAT: &str = "wat";
    /// The day of an expense.
    pub const DATE: &str = "datum";
    /// The price list, as CSV.
    pub const LIST: &str = "lijst";
    /// Whether that list replaces the built-in one.
    pub const ALONE: &str = "alleen";
    /// The smallest number of families that a figure for the council may be about.
    pub const COUNCIL: &str = "drempelRaad";
    /// The same, for a figure inside the team.
    pub const INSIDE: &str = "drempelTeam";
    /// The number of plans that the team aims at.
    pub const GOAL: &str = "doel";
    /// The released reports, by id.
    pub const REPORTS: &str = "rapporten";
    /// The aggregates of others to compare with, by id.
    pub const COMPARISONS: &str = "vergelijkingen";
}

/// The smallest number of families that a figure for the council is about, unless the team says otherwise.
const COUNCIL: usize = 10;

/// What a team has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// Its name.
    pub name: String,
    /// The weekdays of its tables, 1 (Monday) to 7 (Sunday), in their order.
    pub table_days: Vec<u8>,
    /// When its table begins on such a weekday, in minutes after midnight.
    pub table_times: Vec<(u8, u16)>,
    /// Its disciplines; empty for the usual ones.
    pub disciplines: Vec<String>,
    /// Its names for payers and life domains.
    pub names: OwnNames,
    /// Its price list as CSV; empty for none.
    pub prices: String,
    /// Whether that list replaces the built-in one.
    pub alone: bool,
    /// How long canvases are kept.
    pub terms: RetentionTerms,
    /// The number of plans that it aims at; 0 for none.
    pub goal: usize,
    /// The smallest number of families that a figure for the council is about; 10 unless it says otherwise.
    pub council: usize,
}

impl Team {
    /// What a team's document says; nothing for a canvas.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Self {
        if !canvas.is_team() {
            return Self::default();
        }
        let single = |place| canvas.single(place).cloned().unwrap_or_default();
        let (team, prices) = (single(SingleEntry::Team), single(SingleEntry::PriceList));
        Self {
            name: team.text(fields::NAME).to_owned(),
            table_days: days(canvas),
            table_times: times(canvas),
            disciplines: disciplines(canvas),
            names: OwnNames {
                payers: names(canvas, EntryList::Payers),
                life_domains: names(canvas, EntryList::LifeDomains),
            },
            prices: prices.text(fields::LIST).to_owned(),
            alone: prices.flag(fields::ALONE),
            terms: RetentionTerms::of(canvas),
            goal: team.text(fields::GOAL).trim().parse().unwrap_or(0),
            council: team.text(fields::COUNCIL).trim().parse().unwrap_or(COUNCIL),
        }
    }
}

fn days(canvas: &Canvas) -> Vec<u8> {
    let entries = canvas.entries(EntryList::TableDays).values();
    let days = entries.filter_map(|entry| entry.text(fields::DAY).parse().ok());
    let mut days: Vec<u8> = days.filter(|day| (1..=7).contains(day)).collect();
    super::sort::sort_by(&mut days, &Ord::cmp);
    days.dedup();
    days
}

/// When tables begin, by weekday. Of two on one day the earliest counts.
fn times(canvas: &Canvas) -> Vec<(u8, u16)> {
    let entries = canvas.entries(EntryList::TableDays).values();
    let times = entries.filter_map(|entry| {
        let day = entry.text(fields::DAY).parse().ok()?;
        let (hours, minutes) = entry.text(fields::TIME).split_once(':')?;
        let hours: u16 = hours.parse().ok().filter(|it| *it < 24)?;
        let minutes: u16 = minutes.parse().ok().filter(|it| *it < 60)?;
        Some((day, hours.saturating_mul(60).saturating_add(minutes)))
    });
    let mut times: Vec<(u8, u16)> = times.collect();
    super::sort::sort_by(&mut times, &Ord::cmp);
    times.dedup_by_key(|(day, _)| *day);
    times
}

fn disciplines(canvas: &Canvas) -> Vec<String> {
    let entries = canvas.entries_in_order(EntryList::Disciplines).into_iter();
    let names = entries.map(|(_, entry)| entry.text(fields::NAME).trim().to_owned());
    super::first_of_each(names.filter(|name| !name.is_empty()))
}

fn names(canvas: &Canvas, list: EntryList) -> Vec<Payer> {
    let entries = canvas.entries_in_order(list).into_iter();
    let named = entries.map(|(_, entry)| Payer {
        code: entry.text(fields::CODE).trim().to_owned(),
        name: entry.text(fields::NAME).trim().to_owned(),
        ..Payer::default()
    });
    named
        .filter(|it| !it.code.is_empty() && !it.name.is_empty())
        .collect()
}

/// The id of the entry that a name with a code gets, the same on every device.
#[must_use]
pub fn name_id(list: EntryList, code: &str) -> ItemId {
    // FNV-1a of 128 bits: nobody gains by two codes with one id.
    let bytes = list.wire().bytes().chain([b'/']).chain(code.bytes());
    let hash = bytes.fold(
        0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128,
        |hash, byte| {
            (hash ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b)
        },
    );
    ItemId::from_bits(hash)
}

/// What one plan takes from the budget of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanBudget {
    /// The year that it counts in: that in which the plan was carried out, else that of the talk.
    pub year: i32,
    /// What it takes, or asks for.
    pub claim: BudgetClaim,
}

/// A team's budget of one year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearBudget {
    /// The year.
    pub year: i32,
    /// What there is to spend.
    pub budget: Decimal,
    /// What was spent apart from the plans of families.
    pub spent: Decimal,
    /// What the plans that were decided on commit, and what has been paid for them.
    pub plans: BudgetUse,
    /// What plans that nobody has decided on yet would take.
    pub asked: Decimal,
    /// What is gone: for each plan what it commits, or has cost where that is more.
    taken: Decimal,
}

impl PlanBudget {
    /// What the plan of a canvas takes; `None` if the maatwerkbudget pays for nothing in it, or if it has no day.
    #[must_use]
    pub fn of(canvas: &Canvas) -> Option<Self> {
        let uses = budget(canvas)?;
        let is_executed = canvas.executed_on.is_some();
        Some(Self {
            year: canvas.executed_on.or_else(|| case_day(canvas))?.year(),
            claim: BudgetClaim::of(uses, plan_state(canvas), is_executed)?,
        })
    }

    /// The same, of the figures that the results keep of a canvas.
    #[must_use]
    pub fn of_case(case: &CaseFigures) -> Option<Self> {
        Some(Self {
            year: case.executed_on.or(case.day)?.year(),
            claim: case.claim()?,
        })
    }
}

/// What plans take from the budgets of years.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanBudgets(SortedMap<i32, YearBudget>);

impl PlanBudgets {
    /// Adds what a plan takes.
    pub fn add(&mut self, plan: &PlanBudget) {
        YearBudget::of_year(&mut self.0, plan.year).add_plan(plan);
    }

    /// What they take by year, the latest first, without what there is to spend.
    #[must_use]
    pub fn into_years(self) -> Vec<YearBudget> {
        self.0.into_values().rev().collect()
    }
}

impl FromIterator<PlanBudget> for PlanBudgets {
    fn from_iter<I: IntoIterator<Item = PlanBudget>>(plans: I) -> Self {
        let mut all = Self::default();
        plans.into_iter().for_each(|plan| all.add(&plan));
        all
    }
}

impl YearBudget {
    fn of_year(years: &mut SortedMap<i32, Self>, year: i32) -> &mut Self {
        let entry = years.entry(year);
        entry.or_insert(Self {
            year,
            ..Self::default()
        })
    }

    /// What is left: below zero where more was spent and committed than there was.
    #[must_use]
    pub fn left(&self) -> Decimal {
        let left = self.budget.saturating_sub(self.spent);
        left.saturating_sub(self.taken)
    }

    /// Both together, under the year of the first.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        let plans = BudgetUse {
            committed: self.plans.committed.saturating_add(other.plans.committed),
            paid: self.plans.paid.saturating_add(other.plans.paid),
        };
        Self {
            budget: self.budget.saturating_add(other.budget),
            spent: self.spent.saturating_add(other.spent),
            asked: self.asked.saturating_add(other.asked),
            taken: self.taken.saturating_add(other.taken),
            plans,
            ..self
        }
    }

    fn add_plan(&mut self, plan: &PlanBudget) {
        let uses = match plan.claim {
            BudgetClaim::Asked(uses) => {
                self.asked = self.asked.saturating_add(uses.committed);
                return;
            }
            BudgetClaim::Decided(uses) => uses,
        };
        self.plans.committed = self.plans.committed.saturating_add(uses.committed);
        self.plans.paid = self.plans.paid.saturating_add(uses.paid);
        self.taken = self.taken.saturating_add(uses.taken());
    }
}

/// The budgets of a team by year, the latest first, with what plans take from them. A year with expenses or plans
/// alone has a budget of nothing.
#[must_use]
pub fn year_budgets(canvas: &Canvas, mut all: PlanBudgets) -> Vec<YearBudget> {
    let years = &mut all.0;
    for entry in canvas.entries(EntryList::Budgets).values() {
        if let Ok(year) = entry.text(fields::YEAR).trim().parse() {
            let it = YearBudget::of_year(years, year);
            it.budget = it.budget.saturating_add(amount(entry));
        }
    }
    for entry in canvas.entries(EntryList::Expenses).values() {
        if let Some(date) = entry.date(fields::DATE) {
            let it = YearBudget::of_year(years, date.year());
            it.spent = it.spent.saturating_add(amount(entry));
        }
    }
    all.into_years()
}

fn amount(entry: &Entry) -> Decimal {
    let amount = entry.text(fields::AMOUNT).parse::<Money>();
    amount.map(Money::decimal).unwrap_or_default()
}
