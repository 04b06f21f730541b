//! One person: their trend, and a row for each moment.

use crate::ui::view::{For, Show, of, then};
use leptos::prelude::*;

use crate::domain::{
    Canvas, Command, Date, Extra, GradeEntry, ItemId, Moment, PersonEdit, Place, Satisfaction,
};
use crate::texts::{date, grades as g, names};
use crate::ui::context::{App, Sheet};
use crate::ui::dom::focus_soon;
use crate::ui::field::TextField;
use crate::ui::icon::Icon;

use super::conflict::conflicts;
use super::grade_editor::GradeEditor;
use super::menu::IconButton;
use super::trend::{points_of, trend, trend_table};

/// One person with their grades.
#[component]
pub(super) fn PersonCard(
    id: ItemId,
    /// The grade that is open.
    open: RwSignal<Option<ItemId>>,
) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let heading = app.id(&format!("persoon-{id}"));
    let labelled = heading.clone();
    let role = role_of(sheet, id);
    let rows = Memo::new(move |_| {
        sheet
            .session
            .read(Place::Grades, |canvas| rows(&canvas.satisfaction, id))
    });
    let points = Memo::new(move |_| {
        sheet
            .session
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
            <h4 class="person__role" id=heading>{of(move || g::role_heading(&role.get()))}</h4>
            {conflicts(Place::Person(id))}
            {drawing}
            <ul class="moments" role="list">
                <For each=move || rows.get() key=Row::key let:row>
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
    /// What tells it from the card's other rows.
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

fn role_of(sheet: Sheet, id: ItemId) -> Signal<String> {
    Signal::derive(move || {
        sheet.session.read(Place::Person(id), |canvas| {
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
    open: RwSignal<Option<ItemId>>,
) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let name = names::moment(&moment).to_owned();
    let moment = StoredValue::new(moment);
    let due = move || {
        let executed = sheet
            .session
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
    let add = move |_| {
        let today = sheet.session.environment().today();
        let id = sheet.session.environment().item_id();
        let entry = GradeEntry {
            person,
            moment: moment.get_value(),
            grade: None,
            date: Some(today),
            reason: String::new(),
            by: None,
            at: None,
            extra: Extra::new(),
        };
        if sheet
            .session
            .dispatch(Command::PutGrade(id, Some(Box::new(entry))))
            .is_ok()
        {
            open.set(Some(id));
            focus_soon(
                app.root,
                format!("[data-item=\"{id}\"] input[type=\"radio\"]"),
            );
        }
    };
    view! {
        <li class="moment moment--open">
            <span class="moment__name">{name}</span>
            <span class="moment__due">{due}</span>
            <Show when=move || !sheet.locked.get()>
                <button type="button" class="utrecht-button utrecht-button--secondary-action add-button"
                    aria-label=label on:click=add>
                    {g::GIVE}
                </button>
            </Show>
        </li>
    }
}

/// A grade that was given, and its editor while it is open.
#[component]
fn GradeRow(id: ItemId, role: Signal<String>, open: RwSignal<Option<ItemId>>) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let editor = app.id(&format!("cijfer-{id}-wijzigen"));
    let shows = Memo::new(move |_| open.get() == Some(id));
    let entry = Memo::new(move |_| {
        sheet.session.read(Place::Grade(id), |canvas| {
            canvas.satisfaction.grades.get(&id).cloned()
        })
    });
    let part = move |read: fn(&GradeEntry) -> String| {
        entry.with(|entry| entry.as_ref().map(read).unwrap_or_default())
    };
    let about = Signal::derive(move || {
        entry.with(|entry| {
            entry
                .as_ref()
                .map(|entry| g::about(&role.get(), &entry.moment))
                .unwrap_or_default()
        })
    });
    let none = move || entry.with(|entry| entry.as_ref().is_none_or(|entry| entry.grade.is_none()));
    let done = Callback::new(move |()| {
        open.set(None);
        focus_soon(app.root, format!("[data-item=\"{id}\"] .moment__button"));
    });
    view! {
        <li class="moment" class:moment--editing=of(move || shows.get()) data-item=id.to_string()>
            <span class="moment__name">{of(move || part(|entry| names::moment(&entry.moment).to_owned()))}</span>
            <strong class="moment__grade" class:moment__grade--none=none translate="no">{of(move || part(|entry| g::given(entry.grade)))}</strong>
            <span class="moment__day">{of(move || part(|entry| day(entry.date)))}</span>
            <span class="moment__reason">{of(move || part(|entry| entry.reason.clone()))}</span>
            <button type="button" class="utrecht-button utrecht-button--subtle text-button moment__button"
                aria-expanded=of(move || shows.get().to_string())
                aria-controls=editor.clone()
                aria-label=of(move || format!("{}: {}", g::CHANGE, about.get()))
                on:click=then(move |_| open.set((!shows.get_untracked()).then_some(id)))>
                {g::CHANGE}
            </button>
            <div class="moment__editor" id=editor hidden=of(move || !shows.get())>
                <Show when=move || shows.get()>
                    <GradeEditor id about done />
                </Show>
            </div>
            {conflicts(Place::Grade(id))}
        </li>
    }
}

fn day(day: Option<Date>) -> String {
    day.map(date::format_date).unwrap_or_default()
}

/// Changing a person's role, and taking the person away with all their grades.
#[component]
fn PersonTools(id: ItemId, role: Signal<String>) -> impl IntoView {
    let (app, sheet) = (App::here(), Sheet::here());
    let renaming = RwSignal::new(role.with_untracked(String::is_empty));
    let field = app.id(&format!("rol-{id}-vak"));
    let rename = move |role| {
        sheet
            .session
            .edit(Command::Person(id, PersonEdit::Role(role)));
    };
    let remove = Callback::new(move |()| {
        let command = sheet.session.peek(|canvas| without(canvas, id));
        sheet.session.edit(command);
        focus_soon(
            app.root,
            "[data-block=\"cijfers\"] .add-people button".to_owned(),
        );
    });
    let toggle = move |_| {
        renaming.update(|renaming| *renaming = !*renaming);
        if renaming.get_untracked() {
            focus_soon(app.root, format!("#{}", app.id(&format!("rol-{id}"))));
        }
    };
    let shown = field.clone();
    view! {
        <Show when=move || !sheet.locked.get()>
            <div class="person__tools">
                <button type="button" class="utrecht-button utrecht-button--subtle text-button"
                    aria-expanded=of(move || renaming.get().to_string())
                    aria-controls=shown.clone()
                    aria-label=of(move || format!("{}: {}", g::RENAME, g::role(&role.get())))
                    on:click=toggle>
                    {g::RENAME}
                </button>
                <IconButton icon=Icon::Bin text=g::REMOVE_PERSON on_press=remove
                    name=Signal::derive(move || format!("{}: {}", g::REMOVE_PERSON, g::role(&role.get()))) />
            </div>
        </Show>
        <div id=field hidden=of(move || !renaming.get())>
            <Show when=move || renaming.get()>
                <TextField name=format!("rol-{id}") label=g::ROLE value=role hint=g::ROLES_ONLY locked=sheet.locked
                    on_input=Callback::new(rename) />
            </Show>
        </div>
    }
}

/// The command that takes a person away with all their grades.
fn without(canvas: &Canvas, person: ItemId) -> Command {
    let grades = canvas
        .satisfaction
        .grades
        .iter()
        .filter(|(_, entry)| entry.person == person);
    let grades = grades.map(|(id, _)| Command::PutGrade(*id, None));
    Command::Batch(grades.chain([Command::PutPerson(person, None)]).collect())
}
