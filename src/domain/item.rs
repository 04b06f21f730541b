//! The items that a document keeps by id: one table of where each kind is and what it is called.

use super::action::Action;
use super::canvas::Canvas;
use super::command::Command;
use super::costs::{CostLine, Scenario};
use super::id::ItemId;
use super::method::{Entry, EntryList};
use super::place::Place;
use super::price::Price;
use super::satisfaction::{GradeEntry, Person};
use super::sorted_map::ItemMap;
use super::stamp::Signature;
use super::totals::LineAmounts;
use super::usage::Usage;

/// A kind of item.
pub(super) trait Item: Clone + PartialEq + 'static {
    /// The wire names that lead to the list.
    const PATH: &'static [&'static str];
    /// The place of the list itself: which items there are, and in what order.
    const LIST: Place;
    /// Whether an item bears its own signature.
    const IS_SIGNED: bool;
    /// Wire names of the fields with one line of text, of which several versions can be kept as one.
    const TEXTS: &'static [&'static str];

    /// The place of an item's fields.
    fn place(id: ItemId) -> Place;
    /// The command that adds an item, or removes it.
    fn put(id: ItemId, item: Option<Box<Self>>) -> Command;
    /// The canvas's items of this kind.
    fn all(canvas: &Canvas) -> &ItemMap<Self>;
    /// The canvas's items of this kind, to change.
    fn all_mut(canvas: &mut Canvas) -> &mut ItemMap<Self>;
    /// Who changed the item last; `None` for a kind that bears no signature.
    fn signature(&self) -> Option<&Signature>;
    /// The same, to change.
    fn signature_mut(&mut self) -> Option<&mut Signature>;

    /// Whether each of its values is possible, whatever its amounts come to.
    fn is_in_range(&self) -> bool {
        true
    }

    /// Its amounts over a horizon in months, which have a bound.
    fn amounts(&self, _horizon: u8) -> LineAmounts {
        LineAmounts::default()
    }
}

macro_rules! items {
    ($($item:ident at $path:expr, $place:ident in $list:ident, $put:ident, $($field:ident).+, [$($signature:ident)?], texts $texts:expr $(, $more:item)*;)*) => {$(
        impl Item for $item {
            const PATH: &'static [&'static str] = &$path;
            const LIST: Place = Place::$list;
            const IS_SIGNED: bool = {
                let signatures: &[&str] = &[$(stringify!($signature))?];
                !signatures.is_empty()
            };
            const TEXTS: &'static [&'static str] = &$texts;

            fn place(id: ItemId) -> Place {
                Place::$place(id)
            }

            fn put(id: ItemId, item: Option<Box<Self>>) -> Command {
                Command::$put(id, item)
            }

            fn all(canvas: &Canvas) -> &ItemMap<Self> {
                &canvas.$($field).+
            }

            fn all_mut(canvas: &mut Canvas) -> &mut ItemMap<Self> {
                &mut canvas.$($field).+
            }

            fn signature(&self) -> Option<&Signature> {
                [$(&self.$signature)?].into_iter().next()
            }

            fn signature_mut(&mut self) -> Option<&mut Signature> {
                [$(&mut self.$signature)?].into_iter().next()
            }

            $($more)*
        }
    )*};
}

items! {
    Action at ["acties"], Action in Actions, PutAction, actions, [signature],
        texts ["wat", "wie"];
    CostLine at ["kosten", "regels"], Line in Lines, PutLine, costs.lines, [signature],
        texts ["omschrijving", "onderbouwing", "getoetstDoor"],
        fn is_in_range(&self) -> bool {
            let uses = Scenario::ALL.map(|scenario| self.usage(scenario));
            uses.into_iter().flatten().all(Usage::is_in_range)
                && self.price.as_ref().is_none_or(Price::is_in_range)
        },
        fn amounts(&self, horizon: u8) -> LineAmounts {
            LineAmounts::of(self, horizon)
        };
    Person at ["tevredenheid", "personen"], Person in People, PutPerson, satisfaction.people, [],
        texts [];
    GradeEntry at ["tevredenheid", "cijfers"], Grade in Grades, PutGrade, satisfaction.grades,
        [signature], texts [];
}

/// A row of the table: an [`Item`] whose kind is known only when the program runs.
pub(crate) struct ItemList {
    /// The wire names that lead to the list.
    pub(crate) path: &'static [&'static str],
    /// The place of the list itself: which items there are, and in what order.
    pub(super) place: Place,
    /// Whether an item bears its own signature.
    pub(crate) is_signed: bool,
    /// Wire names of the fields with one line of text, of which several versions can be kept as one.
    pub(super) texts: &'static [&'static str],
    /// The place of an item's fields.
    pub(super) item: fn(ItemId) -> Place,
    /// Whether the canvas has an item.
    pub(super) has: fn(&Canvas, &ItemId) -> bool,
    /// Who changed an item last.
    pub(super) signature: for<'a> fn(&'a Canvas, &ItemId) -> Option<&'a Signature>,
    /// The same, to change.
    pub(super) signature_mut: for<'a> fn(&'a mut Canvas, &ItemId) -> Option<&'a mut Signature>,
}

