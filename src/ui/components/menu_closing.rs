//! What closes a small menu that lies over the page.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use crate::ui::view::{Alive, later, on_window};

/// Longer than a tap takes: what comes to lie under the finger isn't tapped.
const TAP: Duration = Duration::from_millis(300);

/// Closes what `open` shows when something outside it is pressed, until the views that are made now are
/// disposed of. Returns what handles its own `pointerdown`. The focus alone doesn't tell: a press on what can't
/// have it moves it nowhere, and in Safari no button takes it.
pub(crate) fn close_on_press_outside(open: RwSignal<bool>) -> impl Fn(PointerEvent) {
    let alive = Alive::here();
    let is_inside = Rc::new(Cell::new(false));
    let inside = Rc::clone(&is_inside);
    on_window("pointerdown", move || {
        // An event comes to the window last.
        if !is_inside.take() && open.get_untracked() {
            later(alive, TAP, move || open.set(false));
        }
    });
    move |_| inside.set(true)
}
