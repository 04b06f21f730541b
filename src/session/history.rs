//! Undo and redo: inverse commands on the current document.

use std::mem::replace;

use crate::domain::method::{EntryEdit, EntryList, SingleEntry};
use crate::domain::{
    ActionEdit, Applied, Canvas, Command, GradeEdit, HeaderEdit, ItemId, LineEdit, PersonEdit,
    Place,
};
use crate::domain::{Rejected, Stamp, TextBox, Timestamp, apply};

/// The maximum number of undo steps; the oldest is dropped first.
const STEPS: usize = 500;
/// Keystrokes in one field join one step if they are at most this many milliseconds apart.
const TYPING_MILLIS: i64 = 1500;

/// The undo and redo stacks of one canvas.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// One undoable step of the user.
#[derive(Clone, Debug)]
struct Step {
    forward: Command,
    inverse: Command,
    /// The values that the step left in the document. If the document has others, someone else has
    /// changed them, and the step is skipped.
    left: Vec<Command>,
    /// The field that it was typed in; further typing in that field joins this step.
    typed: Option<Typed>,
    /// The input session that it belongs to; further edits of that session join this step.
    input: Option<InputSession>,
    at: Timestamp,
}

/// Identifies one stay of the focus in a field that holds a value: an amount, a date, a grade. All
/// edits of a session form one step, and can be reverted until the field loses the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputSession(pub(super) u32);

impl InputSession {
    /// An input session by its number, which must be unique within a history.
    #[must_use]
    pub fn new(number: u32) -> Self {
        Self(number)
    }
}

/// The outcome of undo or redo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepResult {
    /// The step was applied; these places changed.
    Done(Vec<Place>),
    /// Someone else has changed the place since: the step was dropped and nothing changed.
    Skipped,
    /// There was no step.
    Nothing,
}

