//! The calendar beside a date: a month at a time, by finger and by keyboard.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::domain::Date;
use crate::domain::method::next_table;
use crate::texts::calendar as c;
use crate::texts::date as d;
use crate::ui::components::{Button, ButtonKind, Dialog, DialogHandle, DialogName};
use crate::ui::context::{ElementContext, WorkspaceHandle};
use crate::ui::dom::focus_soon;
use crate::ui::icon::{Icon, icon};
use crate::ui::view::{callback, derived, dynamic, handler, memo};

/// The days of a week.
const WEEK: u8 = 7;
/// Days until what is often agreed.
const FORTNIGHT: i32 = 14;

/// An open calendar.
#[derive(Clone, Copy)]
struct Calendar {
    app: ElementContext,
    /// The day that the keyboard is on; its month shows.
    at: RwSignal<Date>,
    value: Signal<Option<Date>>,
    today: Date,
    pick: Callback<Option<Date>>,
    dialog: DialogHandle,
}

/// A dialog with a month of days; it goes when `open` does.
pub(super) fn calendar(
    label: Signal<String>,
    value: Signal<Option<Date>>,
    // Takes the day that is picked.
    pick: Callback<Option<Date>>,
    open: RwSignal<bool>,
    today: Date,
) -> AnyView {
    let calendar = Calendar {
        app: ElementContext::here(),
        at: RwSignal::new(value.get_untracked().unwrap_or(today)),
        value,
        today,
        pick,
        dialog: DialogHandle::new(),
    };
    let name = derived(move || [c::TITLE, ": ", &label.get()].concat());
    let empty = move || value.get().is_none();
    // A team that has table days plans by them.
    let team = WorkspaceHandle::here().get().municipal_settings().team();
    let days = team.with_untracked(|team| team.table_days.clone());
    let next = (!days.is_empty()).then(|| next_table(today, &days));
    view! {
        <Dialog handle=calendar.dialog class="calendar".to_owned() name=DialogName::Text(name) closes_outside=true
            on_close=callback(move |()| { open.try_set(false); })>
            <div class="calendar__sheet">
                {calendar.head()}
                {calendar.month()}
                <div class="calendar__foot">
                    <Button kind=ButtonKind::Text on_press=handler(move |_| calendar.choose(Some(today)))>{c::TODAY}</Button>
                    <Button kind=ButtonKind::Text
                        on_press=handler(move |_| calendar.choose(today.shift_days(FORTNIGHT)))>{c::IN_TWO_WEEKS}</Button>
                    {next.map(|day| view! {
                        <Button kind=ButtonKind::Text on_press=handler(move |_| calendar.choose(Some(day)))>{c::NEXT_TABLE}</Button>
                    })}
                    <Button kind=ButtonKind::Text hidden=derived(empty)
                        on_press=handler(move |_| calendar.choose(None))>{c::CLEAR}</Button>
                    <Button kind=ButtonKind::Text on_press=handler(move |_| calendar.dialog.close())>{c::CLOSE}</Button>
                </div>
            </div>
        </Dialog>
    }
    .into_any()
}

impl Calendar {
    /// The month's name between the buttons to the months beside it.
    fn head(self) -> AnyView {
        let turn = move |name: &'static str, shape: Icon, months: i32| {
            let press = move |_| {
                let at = self.at.try_get_untracked();
                if let Some(day) = at.and_then(|at| at.shift_months(months)) {
                    self.at.try_set(day);
                }
            };
            view! {
                <Button kind=ButtonKind::Icon label=name title=name on_press=handler(press)>{icon(shape)}</Button>
            }
        };
        view! {
            <div class="calendar__head">
                {turn(c::PREVIOUS_MONTH, Icon::Back, -1)}
                <p class="calendar__title" aria-live="polite">{derived(move || d::format_month(self.at.get()))}</p>
                {turn(c::NEXT_MONTH, Icon::Right, 1)}
            </div>
        }
        .into_any()
    }

    /// The days of the month, a week in each row.
    fn month(self) -> AnyView {
        let first = memo(move |_| first_of_month(self.at.get()));
        let rows = dynamic(move || {
            let first = first.get();
            weeks(first)
                .into_iter()
                .map(|week| {
                    let days = week.into_iter().map(|day| self.cell(first, day));
                    view! { <tr>{days.collect::<Vec<_>>()}</tr> }.into_any()
                })
                .collect::<Vec<_>>()
        });
        let heads = (1..=WEEK).map(|weekday| {
            view! { <th scope="col" abbr=d::weekday_name(weekday)>{c::weekday_short(weekday)}</th> }.into_any()
        });
        view! {
            <table class="calendar__month" role="grid" aria-label=derived(move || d::format_month(self.at.get()))
                on:keydown=handler(move |event| self.key(&event))>
                <thead><tr>{heads.collect::<Vec<_>>()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    }

    /// One day; of another month it is left empty, and outside the calendar too.
    fn cell(self, first: Date, day: Option<Date>) -> AnyView {
        let Some(day) = day.filter(|day| day.month() == first.month()) else {
            return view! { <td role="gridcell"></td> }.into_any();
        };
        let chosen = move || self.value.get() == Some(day);
        let reached = move || self.at.get() == day;
        let begin = self.at.get_untracked() == day;
        view! {
            <td role="gridcell" aria-selected=derived(move || chosen().to_string())>
                <button type="button" class="calendar__day" class:calendar__day--chosen=derived(chosen)
                    data-day=day.to_string() aria-label=d::format_full(day)
                    aria-current=(day == self.today).then_some("date")
                    tabindex=derived(move || if reached() { "0" } else { "-1" }) autofocus=begin
                    on:click=handler(move |_| self.choose(Some(day)))>{day.day()}</button>
            </td>
        }
        .into_any()
    }

    /// Moves over the days, as the keys of a calendar do.
    fn key(self, event: &KeyboardEvent) {
        let Some(at) = self.at.try_get_untracked() else {
            return;
        };
        let weekday = i32::from(at.weekday());
        let months = if event.shift_key() { 12 } else { 1 };
        let to = match event.key().as_str() {
            "ArrowLeft" => at.shift_days(-1),
            "ArrowRight" => at.shift_days(1),
            "ArrowUp" => at.shift_days(-7),
            "ArrowDown" => at.shift_days(7),
            "Home" => at.shift_days(1_i32.saturating_sub(weekday)),
            "End" => at.shift_days(i32::from(WEEK).saturating_sub(weekday)),
            "PageUp" => at.shift_months(0_i32.saturating_sub(months)),
            "PageDown" => at.shift_months(months),
            _ => return,
        };
        event.prevent_default();
        if let Some(day) = to {
            self.at.try_set(day);
            focus_soon(self.app.root, format!(".calendar [data-day=\"{day}\"]"));
        }
    }

    fn choose(self, day: Option<Date>) {
        self.dialog.close();
        self.pick.try_run(day);
    }
}

fn first_of_month(day: Date) -> Date {
    Date::new(day.year(), day.month(), 1).unwrap_or(day)
}

/// The weeks of a month, Monday first, with the days beside it that fill them up.
fn weeks(first: Date) -> Vec<Vec<Option<Date>>> {
    let begin = 1_i32.saturating_sub(first.weekday().into());
    let week = |number: i32| -> Vec<Option<Date>> {
        let monday = begin.saturating_add(number.saturating_mul(7));
        (0..i32::from(WEEK))
            .map(|day| first.shift_days(monday.saturating_add(day)))
            .collect()
    };
    // As many rows in every month, so that nothing jumps.
    (0..6).map(week).collect()
}
