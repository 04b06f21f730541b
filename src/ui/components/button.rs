//! A button: the one place that knows its classes.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::tachys::html::class::class as own_class;

use crate::ui::view::{derived, handler};

/// The look of a button.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ButtonKind {
    /// The likeliest choice; at most one in a group.
    Primary,
    Secondary,
    /// As [`ButtonKind::Secondary`], no higher than a line of text.
    SecondaryText,
    /// As [`ButtonKind::Secondary`], below a list that it adds to.
    Add,
    /// Without a frame.
    Subtle,
    /// As [`ButtonKind::Subtle`], no higher than a line of text.
    Text,
    /// Only an icon: it needs a label.
    Icon,
}

impl ButtonKind {
    /// The classes, with those that one button has of its own.
    pub(crate) fn class(self, own: &str) -> String {
        let class = match self {
            Self::Primary => "utrecht-button utrecht-button--primary-action",
            Self::Secondary => "utrecht-button utrecht-button--secondary-action",
            Self::SecondaryText => "utrecht-button utrecht-button--secondary-action text-button",
            Self::Add => "utrecht-button utrecht-button--secondary-action add-button",
            Self::Subtle => "utrecht-button utrecht-button--subtle",
            Self::Text => "utrecht-button utrecht-button--subtle text-button",
            Self::Icon => "utrecht-button utrecht-button--subtle icon-button",
        };
        if own.is_empty() {
            class.to_owned()
        } else {
            [class, " ", own].concat()
        }
    }
}

/// A button's name for screen readers, in place of its text; absent by default.
#[derive(Clone, Copy, Default)]
pub(crate) struct Label(Option<Signal<String>>);

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self(Some(Signal::stored(text.to_owned())))
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self(Some(Signal::stored(text)))
    }
}

impl From<Signal<String>> for Label {
    fn from(text: Signal<String>) -> Self {
        Self(Some(text))
    }
}

impl From<Option<Signal<String>>> for Label {
    fn from(text: Option<Signal<String>>) -> Self {
        Self(text)
    }
}

/// A button. What isn't given is absent from the element.
#[component]
pub(crate) fn Button(
    kind: ButtonKind,
    /// The handler of a press, as [`handler`] makes it; a press after the view has gone does nothing.
    on_press: Box<dyn FnMut(MouseEvent)>,
    /// Classes of its own.
    #[prop(optional)]
    class: &'static str,
    /// A class of its own that comes and goes.
    #[prop(optional)]
    class_when: Option<(&'static str, Signal<bool>)>,
    #[prop(optional)] id: Option<String>,
    #[prop(optional, into)] label: Label,
    /// Shows when the pointer rests on it.
    #[prop(optional)]
    title: Option<&'static str>,
    /// `data-hook`, by which hosts' tests and our own focus find it; empty for none.
    #[prop(optional, into)]
    hook: String,
    /// Whether what it shows and hides is shown.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// The id of what it shows and hides.
    #[prop(optional)]
    controls: Option<String>,
    /// Whether it is on; only for a button that switches something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Escape in what it shows presses it again, as it does for each [`ButtonKind::Icon`].
    #[prop(optional)]
    escapes: bool,
    /// It opens a dialog.
    #[prop(optional)]
    opens_dialog: bool,
    /// The keys that do the same, as in `aria-keyshortcuts`.
    #[prop(optional)]
    shortcut: Option<&'static str>,
    /// Whether it can do nothing now. It keeps the focus, and a press does nothing.
    #[prop(optional, into)]
    inactive: Option<Signal<bool>>,
    /// Whether it can't be pressed, nor have the focus.
    #[prop(optional, into)]
    disabled: Option<Signal<bool>>,
    #[prop(optional, into)] hidden: Option<Signal<bool>>,
    children: Children,
) -> AnyView {
    let mut on_press = on_press;
    let press = move |event| {
        if inactive.is_none_or(|inactive| !inactive.get_untracked()) {
            on_press(event);
        }
    };
    let spoken = |state: Signal<bool>| derived(move || state.get().to_string());
    let button = view! {
        <button
            type="button"
            class=kind.class(class)
            id=id
            aria-label=label.0
            title=title
            data-hook=(!hook.is_empty()).then_some(hook)
            data-escapes=escapes.then_some("")
            aria-expanded=expanded.map(spoken)
            aria-controls=controls
            aria-pressed=pressed.map(spoken)
            aria-haspopup=opens_dialog.then_some("dialog")
            aria-keyshortcuts=shortcut
            aria-disabled=inactive.map(|inactive| derived(move || inactive.get().then_some("true")))
            disabled=disabled
            hidden=hidden
            on:click=handler(press)
        >
            {children()}
        </button>
    }
    .into_any();
    match class_when {
        Some(own) => button.add_any_attr(own_class(own)).into_any(),
        None => button,
    }
}

/// The button that sends the form that it is in.
#[component]
pub(crate) fn SubmitButton(text: &'static str) -> AnyView {
    view! {
        <button type="submit" class=ButtonKind::Primary.class("")>{text}</button>
    }
    .into_any()
}
