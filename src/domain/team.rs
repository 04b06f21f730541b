//! What a team shares: its name, table days, disciplines, names of payers, price list and budgets.
//!
//! It is a document of its own kind (`soort` is `team`) under the reserved id `team`: stored, synced and
//! merged as a canvas is. What is in it is kept as entries, and read into types where it is used.

use rust_decimal::Decimal;

use super::canvas::Canvas;
pub use super::canvas::{TEAM_ID, TEAM_KIND};
use super::codes::OwnNames;
use super::costs::Payer;
use super::date::Date;
use super::id::ItemId;
use super::method::{Entry, EntryList, SingleEntry};
use super::money::Money;
use super::retention::RetentionTerms;

/// Wire names of the fields of a team's entries.
pub mod fields {
    /// The name of the team, of a discipline, of a payer or of a life domain.
    pub const NAME: &str = "naam";
    /// The weekday of a table: 1 (Monday) to 7 (Sunday), as a text.
    pub const DAY: &str = "dag";
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

/// A team's budget of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct YearBudget {
    /// The year.
    pub year: i32,
    /// What there is to spend.
    pub budget: Decimal,
    /// What was spent apart from the plans of families.
    pub spent: Decimal,
}

/// The budgets of a team by year, the latest first. A year with expenses alone has a budget of nothing.
#[must_use]
pub fn year_budgets(canvas: &Canvas) -> Vec<YearBudget> {
    let mut years: Vec<YearBudget> = Vec::new();
    let mut add = |year: i32, budget: Decimal, spent: Decimal| match years
        .iter_mut()
        .find(|it| it.year == year)
    {
        Some(it) => {
            it.budget = it.budget.saturating_add(budget);
            it.spent = it.spent.saturating_add(spent);
        }
        None => years.push(YearBudget {
            year,
            budget,
            spent,
        }),
    };
    for entry in canvas.entries(EntryList::Budgets).values() {
        if let Ok(year) = entry.text(fields::YEAR).trim().parse() {
            add(year, amount(entry), Decimal::ZERO);
        }
    }
    for entry in canvas.entries(EntryList::Expenses).values() {
        if let Some(date) = entry.date(fields::DATE) {
            add(Date::year(date), Decimal::ZERO, amount(entry));
        }
    }
    super::sort::sort_by(&mut years, &|one, other| other.year.cmp(&one.year));
    years
}

fn amount(entry: &Entry) -> Decimal {
    let amount = entry.text(fields::AMOUNT).parse::<Money>();
    amount.map(Money::decimal).unwrap_or_default()
}
