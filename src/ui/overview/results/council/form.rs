//! What somebody chooses and types for a report.

use leptos::prelude::*;

use crate::domain::results::council::{Draft, Release};
use crate::domain::results::months;
use crate::session::{KeepError, ReportKind, Role};
use crate::texts::{council as t, results as r};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::field::{Choices, Look, select_field};
use crate::ui::view::{callback, derived, dynamic, handler, memo, spawn_guarded};

use super::super::choice::{choice, with_all};
use super::super::filters::end_of;
use super::controller::CouncilController;

/// Period, title, texts, and what may be told of families.
pub(super) fn form(controller: CouncilController) -> AnyView {
    let texts = controller.texts;
    view! {
        <div class="council__form">
            <h4 class="results__title" tabindex="-1" data-hook="council">{t::PERIOD}</h4>
            {period(controller)}
            {line(controller, "titel", t::TITLE, controller.title)}
            {area(controller, "tijdlijn", t::TIMELINE,
                derived(move || texts.with(|it| it.timeline.clone())),
                Box::new(move |text| texts.update(|it| it.timeline = text)))}
            {area(controller, "geleerd", t::LEARNED,
                derived(move || texts.with(|it| it.learned.clone())),
                Box::new(move |text| texts.update(|it| it.learned = text)))}
            {quotes(controller)}
        </div>
    }
    .into_any()
}

/// The months that the report begins and ends with.
fn period(controller: CouncilController) -> AnyView {
    let overview = controller.results.overview;
    let today = overview.library.get().environment().today();
    let days = memo(move |_| {
        let days = controller.results.shown.with(|shown| shown.choices.days);
        days.map(|days| months(days, today)).unwrap_or_default()
    });
    let choices = move |all: &'static str, is_last: bool| {
        derived(move || {
            let months = days.get().into_iter().map(|day| {
                let value = if is_last { end_of(day) } else { day };
                (value.to_string(), r::month(day))
            });
            with_all(all, months.collect())
        })
    };
    let field = |name: &'static str, label: &'static str, all: &'static str, is_last: bool| {
        let choices = choices(all, is_last);
        let value = move || {
            let period = controller.period.get();
            let day = if is_last { period.to } else { period.from };
            day.map(|day| day.to_string()).unwrap_or_default()
        };
        let set = callback(move |value: String| {
            controller.period.update(|period| {
                let day = value.parse().ok();
                if is_last {
                    period.to = day;
                } else {
                    period.from = day;
                }
            });
        });
        choice(name, label, choices, derived(value), set)
    };
    view! {
        <div class="results__filters">
            {field("raad-van", r::FROM, r::BEGIN, false)}
            {field("raad-tot", r::TO, r::END, true)}
        </div>
    }
    .into_any()
}

/// A line of text.
fn line(
    controller: CouncilController,
    name: &str,
    label: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    let id = controller
        .results
        .overview
        .app
        .id(&["raad-", name].concat());
    let typed = move |event| value.set(event_target_value(&event));
    view! {
        <div class="council__field">
            <label class="utrecht-form-label" for=id.clone()>{label}</label>
            <input class="utrecht-textbox utrecht-textbox--html-input" id=id type="text" autocomplete="off"
                prop:value=derived(move || value.get()) on:input=handler(typed) />
        </div>
    }
    .into_any()
}

/// A text of several lines.
fn area(
    controller: CouncilController,
    name: &str,
    label: &'static str,
    value: Signal<String>,
    set: Box<dyn Fn(String)>,
) -> AnyView {
    let id = controller
        .results
        .overview
        .app
        .id(&["raad-", name].concat());
    let typed = move |event| set(event_target_value(&event));
    view! {
        <div class="council__field">
            <label class="utrecht-form-label" for=id.clone()>{label}</label>
            <textarea class="utrecht-textarea utrecht-textarea--html-textarea" id=id rows="4"
                prop:value=derived(move || value.get()) on:input=handler(typed)></textarea>
        </div>
    }
    .into_any()
}

