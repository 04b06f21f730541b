//! Parts of the module that are loaded when they are first needed.
//!
//! Code that only some views need is called only through a [`Late`] function, never by its name. That is
//! how a release build knows where it can cut the module (`xtask/web/split`). The shim
//! (`src/embed/parts.js`) loads a part and calls its export in `src/embed/parts.rs`, which fills the
//! part's `Late` functions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::OnceLock;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A part of the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
pub enum Part {
    /// The list of canvases.
    Overview,
    /// A canvas with its fields.
    Canvas,
    /// The analysis of the costs, and the settings.
    Analysis,
    /// The calculation of a line, with the price list as its text.
    Calculation,
    /// What is missing or odd on a canvas.
    Findings,
    /// The grades.
    Grades,
    /// What is printed, and earlier versions.
    Paper,
    /// The views over the whole screen.
    Views,
    /// What is around the plan.
    Method,
    /// Mijn week: what is due on all canvases.
    Week,
    /// What the cases of a team come to together.
    Results,
    /// The settings and the panel of sync, and the choice between versions that differ.
    Sync,
    /// Import and export.
    Files,
    /// The worked examples: a text, with what imports it.
    Examples,
    /// What syncs: the machine, the merge and the network.
    Engine,
    /// What locks and unlocks a namespace that is sealed.
    Lock,
    /// What seals a namespace, and changes its secrets.
    Secure,
    /// The keys of a team that is encrypted, and what the settings have of them.
    Team,
}

impl Part {
    /// Its name in `xtask/web/split/parts.mjs`.
    fn name(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Canvas => "canvas",
            Self::Analysis => "analysis",
            Self::Calculation => "calculation",
            Self::Findings => "findings",
            Self::Grades => "grades",
            Self::Paper => "paper",
            Self::Views => "views",
            Self::Method => "method",
            Self::Week => "week",
            Self::Results => "results",
            Self::Sync => "sync",
            Self::Files => "files",
            Self::Examples => "examples",
            Self::Engine => "engine",
            Self::Lock => "lock",
            Self::Secure => "secure",
            Self::Team => "team",
        }
    }

    /// Whether it has loaded.
    #[must_use]
    pub fn is_there(self) -> bool {
        THERE.get() & self.bit() != 0
    }

    /// Called by the part itself, once it has filled its functions.
    pub fn arrived(self) {
        THERE.set(THERE.get() | self.bit());
    }

    fn bit(self) -> u32 {
        1 << (self as u32)
    }

    /// The text that it works with; `None` while it isn't there, or where it has none.
    #[must_use]
    pub fn text(self) -> Option<Rc<str>> {
        TEXTS.with_borrow(|all| {
            let found = all.iter().find(|(name, _)| *name == self.name());
            found.map(|(_, text)| Rc::clone(text))
        })
    }

    /// Loads it. Returns `false` if it can't be fetched, or isn't of this build; it can be tried again.
    pub async fn load(self) -> bool {
        self.is_there() || (load_script(self.name()).await.is_some() && self.is_there())
    }
}

/// Keeps the text that a part works with. Called by the shim before the part begins; a part that has no code of its
/// own is there with it.
pub fn give_part_text(name: &str, text: String) {
    TEXTS.with_borrow_mut(|all| all.push((name.to_owned(), text.into())));
    if name == Part::Examples.name() {
        Part::Examples.arrived();
    }
}

/// Loads something by its name for the shim: a part, or a script of its own. `None` if it can't be fetched.
pub async fn load_script(name: &str) -> Option<JsValue> {
    let asked = LOAD.with_borrow(|load| {
        let promise = load.as_ref()?.call1(&JsValue::NULL, &name.into());
        promise.ok()?.dyn_into::<Promise>().ok()
    });
    JsFuture::from(asked?).await.ok()
}

thread_local! {
    /// The parts that are there, a bit each.
    static THERE: Cell<u32> = const { Cell::new(0) };
    /// The texts of the parts that have come, by the names of the parts.
    static TEXTS: RefCell<Vec<(String, Rc<str>)>> = const { RefCell::new(Vec::new()) };
    /// The shim's function that loads a part by its name.
    static LOAD: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Sets the shim's function that loads a part; `None` keeps the current one.
pub fn load_parts_with(load: Option<Function>) {
    if load.is_some() {
        LOAD.replace(load);
    }
}

/// A function that becomes available when its part has loaded.
#[derive(Debug)]
pub struct Late<F: Copy> {
    part: Part,
    given: OnceLock<F>,
}

impl<F: Copy> Late<F> {
    /// A function of this part, not available yet.
    #[must_use]
    pub const fn new(part: Part) -> Self {
        Self {
            part,
            given: OnceLock::new(),
        }
    }

    /// Its part.
    #[must_use]
    pub fn part(&self) -> Part {
        self.part
    }

    /// Makes the function available. Called by the part when it loads; later calls have no effect.
    pub fn give(&self, function: F) {
        // A part that loads twice has the same function.
        self.given.set(function).ok();
    }

    /// The function; `None` while its part isn't there.
    #[must_use]
    pub fn get(&self) -> Option<F> {
        self.given.get().copied()
    }
}
