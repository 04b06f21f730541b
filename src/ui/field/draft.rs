//! What is being typed in a field that holds something else than text: an amount, a count, a grade.

use leptos::prelude::*;

use super::hold::Hold;
use super::wrap::{Look, Wrap, described_by};
use crate::ui::context::App;
use crate::ui::dom::after_press;
use crate::ui::view::{of, then};

/// Reads what was typed: as the page would write it, or why it can't be read.
pub(crate) type Read = fn(&str) -> Result<String, String>;

/// A field's own text beside what the document says. Wrong input stays in the field with its message
/// and reaches nothing else.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    state: RwSignal<State>,
    hold: Hold,
    /// What the document says, as the page writes it.
    written: Signal<String>,
    read: Read,
    /// Takes a text that can be read, or says why it can't be taken.
    accept: Callback<String, Option<String>>,
}

#[derive(Default)]
struct State {
    text: Option<String>,
    /// Left, but perhaps by a press that has not ended yet.
    leaving: bool,
    /// A message waits until the field is left: nobody has finished before.
    left: bool,
    refused: Option<String>,
}

impl Draft {
    pub(crate) fn new(
        written: Signal<String>,
        read: Read,
        accept: Callback<String, Option<String>>,
    ) -> Self {
        Self {
            state: RwSignal::new(State::default()),
            hold: Hold::new(),
            written,
            read,
            accept,
        }
    }

    /// Forgets what was typed.
    pub(crate) fn clear(self) {
        self.state.set(State::default());
    }

    /// What is wrong, once that may be said.
    fn error(self) -> Option<String> {
        self.state.with(|state| {
            let unreadable = || (self.read)(state.text.as_deref()?).err();
            let refused = state.refused.clone();
            refused.or_else(|| state.left.then(unreadable).flatten())
        })
    }

    /// The text shows as long as it says what the document says, or what that can't say.
    fn shown(self) -> String {
        let written = self.written.get();
        self.state.with(|state| match &state.text {
            Some(text) if state.refused.is_some() => text.clone(),
            Some(text) => match (self.read)(text) {
                Ok(read) if read != written => written,
                Ok(_) | Err(_) => text.clone(),
            },
            None => written,
        })
    }

    fn typed(self, text: String) {
        self.state.set(State {
            text: Some(text.clone()),
            ..State::default()
        });
        self.hold.typed(text, &|text| {
            let readable = (self.read)(text).is_ok();
            let refused = readable.then(|| self.accept.run(text.to_owned()));
            if let Some(Some(refused)) = refused {
                self.state.update(|state| state.refused = Some(refused));
            }
        });
    }

    fn leave(self) {
        self.hold.leave();
        self.state.update(|state| {
            state.leaving = true;
            let text = state.text.as_deref();
            if state.refused.is_none() && text.is_some_and(|text| (self.read)(text).is_ok()) {
                state.text = None;
            }
        });
        if self.state.with_untracked(|state| state.text.is_some()) {
            after_press(move || self.tell());
        }
    }

    /// Says what is wrong, unless someone types on.
    fn tell(self) {
        if self
            .state
            .try_with_untracked(|state| state.leaving && !state.left)
            == Some(true)
        {
            self.state.update(|state| state.left = true);
        }
    }
}

/// What a typed field looks like.
#[derive(Clone, Copy, Default)]
pub(crate) struct Dress {
    pub look: Look,
    pub hint: &'static str,
    /// Classes of the input beside those of every input.
    pub class: &'static str,
    /// A sign before the number, for who looks.
    pub sign: Option<&'static str>,
    /// The scenario's wire name, a stable hook for tests of host pages.
    pub scenario: Option<&'static str>,
}

/// An input for a draft.
pub(crate) fn typed_field(
    draft: Draft,
    name: &str,
    label: Signal<String>,
    locked: Signal<bool>,
    dress: Dress,
) -> AnyView {
    let id = App::here().id(name);
    let described = described_by(&id);
    let error = Signal::derive(move || draft.error());
    let class = format!(
        "utrecht-textbox utrecht-textbox--html-input {}",
        dress.class
    );
    let input = view! {
        <input
            class=class
            class:utrecht-textbox--invalid=of(move || error.with(Option::is_some))
            type="text"
            inputmode="decimal"
            id=id.clone()
            autocomplete="off"
            data-scenario=dress.scenario
            aria-describedby=described
            aria-invalid=of(move || error.with(Option::is_some).then_some("true"))
            readonly=of(move || locked.get())
            prop:value=of(move || draft.hold.show(draft.shown()))
            on:focus=then(move |_| draft.hold.enter())
            on:input=then(move |event| draft.typed(event_target_value(&event)))
            on:blur=then(move |_| draft.leave())
        />
    };
    let inner = match dress.sign {
        Some(sign) => view! {
            <div class="money">
                <span class="money__sign" aria-hidden="true">{sign}</span>
                {input}
            </div>
        }
        .into_any(),
        None => input.into_any(),
    };
    view! { <Wrap id label look=dress.look hint=dress.hint error>{inner}</Wrap> }.into_any()
}
