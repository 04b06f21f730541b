//! Undo and redo: inverse commands on the current document.

use crate::domain::{
    ActionEdit, Applied, Canvas, Command, GradeEdit, HeaderEdit, ItemId, LineEdit, PersonEdit,
    Place,
};
use crate::domain::{Rejected, Stamp, TextBox, Timestamp, apply};

/// Steps that are kept.
const STEPS: usize = 500;
/// Typing in one place within this time is one step.
const TYPING_MILLIS: i64 = 1500;

/// The steps that can be taken back or done again.
#[derive(Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
}

/// One step of the person.
#[derive(Clone, Debug)]
struct Step {
    forward: Command,
    inverse: Command,
    /// What the document says since the step was last taken: where it says something else, someone
    /// else has been there.
    left: Vec<Command>,
    /// Where it was typed; further typing there joins this step.
    typed: Option<Typed>,
    at: Timestamp,
}

/// What undo or redo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The step was taken; these places show something else.
    Done(Vec<Place>),
    /// Someone else has changed the place since: the step was let go and nothing changed.
    Skipped,
    /// There was no step.
    Nothing,
}

/// A field that is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Typed {
    CaseNumber,
    Lead,
    Text(TextBox),
    Field(ItemId, u8),
}

impl History {
    /// Applies a command and remembers how to take it back.
    ///
    /// # Errors
    ///
    /// As [`apply`]; nothing is remembered then.
    pub fn dispatch(
        &mut self,
        canvas: &mut Canvas,
        command: Command,
        stamp: &Stamp,
    ) -> Result<Vec<Place>, Rejected> {
        let forward = command.clone();
        let Applied { touched, inverse } = apply(canvas, command, stamp)?;
        if touched.is_empty() {
            return Ok(touched);
        }
        self.redo.clear();
        self.remember(canvas, forward, inverse, stamp.at);
        Ok(touched)
    }

    fn remember(&mut self, canvas: &Canvas, forward: Command, inverse: Command, at: Timestamp) {
        let typed = typed(&forward);
        if let Some(last) = self.undo.last_mut()
            && typed.is_some()
            && last.typed == typed
            && at.millis().saturating_sub(last.at.millis()) <= TYPING_MILLIS
        {
            (last.left, last.forward, last.at) = (left(&forward, canvas), forward, at);
            if last.inverse.holds(canvas) {
                self.undo.pop();
            }
            return;
        }
        if self.undo.len() >= STEPS {
            self.undo.remove(0);
        }
        let left = left(&forward, canvas);
        self.undo.push(Step {
            forward,
            inverse,
            left,
            typed,
            at,
        });
    }

    /// Ends the current stretch of typing, so that what is typed next is a step of its own.
    pub fn pause(&mut self) {
        if let Some(last) = self.undo.last_mut() {
            last.typed = None;
        }
    }

    /// Takes the last step back.
    pub fn undo(&mut self, canvas: &mut Canvas, stamp: &Stamp) -> Outcome {
        let Some(mut step) = self.undo.pop() else {
            return Outcome::Nothing;
        };
        if !step.is_untouched(canvas) {
            return Outcome::Skipped;
        }
        match apply(canvas, step.inverse.clone(), stamp) {
            Ok(applied) => {
                step.left = left(&step.inverse, canvas);
                step.typed = None;
                self.redo.push(step);
                Outcome::Done(applied.touched)
            }
            Err(_) => Outcome::Skipped,
        }
    }

    /// Does the step again that was last taken back.
    pub fn redo(&mut self, canvas: &mut Canvas, stamp: &Stamp) -> Outcome {
        let Some(mut step) = self.redo.pop() else {
            return Outcome::Nothing;
        };
        if !step.is_untouched(canvas) {
            return Outcome::Skipped;
        }
        match apply(canvas, step.forward.clone(), stamp) {
            Ok(applied) => {
                step.left = left(&step.forward, canvas);
                self.undo.push(step);
                Outcome::Done(applied.touched)
            }
            Err(_) => Outcome::Skipped,
        }
    }

    /// Whether there is a step to take back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether there is a step to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }
}

impl Step {
    /// Whether nobody else has changed what the step left.
    fn is_untouched(&self, canvas: &Canvas) -> bool {
        self.left.iter().all(|command| command.holds(canvas))
    }
}

/// The parts of a command that the document says after it: a later part may have gone over an earlier.
fn left(command: &Command, canvas: &Canvas) -> Vec<Command> {
    match command {
        Command::Batch(parts) => parts.iter().flat_map(|part| left(part, canvas)).collect(),
        single if single.holds(canvas) => vec![single.clone()],
        _ => Vec::new(),
    }
}

/// The field that a command types in, if it is one that comes a keystroke at a time.
fn typed(command: &Command) -> Option<Typed> {
    let field = |id: &ItemId, rank: u8| Some(Typed::Field(*id, rank));
    match command {
        Command::Header(HeaderEdit::CaseNumber(_)) => Some(Typed::CaseNumber),
        Command::Header(HeaderEdit::Lead(_)) => Some(Typed::Lead),
        Command::Text(place, _) => Some(Typed::Text(*place)),
        Command::Action(id, ActionEdit::What(_)) => field(id, 0),
        Command::Action(id, ActionEdit::Who(_)) => field(id, 1),
        Command::Line(id, LineEdit::Description(_)) => field(id, 2),
        Command::Line(id, LineEdit::Rationale(_)) => field(id, 3),
        Command::Line(id, LineEdit::CheckedBy(_)) => field(id, 4),
        Command::Line(id, LineEdit::Price(_)) => field(id, 10),
        Command::Line(id, LineEdit::Use(scenario, _)) => {
            let rank = crate::domain::Scenario::ALL
                .iter()
                .position(|other| other == scenario)?;
            field(id, u8::try_from(rank).ok()?.saturating_add(5))
        }
        Command::Person(id, PersonEdit::Role(_)) => field(id, 8),
        Command::Grade(id, GradeEdit::Reason(_)) => field(id, 9),
        _ => None,
    }
}
