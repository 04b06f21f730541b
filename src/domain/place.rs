//! The places of a document that a view can show.

use super::id::ItemId;
use super::method::{EntryList, SingleEntry};
use super::text_box::TextBox;

/// A place in the document that a view shows. An edit returns the places that it touched, and only
/// their views are notified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The header's fields.
    Header,
    /// A box of text.
    Text(TextBox),
    /// An action's fields.
    Action(ItemId),
    /// Which actions are in which box, and in what order.
    Actions,
    /// A line's fields.
    Line(ItemId),
    /// Which lines there are, and in what order.
    Lines,
    /// The analysis's horizon.
    Horizon,
    /// A member of the family.
    Person(ItemId),
    /// Which people there are, and in what order.
    People,
    /// A grade's fields.
    Grade(ItemId),
    /// Which grades there are, and of whom, when and on which day.
    Grades,
    /// Whether the canvas is in the bin.
    Removed,
    /// Which conflicts are open.
    Conflicts,
    /// Which frozen plans there are.
    FrozenPlans,
    /// An entry's fields.
    Entry(EntryList, ItemId),
    /// Which entries a list has, and in what order.
    Entries(EntryList),
    /// An entry that stands by itself.
    Single(SingleEntry),
}
