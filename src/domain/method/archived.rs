//! Where plans were archived (archief).

use super::super::canvas::Canvas;
use super::super::date::Date;
use super::super::plan::PlanHash;
use super::super::sort::sort_by;
use super::entry::Entry;
use super::list::EntryList;

/// That a plan was archived. It is never edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archived {
    /// The plan.
    pub plan: PlanHash,
    /// The address at which it can be found; empty if the archive told none.
    pub address: String,
    /// The day of it.
    pub on: Option<Date>,
}

impl Archived {
    const PLAN: &str = "versie";
    const ADDRESS: &str = "adres";
    const DATE: &str = "datum";

    /// What an entry says; `None` if it names no plan.
    #[must_use]
    pub fn of(entry: &Entry) -> Option<Self> {
        Some(Self {
            plan: entry.text(Self::PLAN).parse().ok()?,
            address: entry.text(Self::ADDRESS).to_owned(),
            on: entry.date(Self::DATE),
        })
    }

    /// The entry that records it, unsigned.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let day = self.on.map(|day| day.to_string());
        Entry::new(None)
            .with(Self::PLAN, self.plan.to_string())
            .with(Self::ADDRESS, self.address.as_str())
            .with(Self::DATE, day.unwrap_or_default())
    }
}

/// Where plans of a canvas were archived, the first one first.
#[must_use]
pub fn archived(canvas: &Canvas) -> Vec<Archived> {
    let entries = canvas.entries(EntryList::Archives).iter();
    let mut all: Vec<_> = entries
        .filter_map(|(id, entry)| Some((entry.signature().at, *id, Archived::of(entry)?)))
        .collect();
    sort_by(&mut all, &|one, other| {
        (one.0, one.1).cmp(&(other.0, other.1))
    });
    all.into_iter().map(|(_, _, it)| it).collect()
}