/// The texts that families agreed to, each to be shown or not, and the one that is shown at length.
fn quotes(controller: CouncilController) -> AnyView {
    let found = memo(move |_| {
        controller.draft.with(|draft| {
            let all = draft
                .as_ref()
                .map(|it| it.figures().publications().to_vec());
            let texts = all.unwrap_or_default().into_iter().map(|(_, text)| text);
            texts.collect::<Vec<String>>()
        })
    });
    let shown = move || {
        let found = found.get();
        if found.is_empty() {
            return view! { <p class="results__note">{t::NO_QUOTES}</p> }.into_any();
        }
        let boxes: Vec<AnyView> = found
            .iter()
            .map(|text| quote(controller, text.clone()))
            .collect();
        view! {
            <fieldset class="council__quotes">
                <legend class="utrecht-form-label">{t::QUOTES}</legend>
                <p class="results__note">{t::QUOTES_HINT}</p>
                {boxes}
            </fieldset>
            {story(controller, &found)}
        }
        .into_any()
    };
    dynamic(shown).into_any()
}

fn quote(controller: CouncilController, text: String) -> AnyView {
    let (own, its) = (text.clone(), text.clone());
    let checked = move || controller.texts.with(|it| it.quotes.contains(&own));
    let turn = move |_| {
        controller.texts.update(|it| {
            if it.quotes.contains(&its) {
                it.quotes.retain(|quote| *quote != its);
            } else {
                it.quotes.push(its.clone());
            }
        });
    };
    view! {
        <label class="council__quote">
            <input type="checkbox" prop:checked=derived(checked) on:change=handler(turn) />
            <span>{text}</span>
        </label>
    }
    .into_any()
}

fn story(controller: CouncilController, found: &[String]) -> AnyView {
    let mut choices: Choices = vec![(String::new(), t::NO_STORY.to_owned())];
    choices.extend(found.iter().map(|text| {
        let short: String = text.chars().take(60).collect();
        (text.clone(), short)
    }));
    let value = move || {
        let text = controller.texts.with(|it| it.story.clone());
        let name = if text.is_empty() {
            t::NO_STORY.to_owned()
        } else {
            text.chars().take(60).collect()
        };
        (text, name)
    };
    let choose = callback(move |text: String| {
        controller.texts.update(|it| it.story = text);
        None
    });
    select_field(
        "raad-casus",
        Signal::stored(t::STORY.to_owned()),
        Signal::stored(choices),
        derived(value),
        choose,
        Signal::stored(false),
        Look::Above,
    )
}

/// The button that freezes the report.
pub(super) fn release_button(controller: CouncilController) -> AnyView {
    let overview = controller.results.overview;
    let can = memo(move |_| {
        overview.role.get() == Role::Leader
            && !overview.locked.get()
            && controller.draft.with(Option::is_some)
    });
    // What others have released meanwhile decides about this one.
    let press = move |_| {
        controller.read_released_then(move |are_others| {
            if are_others {
                let said = t::RELEASED_MEANWHILE.to_owned();
                controller.results.overview.tell_error(said);
            } else {
                release(controller);
            }
        });
    };
    let shown = move || {
        can.get().then(|| {
            view! {
                <div class="council__release">
                    <p class="results__note">{t::RELEASE_HINT}</p>
                    <Button kind=ButtonKind::Primary on_press=handler(press)>{t::RELEASE}</Button>
                </div>
            }
            .into_any()
        })
    };
    dynamic(shown).into_any()
}

fn release(controller: CouncilController) {
    let overview = controller.results.overview;
    let workspace = overview.library.get();
    let environment = workspace.environment();
    let salt = environment.item_id().to_string();
    let Some(release) = controller
        .draft
        .with_untracked(|draft| draft.as_ref().map(|it: &Draft| it.release(&salt)))
    else {
        return;
    };
    let author = workspace.author().get_untracked();
    let release = Release {
        day: Some(environment.today()),
        by: (!author.name.is_empty()).then_some(author),
        ..controller.with_texts(release)
    };
    let id = environment.item_id();
    let work = async move {
        let settings = workspace.municipal_settings();
        settings
            .keep_report(ReportKind::Own, id, Some(release))
            .await
    };
    spawn_guarded(overview.alive, work, move |kept| match kept {
        Ok(()) => {
            overview.tell(t::RELEASED.to_owned());
            controller.read_released();
            controller.open.set(Some(id));
            overview.focus("[data-hook=\"report\"]");
        }
        Err(KeepError::NoRoom) => overview.tell_error(t::NO_ROOM.to_owned()),
        Err(KeepError::Storage(_)) => overview.tell_error(t::NOT_RELEASED.to_owned()),
    });
}
