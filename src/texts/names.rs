//! Names of the parts of a canvas.

use crate::domain::method::{EntryList, SingleEntry};
use crate::domain::{ActionBox, Moment, Scenario, TextBox, Topic, lowercase};

/// A box of text, as printed on the paper canvas.
#[must_use]
pub fn text_box(place: TextBox) -> &'static str {
    match place {
        TextBox::Situation => "Situatieschets",
        TextBox::Perspective => "Perspectief",
        TextBox::Breakthrough => "Doorbraak",
        TextBox::Legitimacy => "Legitimiteit",
        TextBox::Commitment => "Betrokkenheid",
    }
}

/// A list around the plan.
#[must_use]
pub fn entry_list(list: EntryList) -> &'static str {
    match list {
        EntryList::Parties => "Wie er om het gezin staan",
        EntryList::Rules => "Wetten en regels",
        EntryList::Registrations => "Tafels",
        EntryList::Questions => "Vragen van een tafel",
        EntryList::Decisions => "Besluiten",
        EntryList::Lessons => "Leerpunten",
        EntryList::HandOvers => "Overdrachten",
        EntryList::Archives => "Archief",
        EntryList::TableDays => "Dagen van de tafels",
        EntryList::Disciplines => "Disciplines",
        EntryList::Payers => "Eigen namen voor wie betaalt",
        EntryList::LifeDomains => "Eigen namen voor leefgebieden",
        EntryList::Budgets => "Budget per jaar",
        EntryList::Expenses => "Uitgaven buiten de plannen",
    }
}

/// An entry around the plan that stands by itself.
#[must_use]
pub fn single_entry(place: SingleEntry) -> &'static str {
    match place {
        SingleEntry::Agreement => "Instemming van het gezin",
        SingleEntry::Publication => "Wat buiten het team verteld mag worden",
        SingleEntry::Team => "Het team",
        SingleEntry::PriceList => "Prijslijst van de gemeente",
    }
}

/// A box of actions, as printed on the paper canvas.
#[must_use]
pub fn action_box(place: ActionBox) -> &'static str {
    match place {
        ActionBox::OwnAction => "Zelf doen",
        ActionBox::Support => "Ondersteuning",
        ActionBox::Treatment => "Behandeling",
    }
}

/// An action by its place in its box, which counts from 1.
#[must_use]
pub fn action(place: ActionBox, rank: usize) -> String {
    format!("{} {rank}", lowercase(action_box(place)))
}

/// What findings are about.
#[must_use]
pub fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Privacy => "Privacy",
        Topic::Page => "Het canvas",
        Topic::Costs => "Kosten",
        Topic::Evidence => "Onderbouwing",
        Topic::Grades => "Cijfers",
        Topic::Around => super::method::AROUND,
    }
}

/// A scenario, as printed on the paper canvas.
#[must_use]
pub fn scenario(scenario: Scenario) -> &'static str {
    match scenario {
        Scenario::Current => "Huidig",
        Scenario::Looming => "Dreigend",
        Scenario::Tailored => "Maatwerk",
    }
}

/// A moment at which a grade is asked; one of a newer version by its own name.
#[must_use]
pub fn moment(moment: &Moment) -> &str {
    match moment {
        Moment::Baseline => "Nulmeting",
        Moment::RightAfter => "Direct na uitvoering",
        Moment::After6Months => "Na 6 maanden",
        Moment::After12Months => "Na 12 maanden",
        Moment::Between => "Tussendoor",
        Moment::Unknown(name) => name,
    }
}
