//! A grade from 1 to 10 in halves: ten large buttons and a half more, or typed.

use crate::ui::view::{of, then};
use leptos::prelude::*;

use crate::domain::Grade;
use crate::texts::{explain, grades as g, number};
use crate::ui::context::App;
use crate::ui::field::{Hold, Look, Wrap, described_by};
use crate::ui::icon::{Icon, icon};

/// The two equal ways to give a grade. Wrong input stays in the field with its message and reaches
/// nothing else.
#[component]
pub(super) fn GradeInput(
    name: String,
    about: Signal<String>,
    #[prop(into)] value: Signal<Option<Grade>>,
    on_grade: Callback<Option<Grade>>,
    #[prop(into)] locked: Signal<bool>,
) -> impl IntoView {
    // What is being typed; the buttons throw it away.
    let draft = RwSignal::new(None::<String>);
    let choose = Callback::new(move |grade: Option<Grade>| {
        draft.set(None);
        on_grade.run(grade);
    });
    let typed = format!("{name}-getypt");
    view! {
        <fieldset class="grade-input">
            <legend class="utrecht-form-label">{of(move || g::legend(&about.get()))}</legend>
            <div class="grade-input__buttons">
                {(1..=10).map(|points| view! { <Point group=name.clone() points value choose locked /> }).collect_view()}
            </div>
            <div class="grade-input__half">
                <Half value choose locked />
                <output class="grade-input__value" translate="no">{of(move || g::given(value.get()))}</output>
            </div>
        </fieldset>
        <TypedGrade name=typed value draft on_grade locked />
    }
}

/// One of the ten buttons.
#[component]
fn Point(
    group: String,
    points: u8,
    value: Signal<Option<Grade>>,
    choose: Callback<Option<Grade>>,
    locked: Signal<bool>,
) -> impl IntoView {
    let group = App::here().id(&group);
    let chosen = move || value.get().is_some_and(|grade| grade.points() == points);
    // The half stays as it is, except that there is nothing above 10.
    let press = move |_| {
        let half = value.get_untracked().is_some_and(Grade::has_half);
        choose.run(Grade::new(points, half).or_else(|| Grade::new(points, false)));
    };
    view! {
        <label class="point" class:point--chosen=chosen>
            <input class="point__radio" type="radio" name=group value=points.to_string()
                prop:checked=chosen disabled=of(move || locked.get()) on:change=press />
            <span class="point__number">{points.to_string()}</span>
            <span class="point__mark" aria-hidden="true">{icon(Icon::Check)}</span>
        </label>
    }
}

/// The button that adds half a point, or takes it away.
#[component]
fn Half(
    value: Signal<Option<Grade>>,
    choose: Callback<Option<Grade>>,
    locked: Signal<bool>,
) -> impl IntoView {
    let pressed = move || value.get().is_some_and(Grade::has_half);
    let possible = move || value.get().is_some_and(|grade| grade.points() < 10);
    let toggle = move |_| {
        let turned = value
            .get_untracked()
            .and_then(|grade| Grade::new(grade.points(), !grade.has_half()));
        if turned.is_some() {
            choose.run(turned);
        }
    };
    view! {
        <button type="button" class="utrecht-button utrecht-button--secondary-action half"
            class:half--pressed=pressed
            aria-pressed=of(move || pressed().to_string())
            disabled=of(move || locked.get() || !possible())
            on:click=toggle>
            <span class="half__mark" aria-hidden="true">{icon(Icon::Check)}</span>
            <span>{g::HALF_MORE}</span>
        </button>
    }
}

/// The field in which a grade can be typed.
#[component]
fn TypedGrade(
    name: String,
    value: Signal<Option<Grade>>,
    draft: RwSignal<Option<String>>,
    on_grade: Callback<Option<Grade>>,
    locked: Signal<bool>,
) -> impl IntoView {
    let id = App::here().id(&name);
    let described = described_by(&id);
    let left = RwSignal::new(false);
    let hold = Hold::new();
    let error = Signal::derive(move || {
        let wrong = draft.with(|draft| number::parse_grade(draft.as_deref()?).err());
        left.get()
            .then_some(wrong)
            .flatten()
            .map(|wrong| explain::grade_error(wrong).to_owned())
    });
    // The draft shows as long as it says what the document says, or what it can't say.
    let shown = move || {
        let value = value.get();
        let written = value.map(number::format_grade).unwrap_or_default();
        draft.with(|draft| match draft {
            Some(text) if number::parse_grade(text).map_or(true, |grade| grade == value) => {
                text.clone()
            }
            _ => written,
        })
    };
    let on_input = move |event| {
        let text = event_target_value(&event);
        draft.set(Some(text.clone()));
        left.set(false);
        hold.typed(text, &|text| {
            if let Ok(grade) = number::parse_grade(text) {
                on_grade.run(grade);
            }
        });
    };
    let on_leave = move |_| {
        left.set(true);
        hold.leave();
        let good = draft.with_untracked(|draft| {
            draft
                .as_deref()
                .is_some_and(|text| number::parse_grade(text).is_ok())
        });
        if good {
            draft.set(None);
        }
    };
    view! {
        <Wrap id=id.clone() label=g::TYPED look=Look::Above hint=g::TYPED_HINT error>
            <input
                class="utrecht-textbox utrecht-textbox--html-input typed-grade"
                class:utrecht-textbox--invalid=of(move || error.with(Option::is_some))
                type="text"
                inputmode="decimal"
                id=id
                autocomplete="off"
                aria-describedby=described
                aria-invalid=of(move || error.with(Option::is_some).then_some("true"))
                readonly=of(move || locked.get())
                prop:value=of(move || hold.show(shown()))
                on:focus=then(move |_| hold.enter())
                on:input=on_input
                on:blur=on_leave
            />
        </Wrap>
    }
}