/// A field whose value arrives a keystroke at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    CaseNumber,
    Title,
    Lead,
    Text(TextBox),
    Field(ItemId, u8),
    Entry(ItemId, &'static str),
    Single(SingleEntry, &'static str),
}

impl History {
    /// Applies a command and records its inverse. Returns the touched places.
    ///
    /// # Errors
    ///
    /// As [`apply`]; nothing is recorded then.
    pub fn dispatch(
        &mut self,
        canvas: &mut Canvas,
        command: Command,
        stamp: &Stamp,
    ) -> Result<Vec<Place>, Rejected> {
        self.dispatch_input(canvas, command, stamp, None)
    }

    /// As [`dispatch`](Self::dispatch), for an edit of an input session: it joins the earlier edits
    /// of that session.
    ///
    /// # Errors
    ///
    /// As [`apply`]; nothing is recorded then.
    pub fn dispatch_input(
        &mut self,
        canvas: &mut Canvas,
        command: Command,
        stamp: &Stamp,
        input: Option<InputSession>,
    ) -> Result<Vec<Place>, Rejected> {
        let forward = command.clone();
        let Applied { touched, inverse } = apply(canvas, command, stamp)?;
        if touched.is_empty() {
            return Ok(touched);
        }
        if matches!(forward, Command::PutEntry(EntryList::Decisions, ..)) {
            // Whoever changes their mind adds another decision: undo must not take one back unseen.
            return Ok(touched);
        }
        self.redo.clear();
        let typed = typed(&forward);
        let step = Step {
            left: left(&forward, canvas),
            forward,
            inverse,
            typed,
            input,
            at: stamp.at,
        };
        self.remember(canvas, step);
        Ok(touched)
    }

    /// Reverts all edits of an input session and removes their step, as if nothing had been typed.
    /// Stops at a place that someone else has changed since. Returns the touched places.
    pub fn take_back(
        &mut self,
        canvas: &mut Canvas,
        input: InputSession,
        stamp: &Stamp,
    ) -> Vec<Place> {
        let mut touched = Vec::new();
        while let Some(step) = self.undo.pop_if(|step| step.input == Some(input)) {
            if !step.is_untouched(canvas) {
                break;
            }
            if let Ok(applied) = apply(canvas, step.inverse, stamp) {
                touched.extend(applied.touched);
            }
        }
        touched
    }

    fn remember(&mut self, canvas: &Canvas, step: Step) {
        if let Some(last) = self.undo.last_mut()
            && step.joins(last)
        {
            last.join(step);
            if last.inverse.is_satisfied_by(canvas) {
                self.undo.pop();
            }
            return;
        }
        if self.undo.len() >= STEPS {
            self.undo.remove(0);
        }
        self.undo.push(step);
    }

    /// Ends the current typing step: the next keystroke starts a new one.
    pub fn pause(&mut self) {
        if let Some(last) = self.undo.last_mut() {
            last.typed = None;
        }
    }

    /// Undoes the last step.
    pub fn undo(&mut self, canvas: &mut Canvas, stamp: &Stamp) -> StepResult {
        let Some(mut step) = self.undo.pop() else {
            return StepResult::Nothing;
        };
        if !step.is_untouched(canvas) {
            return StepResult::Skipped;
        }
        match apply(canvas, step.inverse.clone(), stamp) {
            Ok(applied) => {
                step.left = left(&step.inverse, canvas);
                (step.typed, step.input) = (None, None);
                self.redo.push(step);
                StepResult::Done(applied.touched)
            }
            Err(_) => StepResult::Skipped,
        }
    }

    /// Redoes the step that was last undone.
    pub fn redo(&mut self, canvas: &mut Canvas, stamp: &Stamp) -> StepResult {
        let Some(mut step) = self.redo.pop() else {
            return StepResult::Nothing;
        };
        if !step.is_untouched(canvas) {
            return StepResult::Skipped;
        }
        match apply(canvas, step.forward.clone(), stamp) {
            Ok(applied) => {
                step.left = left(&step.forward, canvas);
                self.undo.push(step);
                StepResult::Done(applied.touched)
            }
            Err(_) => StepResult::Skipped,
        }
    }

    /// Whether there is a step to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

impl Step {
    /// Whether this step continues the previous one and joins it.
    fn joins(&self, last: &Self) -> bool {
        if self.input.is_some() || last.input.is_some() {
            return self.input == last.input;
        }
        let since = self.at.millis().saturating_sub(last.at.millis());
        self.typed.is_some() && last.typed == self.typed && since <= TYPING_MILLIS
    }

    /// Takes over a step that continues this one. What that sets replaces what this one set; but an item that this
    /// one adds has to be there before anything in it is set again.
    fn join(&mut self, next: Self) {
        let forward = match added(&mut self.forward) {
            Some(added) => Command::Batch(vec![added, next.forward]),
            None => next.forward,
        };
        (self.left, self.forward, self.at) = (next.left, forward, next.at);
    }

    /// Whether the document still has the values that the step left.
    fn is_untouched(&self, canvas: &Canvas) -> bool {
        self.left
            .iter()
            .all(|command| command.is_satisfied_by(canvas))
    }
}

/// Takes the command out that adds an item; `None` where there is none in front.
fn added(command: &mut Command) -> Option<Command> {
    match command {
        Command::Batch(parts) => added(parts.first_mut()?),
        adds if adds.adds_item() => Some(replace(adds, Command::Batch(Vec::new()))),
        _ => None,
    }
}

/// The parts of a command whose values the document has after it; a later part may have overwritten
/// an earlier one.
fn left(command: &Command, canvas: &Canvas) -> Vec<Command> {
    match command {
        Command::Batch(parts) => parts.iter().flat_map(|part| left(part, canvas)).collect(),
        single if single.is_satisfied_by(canvas) => vec![single.clone()],
        _ => Vec::new(),
    }
}

/// The field that a command types in; `None` for a command that isn't a keystroke.
fn typed(command: &Command) -> Option<Typed> {
    let field = |id: &ItemId, rank: u8| Some(Typed::Field(*id, rank));
    match command {
        Command::Header(HeaderEdit::CaseNumber(_)) => Some(Typed::CaseNumber),
        Command::Header(HeaderEdit::Title(_)) => Some(Typed::Title),
        Command::Header(HeaderEdit::Lead(_)) => Some(Typed::Lead),
        Command::Text(place, _) => Some(Typed::Text(*place)),
        Command::Action(id, ActionEdit::What(_)) => field(id, 0),
        Command::Action(id, ActionEdit::Who(_)) => field(id, 1),
        Command::Line(id, LineEdit::Description(_)) => field(id, 2),
        Command::Line(id, LineEdit::Rationale(_)) => field(id, 3),
        Command::Line(id, LineEdit::CheckedBy(_)) => field(id, 4),
        Command::Line(id, LineEdit::Price(_)) => field(id, 10),
        Command::Line(id, LineEdit::Realised(_)) => field(id, 11),
        Command::Line(id, LineEdit::Usage(scenario, _)) => {
            let rank = crate::domain::Scenario::ALL
                .iter()
                .position(|other| other == scenario)?;
            field(id, u8::try_from(rank).ok()?.saturating_add(5))
        }
        Command::Person(id, PersonEdit::Role(_)) => field(id, 8),
        Command::Grade(id, GradeEdit::Reason(_)) => field(id, 9),
        Command::Entry(_, id, EntryEdit::Field(name, _)) => Some(Typed::Entry(*id, name)),
        Command::Single(place, EntryEdit::Field(name, _)) => Some(Typed::Single(*place, name)),
        _ => None,
    }
}
