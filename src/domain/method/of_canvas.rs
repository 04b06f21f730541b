//! The entries of a canvas.

use super::super::canvas::Canvas;
use super::super::id::ItemId;
use super::super::order::in_order;
use super::super::sorted_map::ItemMap;
use super::entry::Entry;
use super::list::{EntryList, SingleEntry};

impl Canvas {
    /// The entries of a list, by id.
    #[must_use]
    pub fn entries(&self, list: EntryList) -> &ItemMap<Entry> {
        match list {
            EntryList::Parties => &self.parties,
            EntryList::Rules => &self.rules,
            EntryList::Registrations => &self.registrations,
            EntryList::Questions => &self.questions,
            EntryList::Decisions => &self.decisions,
            EntryList::Lessons => &self.lessons,
            EntryList::HandOvers => &self.hand_overs,
            EntryList::Archives => &self.archives,
            EntryList::TableDays => &self.table_days,
            EntryList::Disciplines => &self.disciplines,
            EntryList::Payers => &self.payers,
            EntryList::LifeDomains => &self.life_domains,
            EntryList::Budgets => &self.budgets,
            EntryList::Expenses => &self.expenses,
        }
    }

    /// The same, to change.
    pub(in crate::domain) fn entries_mut(&mut self, list: EntryList) -> &mut ItemMap<Entry> {
        match list {
            EntryList::Parties => &mut self.parties,
            EntryList::Rules => &mut self.rules,
            EntryList::Registrations => &mut self.registrations,
            EntryList::Questions => &mut self.questions,
            EntryList::Decisions => &mut self.decisions,
            EntryList::Lessons => &mut self.lessons,
            EntryList::HandOvers => &mut self.hand_overs,
            EntryList::Archives => &mut self.archives,
            EntryList::TableDays => &mut self.table_days,
            EntryList::Disciplines => &mut self.disciplines,
            EntryList::Payers => &mut self.payers,
            EntryList::LifeDomains => &mut self.life_domains,
            EntryList::Budgets => &mut self.budgets,
            EntryList::Expenses => &mut self.expenses,
        }
    }

    /// The entries of a list by order key, ties by id; those without a key come last.
    #[must_use]
    pub fn entries_in_order(&self, list: EntryList) -> Vec<(ItemId, &Entry)> {
        let entries = self.entries(list);
        let ranked = entries.iter();
        let ranked = ranked.filter_map(|(id, entry)| Some((entry.order()?, *id)));
        let ids = in_order(ranked.collect()).into_iter();
        let unranked = entries.iter().filter(|(_, entry)| entry.order().is_none());
        ids.filter_map(|id| Some((id, entries.get(&id)?)))
            .chain(unranked.map(|(id, entry)| (*id, entry)))
            .collect()
    }

    /// An entry that stands by itself; `None` if nothing is entered.
    #[must_use]
    pub fn single(&self, place: SingleEntry) -> Option<&Entry> {
        match place {
            SingleEntry::Agreement => self.agreement.as_ref(),
            SingleEntry::Publication => self.publication.as_ref(),
            SingleEntry::Team => self.team.as_ref(),
            SingleEntry::PriceList => self.price_list.as_ref(),
        }
    }

    /// The same, to change.
    pub(in crate::domain) fn single_mut(&mut self, place: SingleEntry) -> &mut Option<Entry> {
        match place {
            SingleEntry::Agreement => &mut self.agreement,
            SingleEntry::Publication => &mut self.publication,
            SingleEntry::Team => &mut self.team,
            SingleEntry::PriceList => &mut self.price_list,
        }
    }
}
