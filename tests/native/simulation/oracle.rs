//! What was typed, what was acknowledged as saved, and what may therefore never be lost.
//!
//! Every edit types a word of its own, or an amount. An edit that takes a word away was made by
//! someone who saw it, since it was made in a document that had it.

use std::collections::{BTreeMap, BTreeSet};

/// A word or an amount that was typed once.
pub(super) type Token = u32;

/// How sure an edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// It was typed.
    Typed,
    /// It may come back after a crash.
    Maybe,
    /// The person was told that it is saved.
    Saved,
    /// It went before it was saved.
    Lost,
}

/// An edit.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) device: usize,
    pub(super) doc: String,
    pub(super) adds: Vec<Token>,
    pub(super) removes: Vec<Token>,
    pub(super) sure: Sure,
    /// It removed the canvas for good.
    pub(super) erases: bool,
}

/// All edits.
#[derive(Clone, Debug, Default)]
pub(super) struct Oracle {
    pub(super) edits: Vec<Edit>,
    /// Words that were on a device that lost its storage before anyone else had them.
    pub(super) excused: BTreeSet<Token>,
    /// Words of differences that someone chose from.
    pub(super) chosen: BTreeSet<Token>,
    /// Items that someone deleted.
    pub(super) dropped: BTreeSet<String>,
    /// Canvases that someone removed for good.
    pub(super) erased: BTreeSet<String>,
    /// Canvases that someone put in the bin, and who.
    pub(super) binned: BTreeSet<(String, String)>,
    adder: BTreeMap<Token, usize>,
    next: Token,
}

/// The words and amounts in a text.
pub(super) fn tokens(text: &str) -> BTreeSet<Token> {
    let bytes = text.as_bytes();
    let mut found = BTreeSet::new();
    for (at, byte) in bytes.iter().enumerate() {
        let digits = match byte {
            b'w' => bytes.get(at + 1..at + 6),
            // An amount: "20123.37"
            b'2' if at > 0
                && bytes[at - 1] == b'"'
                && bytes.get(at + 6..at + 10) == Some(b".37\"") =>
            {
                bytes.get(at + 1..at + 6)
            }
            _ => None,
        };
        let number: Option<Token> =
            digits.and_then(|digits| str::from_utf8(digits).ok()?.parse().ok());
        found.extend(number);
    }
    found
}

impl Oracle {
    pub(super) fn token(&mut self) -> Token {
        self.next += 1;
        self.next
    }

    /// Notes an edit by what the document said before and after; its number.
    pub(super) fn edit(&mut self, device: usize, doc: &str, before: &str, after: &str) -> usize {
        let (before, after) = (tokens(before), tokens(after));
        let edit = Edit {
            device,
            doc: doc.to_owned(),
            adds: after.difference(&before).copied().collect(),
            removes: before.difference(&after).copied().collect(),
            sure: Sure::Typed,
            erases: false,
        };
        let number = self.edits.len();
        for token in &edit.adds {
            self.adder.insert(*token, number);
        }
        self.edits.push(edit);
        number
    }

    /// Notes the items that an edit deletes.
    pub(super) fn drop_items(&mut self, before: &str, after: &str) {
        let is_id =
            |text: &&str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let ids = |text: &'_ str| -> BTreeSet<String> {
            text.split('"').filter(is_id).map(str::to_owned).collect()
        };
        self.dropped
            .extend(ids(before).difference(&ids(after)).cloned());
    }

    /// A device went down: what it had in memory is gone, and what it has on disk came back.
    pub(super) fn crashed(&mut self, device: usize, doc: &str, text: &str) {
        let here = tokens(text);
        let (mut came, mut gone) = (false, BTreeSet::new());
        for edit in self.edits.iter_mut().rev() {
            if edit.device == device && edit.doc == doc && edit.sure < Sure::Saved {
                let all = edit.adds.iter().all(|token| here.contains(token));
                // With an edit come all that were made before it.
                came |= all && !edit.adds.is_empty();
                // What it added may have come and have been taken away by a later one that came too.
                let maybe = |token: &Token| here.contains(token) || gone.contains(token);
                edit.sure = match came {
                    true => Sure::Saved,
                    false if edit.adds.iter().all(maybe) => Sure::Maybe,
                    false => Sure::Lost,
                };
                if edit.sure == Sure::Maybe {
                    gone.extend(edit.removes.iter().copied());
                }
            }
        }
    }

    /// What must be somewhere, given all that is left.
    pub(super) fn missing(&self, left: &BTreeSet<Token>) -> Vec<(Token, Edit)> {
        let sure = |edit: &&Edit| matches!(edit.sure, Sure::Saved | Sure::Maybe);
        let removed: BTreeSet<Token> = self
            .edits
            .iter()
            .filter(sure)
            .flat_map(|edit| edit.removes.iter().copied())
            .collect();
        let saved = self.edits.iter().filter(|edit| edit.sure == Sure::Saved);
        let typed = saved.flat_map(|edit| edit.adds.iter().map(move |token| (*token, edit)));
        typed
            .filter(|(token, _)| {
                !left.contains(token) && !removed.contains(token) && !self.excused.contains(token)
            })
            .map(|(token, edit)| (token, edit.clone()))
            .collect()
    }

    /// Whether one was typed by someone who saw the other, or who saw what was typed over it.
    pub(super) fn came_after(&self, later: Token, earlier: Token) -> bool {
        let (mut todo, mut seen) = (vec![later], BTreeSet::new());
        while let Some(token) = todo.pop() {
            let Some(edit) = self.adder.get(&token).map(|at| &self.edits[*at]) else {
                continue;
            };
            for removed in &edit.removes {
                if *removed == earlier {
                    return true;
                }
                if seen.insert(*removed) {
                    todo.push(*removed);
                }
            }
        }
        false
    }
}
