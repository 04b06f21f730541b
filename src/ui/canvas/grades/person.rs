//! One person: their trend, and a row for each moment.

use crate::ui::view::{For, Show, callback, derived, dynamic, handler, memo};
use leptos::prelude::*;

use crate::domain::{Command, Date, GradeEntry, ItemId, Moment, Place, Satisfaction, Signature};
use crate::texts::{date, grades as g, names, steps};
use crate::ui::canvas::conflicts::conflicts;
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::{CanvasContext, ElementContext};
use crate::ui::dom::{focus_in_place, focus_soon};
use crate::ui::step::offer_undo;

use super::grade_editor::GradeEditor;
use super::open_grade::OpenGrade;
use super::person_tools::PersonTools;
use super::trend::{points_of, trend, trend_table};

/// One person with their grades.
#[component]
pub(super) fn PersonCard(
    id: ItemId,
    /// The grade that is open.
    open: OpenGrade,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let heading = app.id(&format!("persoon-{id}"));
    let labelled = heading.clone();
    let role = role_of(context, id);
    let rows = memo(move |_| {
        context
            .handle
            .read(Place::Grades, |canvas| rows(&canvas.satisfaction, id))
    });
    let points = memo(move |_| {
        context
            .handle
            .satisfaction(|satisfaction| points_of(satisfaction, id))
    });
    let drawing = move || {
        let points = points.get();
        (points.len() > 1).then(|| {
            let role = role.get();
            view! { <div class="person__trend">{trend(&role, &points)}{trend_table(&role, &points)}</div> }
        })
    };
    view! {
        <li class="person" data-item=id.to_string() aria-labelledby=labelled>
            <h4 class="person__role" id=heading>{derived(move || g::role_heading(&role.get()))}</h4>
            {conflicts(Place::Person(id))}
            {dynamic(drawing)}
            <ul class="moments" role="list">
                <For each=derived(move || rows.get()) key=Row::key let:row>
                    {match row {
                        Row::Given(grade) => view! { <GradeRow id=grade role open /> }.into_any(),
                        Row::Open(moment) => view! { <OpenMoment person=id moment role open /> }.into_any(),
                    }}
                </For>
            </ul>
            <PersonTools id role />
        </li>
    }
    .into_any()
}

/// A row of a person's card.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Row {
    /// A grade.
    Given(ItemId),
    /// A moment at which a grade can be added.
    Open(Moment),
}

impl Row {
    /// Its key among the card's rows.
    fn key(&self) -> String {
        match self {
            Self::Given(id) => id.to_string(),
            Self::Open(moment) => moment.wire().to_owned(),
        }
    }
}

/// The moments in their order, each with its grades; in between there is always room for one more.
fn rows(satisfaction: &Satisfaction, person: ItemId) -> Vec<Row> {
    let entries = satisfaction.asked_of(person);
    let at = |moment: &Moment| -> Vec<Row> {
        let here = entries.iter().filter(|(_, entry)| entry.moment == *moment);
        here.map(|(id, _)| Row::Given(*id)).collect()
    };
    let mut rows = Vec::new();
    for moment in Moment::KNOWN {
        let given = at(moment);
        let room = given.is_empty() || *moment == Moment::Between;
        rows.extend(given);
        rows.extend(room.then(|| Row::Open(moment.clone())));
    }
    let newer = entries
        .iter()
        .filter(|(_, entry)| matches!(entry.moment, Moment::Unknown(_)));
    rows.extend(newer.map(|(id, _)| Row::Given(*id)));
    rows
}

fn role_of(context: CanvasContext, id: ItemId) -> Signal<String> {
    derived(move || {
        context.handle.read(Place::Person(id), |canvas| {
            canvas
                .satisfaction
                .people
                .get(&id)
                .map(|person| person.role.clone())
                .unwrap_or_default()
        })
    })
}

/// A moment without a grade.
#[component]
fn OpenMoment(
    person: ItemId,
    moment: Moment,
    role: Signal<String>,
    open: OpenGrade,
) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let name = names::moment(&moment).to_owned();
    let moment = StoredValue::new(moment);
    let due = move || {
        let executed = context
            .handle
            .read(Place::Header, |canvas| canvas.executed_on);
        moment.with_value(|moment| g::due(moment, executed))
    };
    let label = move || {
        format!(
            "{}: {}",
            g::GIVE,
            moment.with_value(|moment| g::about(&role.get(), moment))
        )
    };
    let add = move |_| give_grade(app, context, open, person, moment.get_value(), None);
    view! {
        <li class="moment moment--open" data-moment=moment.with_value(|moment| moment.wire().to_owned())>
            <span class="moment__name">{name}</span>
            <span class="moment__due">{derived(due)}</span>
            <Show when=derived(move || !context.locked.get())>
                <Button kind=ButtonKind::Add label=derived(label) on_press=handler(add)>
                    {g::GIVE}
                </Button>
            </Show>
        </li>
    }
}

