//! What can happen to a plan and the decisions about it.

use maatwerk::domain::method::{Agreement, Decision, EntryEdit, EntryList, SingleEntry, Verdict};
use maatwerk::domain::{
    Author, Canvas, Command, Core, HeaderEdit, ItemId, PlanHash, TextBox, apply,
};

use crate::domain::empty;
use crate::generate::stamp;

/// One thing that happens to a plan.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// A person decides on the plan of now.
    Decide(u8, Verdict),
    /// Somebody types in Doorbraak.
    Type(u8),
    /// Another person becomes the maatwerkeindbaas.
    Lead(u8),
    /// The family agrees, or takes that back.
    Agree(bool),
    /// What was done last is undone.
    Undo,
}

/// A few people: `a` and `A` have one name, and `b` and `B` one id.
pub(super) fn person(letter: u8) -> Author {
    let (id, name) = match letter {
        b'a' => ("1", "Anna Bakker"),
        b'A' => ("2", "anna  bakker"),
        b'b' => ("3", "Bo"),
        b'B' => ("3", "Bo Visser"),
        b'c' => ("4", "Cas"),
        _ => ("5", "Eva"),
    };
    Author {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Author::default()
    }
}

pub(super) const PEOPLE: [u8; 6] = *b"aAbBce";

/// A plan, what happened to it, and how to go back.
pub(super) struct History {
    pub(super) canvas: Canvas,
    pub(super) inverses: Vec<Command>,
    pub(super) time: i64,
}

impl History {
    /// A plan that only lacks approvals; Eva leads.
    pub(super) fn start() -> Self {
        let mut canvas = empty();
        canvas.lead = "Eva".into();
        let mut history = Self {
            canvas,
            inverses: Vec::new(),
            time: 0,
        };
        history.agree(true);
        history
    }

    fn act(&mut self, command: Command) -> Command {
        self.time += 1;
        apply(&mut self.canvas, command, &stamp(self.time))
            .unwrap()
            .inverse
    }

    fn agree(&mut self, does: bool) {
        let value = |text: &str| if does { text.to_owned() } else { String::new() };
        for (name, text) in [
            (Agreement::FROM, "moeder"),
            (Agreement::FORM, "mondeling"),
            (Agreement::DATE, "2026-11-02"),
        ] {
            let edit = EntryEdit::text(name, &value(text));
            self.act(Command::Single(SingleEntry::Agreement, edit));
        }
    }

    fn decide(&mut self, who: u8, verdict: Verdict) {
        let decision = Decision {
            plan: plan(&self.canvas),
            verdict,
            person: person(who),
            discipline: "jeugd".to_owned(),
            reason: String::new(),
            at: None,
        };
        let id = ItemId::from_bits(u128::try_from(self.time).unwrap() << 8 | u128::from(who));
        let entry = Some(Box::new(decision.entry()));
        self.act(Command::PutEntry(EntryList::Decisions, id, entry));
    }

    pub(super) fn happen(&mut self, deed: Deed) {
        match deed {
            Deed::Decide(who, verdict) => self.decide(who, verdict),
            Deed::Type(text) => {
                let text = format!("Plan {text}");
                let inverse = self.act(Command::Text(TextBox::Breakthrough, text));
                self.inverses.push(inverse);
            }
            Deed::Lead(who) => {
                let lead = HeaderEdit::LeadPerson(Some(person(who)));
                let inverse = self.act(Command::Header(lead));
                self.inverses.push(inverse);
            }
            Deed::Agree(does) => self.agree(does),
            Deed::Undo => {
                if let Some(inverse) = self.inverses.pop() {
                    self.act(inverse);
                }
            }
        }
    }
}

pub(super) fn plan(canvas: &Canvas) -> PlanHash {
    PlanHash::of(&Core::of(canvas))
}

/// The deeds in a word: `a+` approves, `a-` refuses, `a~` takes it back; `1` to `9` are typed, `u` undoes,
/// `g` withdraws the family's agreement and `G` gives it, `La` makes `a` lead.
pub(super) fn deeds(words: &str) -> Vec<Deed> {
    let deed = |word: &str| match word.as_bytes() {
        [who, b'+'] => Deed::Decide(*who, Verdict::Approved),
        [who, b'-'] => Deed::Decide(*who, Verdict::Refused),
        [who, b'~'] => Deed::Decide(*who, Verdict::Withdrawn),
        [b'L', who] => Deed::Lead(*who),
        [b'u'] => Deed::Undo,
        [b'g'] => Deed::Agree(false),
        [b'G'] => Deed::Agree(true),
        [text @ b'1'..=b'9'] => Deed::Type(*text),
        _ => panic!("{word}"),
    };
    words.split_whitespace().map(deed).collect()
}
