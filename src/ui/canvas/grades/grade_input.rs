//! A grade from 1 to 10 in halves: ten large buttons and a half more, or typed.

use crate::ui::view::{callback, derived, handler};
use leptos::prelude::*;

use crate::domain::Grade;
use crate::texts::{explain, grades as g, number};
use crate::ui::components::{Button, ButtonKind};
use crate::ui::context::ElementContext;
use crate::ui::field::{Draft, FieldOptions, typed_field};
use crate::ui::icon::{Icon, icon};

/// The two equal ways to give a grade. Wrong input stays in the field with its message and reaches
/// nothing else.
#[component]
pub(crate) fn GradeInput(
    name: String,
    about: Signal<String>,
    #[prop(into)] value: Signal<Option<Grade>>,
    on_grade: Callback<Option<Grade>>,
    #[prop(into)] locked: Signal<bool>,
) -> impl IntoView {
    let written = derived(move || value.get().map(number::format_grade).unwrap_or_default());
    let put = callback(move |grade: Option<Grade>| {
        on_grade.try_run(grade);
        None
    });
    let parse = |text: &str| {
        number::parse_grade(text).map_err(|error| explain::grade_error(error).to_owned())
    };
    // What is being typed; the buttons throw it away.
    let draft = Draft::new(written, parse, number::format_grade, put);
    let choose = callback(move |grade: Option<Grade>| {
        draft.clear();
        on_grade.run(grade);
    });
    let options = FieldOptions {
        hint: g::TYPED_HINT,
        class: "typed-grade",
        ..FieldOptions::default()
    };
    let typed = format!("{name}-getypt");
    view! {
        <fieldset class="grade-input">
            <legend class="utrecht-form-label">{derived(move || g::legend(&about.get()))}</legend>
            <div class="grade-input__buttons">
                {(1..=10).map(|points| view! { <Point group=name.clone() points value choose locked /> }).collect_view()}
            </div>
            <div class="grade-input__half">
                <Half value choose locked />
                <output class="grade-input__value" translate="no">{derived(move || g::given(value.get()))}</output>
            </div>
        </fieldset>
        {typed_field(draft, &typed, Signal::stored(g::TYPED.to_owned()), locked, options)}
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
    let group = ElementContext::here().id(&group);
    let chosen = move || value.get().is_some_and(|grade| grade.points() == points);
    // The half stays as it is, except that there is nothing above 10.
    let press = move |_| {
        let half = value.get_untracked().is_some_and(Grade::has_half);
        choose.run(Grade::new(points, half).or_else(|| Grade::new(points, false)));
    };
    view! {
        <label class="point" class:point--chosen=chosen>
            <input class="point__radio" type="radio" name=group value=points.to_string()
                prop:checked=chosen disabled=derived(move || locked.get()) on:change=handler(press) />
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
        <Button kind=ButtonKind::Secondary class="half" class_when=("half--pressed", derived(pressed)) pressed=derived(pressed) disabled=derived(move || locked.get() || !possible())
            on_press=handler(toggle)>
            <span class="half__mark" aria-hidden="true">{icon(Icon::Check)}</span>
            <span>{g::HALF_MORE}</span>
        </Button>
    }
}