/// Adds a grade that isn't filled in yet, and opens it. `before` is done first, in the same step.
pub(super) fn give_grade(
    app: ElementContext,
    context: CanvasContext,
    open: OpenGrade,
    person: ItemId,
    moment: Moment,
    before: Option<Command>,
) {
    // First what is wrong in the grade that is open.
    if !open.set(None) {
        return;
    }
    let today = context.handle.environment().today();
    let id = context.handle.environment().item_id();
    let entry = GradeEntry {
        person,
        moment,
        grade: None,
        date: Some(today),
        reason: String::new(),
        signature: Signature::default(),
    };
    let put = Command::PutGrade(id, Some(Box::new(entry)));
    let command = match before {
        Some(before) => Command::Batch(vec![before, put]),
        None => put,
    };
    if context.handle.dispatch(command).is_ok() {
        open.set(Some(id));
        focus_soon(
            app.root,
            format!("[data-item=\"{id}\"] input[type=\"radio\"]"),
        );
    }
}

/// A grade that was given, and its editor while it is open.
#[component]
fn GradeRow(id: ItemId, role: Signal<String>, open: OpenGrade) -> impl IntoView {
    let (app, context) = (ElementContext::here(), CanvasContext::here());
    let editor = app.id(&format!("cijfer-{id}-wijzigen"));
    let shows = memo(move |_| open.get() == Some(id));
    let entry = memo(move |_| {
        context.handle.read(Place::Grade(id), |canvas| {
            canvas.satisfaction.grades.get(&id).cloned()
        })
    });
    let part = move |read: fn(&GradeEntry) -> String| {
        entry.with(|entry| entry.as_ref().map(read).unwrap_or_default())
    };
    let about = derived(move || {
        entry.with(|entry| {
            entry
                .as_ref()
                .map(|entry| g::about(&role.get(), &entry.moment))
                .unwrap_or_default()
        })
    });
    let none = move || entry.with(|entry| entry.as_ref().is_none_or(|entry| entry.grade.is_none()));
    let done = callback(move |()| {
        if open.set(None) {
            focus_in_place(app.root, format!("[data-item=\"{id}\"] .moment__button"));
        }
    });
    let remove = callback(move |()| {
        let given = entry.get_untracked();
        open.forget();
        context.handle.edit(Command::PutGrade(id, None));
        if let Some(given) = given {
            removed(app, context, &role.get_untracked(), &given);
        }
    });
    view! {
        <li class="moment" class:moment--editing=derived(move || shows.get()) data-item=id.to_string()>
            <span class="moment__name">{derived(move || part(|entry| names::moment(&entry.moment).to_owned()))}</span>
            <strong class="moment__grade" class:moment__grade--none=none translate="no">{derived(move || part(|entry| g::given(entry.grade)))}</strong>
            <span class="moment__day">{derived(move || part(|entry| day(entry.date)))}</span>
            <span class="moment__reason">{derived(move || part(|entry| entry.reason.clone()))}</span>
            <Button kind=ButtonKind::Text class="moment__button" escapes=true expanded=shows controls=editor.clone() label=derived(move || format!("{}: {}", g::CHANGE, about.get()))
                on_press=handler(move |_| { open.set((!shows.get_untracked()).then_some(id)); })>
                {g::CHANGE}
            </Button>
            <div class="moment__editor" id=editor hidden=derived(move || !shows.get())>
                <Show when=derived(move || shows.get())>
                    <GradeEditor id about done remove fields=open.fields />
                </Show>
            </div>
            {conflicts(Place::Grade(id))}
        </li>
    }
}

/// Says that a grade was removed; the focus goes to the button that gives one at its moment.
fn removed(app: ElementContext, context: CanvasContext, role: &str, entry: &GradeEntry) {
    let (person, moment) = (entry.person, entry.moment.wire());
    focus_in_place(
        app.root,
        format!("[data-item=\"{person}\"] [data-moment=\"{moment}\"] button"),
    );
    let said = steps::grade_removed(role, &entry.moment);
    offer_undo(app, context.handle, said);
}

fn day(day: Option<Date>) -> String {
    day.map(date::format_date).unwrap_or_default()
}
