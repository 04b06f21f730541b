//! Which lists there are, and the commands that change their order.

use crate::domain::{
    Action, ActionBox, ActionEdit, Canvas, Command, CostLine, ItemId, LineEdit, OrderKey, Place,
    place_at,
};

/// A list of the canvas that the user puts in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemList {
    /// The cost lines.
    Lines,
    /// The actions of one box.
    Actions(ActionBox),
}

impl ItemList {
    /// The place that changes when an item is added, moved or removed.
    pub(super) fn place(self) -> Place {
        match self {
            Self::Lines => Place::Lines,
            Self::Actions(_) => Place::Actions,
        }
    }

    /// The kind of its items, as in `data-drop`: an item can be dragged into every list of its kind.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Lines => "regel",
            Self::Actions(_) => "actie",
        }
    }

    /// The suffix of its class, for its own style.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Lines => "regels",
            Self::Actions(place) => place.wire(),
        }
    }

    /// The `data-block` of the box that it is in.
    pub(super) fn block(self) -> &'static str {
        match self {
            Self::Lines => "kosten",
            Self::Actions(place) => place.wire(),
        }
    }

    /// Its items in order.
    pub(super) fn ids(self, canvas: &Canvas) -> Vec<ItemId> {
        fn ids<T>(items: Vec<(ItemId, T)>) -> Vec<ItemId> {
            items.into_iter().map(|(id, _)| id).collect()
        }
        match self {
            Self::Lines => ids(canvas.lines_in_order()),
            Self::Actions(place) => ids(canvas.actions_in(place)),
        }
    }

    /// The text of an item; empty if there is no such item.
    pub(super) fn text(self, canvas: &Canvas, id: ItemId) -> String {
        let text = match self {
            Self::Lines => canvas.costs.lines.get(&id).map(|line| &line.description),
            Self::Actions(_) => canvas.actions.get(&id).map(|action| &action.what),
        };
        text.cloned().unwrap_or_default()
    }

    /// The key that puts an item at `index` among the others; past the end is the end.
    pub(super) fn order_at(self, canvas: &Canvas, index: usize, id: ItemId) -> OrderKey {
        let keys: Vec<OrderKey> = match self {
            Self::Lines => {
                let lines = canvas.lines_in_order().into_iter();
                let others = lines.filter(|(other, _)| *other != id);
                others.map(|(_, line)| line.order.clone()).collect()
            }
            Self::Actions(place) => {
                let actions = canvas.actions_in(place).into_iter();
                let others = actions.filter(|(other, _)| *other != id);
                others.map(|(_, action)| action.order.clone()).collect()
            }
        };
        place_at(keys.iter(), index, id)
    }

    /// The command that moves an item of this kind to `index` of this list.
    pub(super) fn move_to(self, canvas: &Canvas, index: usize, id: ItemId) -> Command {
        let order = self.order_at(canvas, index, id);
        match self {
            Self::Lines => Command::Line(id, LineEdit::Order(order)),
            Self::Actions(place) => Command::Action(id, ActionEdit::Move(place, order)),
        }
    }

    /// The command that adds an empty item.
    pub(super) fn add(self, id: ItemId, order: OrderKey) -> Command {
        match self {
            Self::Lines => Command::PutLine(id, Some(Box::new(CostLine::new(order)))),
            Self::Actions(place) => {
                Command::PutAction(id, Some(Box::new(Action::new(place, order))))
            }
        }
    }

    /// The command that removes an item.
    pub(super) fn remove(self, id: ItemId) -> Command {
        match self {
            Self::Lines => Command::PutLine(id, None),
            Self::Actions(_) => Command::PutAction(id, None),
        }
    }
}