impl ItemList {
    const fn of<T: Item>() -> Self {
        Self {
            path: T::PATH,
            place: T::LIST,
            is_signed: T::IS_SIGNED,
            texts: T::TEXTS,
            item: T::place,
            has: |canvas, id| T::all(canvas).contains_key(id),
            signature: |canvas, id| T::all(canvas).get(id)?.signature(),
            signature_mut: |canvas, id| T::all_mut(canvas).get_mut(id)?.signature_mut(),
        }
    }
}

macro_rules! entry_lists {
    ($($name:ident of $list:ident at $path:literal, texts $texts:expr;)*) => {$(
        static $name: ItemList = ItemList {
            path: &[$path],
            place: Place::Entries(EntryList::$list),
            is_signed: true,
            texts: &$texts,
            item: |id| Place::Entry(EntryList::$list, id),
            has: |canvas, id| canvas.entries(EntryList::$list).contains_key(id),
            signature: |canvas, id| canvas.entries(EntryList::$list).get(id).map(Entry::signature),
            signature_mut: |canvas, id| {
                let entry = canvas.entries_mut(EntryList::$list).get_mut(id);
                entry.map(Entry::signature_mut)
            },
        };
    )*};
}

entry_lists! {
    PARTIES of Parties at "partijen", texts ["naam", "wat", "nu", "straks"];
    RULES of Rules at "grondslagen", texts ["regeling", "artikel", "ruimte", "toelichting"];
    REGISTRATIONS of Registrations at "aanmeldingen", texts ["uitkomst"];
    QUESTIONS of Questions at "vragen", texts ["vraag", "aan", "antwoord"];
    DECISIONS of Decisions at "besluiten", texts [];
    LESSONS of Lessons at "leerpunten", texts ["knelpunt", "voorstel"];
    HAND_OVERS of HandOvers at "overdrachten", texts [];
    ARCHIVES of Archives at "archief", texts [];
    TABLE_DAYS of TableDays at "tafeldagen", texts [];
    DISCIPLINES of Disciplines at "disciplines", texts ["naam"];
    PAYERS of Payers at "financiers", texts ["naam"];
    LIFE_DOMAINS of LifeDomains at "leefgebieden", texts ["naam"];
    BUDGETS of Budgets at "budgetten", texts [];
    EXPENSES of Expenses at "uitgaven", texts ["wat"];
}

static ACTIONS: ItemList = ItemList::of::<Action>();
static LINES: ItemList = ItemList::of::<CostLine>();
static PEOPLE: ItemList = ItemList::of::<Person>();
static GRADES: ItemList = ItemList::of::<GradeEntry>();

/// The lists of a document.
pub(crate) static LISTS: [&ItemList; 18] = [
    &ACTIONS,
    &LINES,
    &PEOPLE,
    &GRADES,
    &PARTIES,
    &RULES,
    &REGISTRATIONS,
    &QUESTIONS,
    &DECISIONS,
    &LESSONS,
    &HAND_OVERS,
    &ARCHIVES,
    &TABLE_DAYS,
    &DISCIPLINES,
    &PAYERS,
    &LIFE_DOMAINS,
    &BUDGETS,
    &EXPENSES,
];

/// The row of a list of entries.
fn row(list: EntryList) -> &'static ItemList {
    match list {
        EntryList::Parties => &PARTIES,
        EntryList::Rules => &RULES,
        EntryList::Registrations => &REGISTRATIONS,
        EntryList::Questions => &QUESTIONS,
        EntryList::Decisions => &DECISIONS,
        EntryList::Lessons => &LESSONS,
        EntryList::HandOvers => &HAND_OVERS,
        EntryList::Archives => &ARCHIVES,
        EntryList::TableDays => &TABLE_DAYS,
        EntryList::Disciplines => &DISCIPLINES,
        EntryList::Payers => &PAYERS,
        EntryList::LifeDomains => &LIFE_DOMAINS,
        EntryList::Budgets => &BUDGETS,
        EntryList::Expenses => &EXPENSES,
    }
}

impl Place {
    /// The list of the item that this is the place of, and the item's id; `None` for other places.
    pub(super) fn item(self) -> Option<(&'static ItemList, ItemId)> {
        match self {
            Self::Action(id) => Some((&ACTIONS, id)),
            Self::Line(id) => Some((&LINES, id)),
            Self::Person(id) => Some((&PEOPLE, id)),
            Self::Grade(id) => Some((&GRADES, id)),
            Self::Entry(list, id) => Some((row(list), id)),
            _ => None,
        }
    }
}
