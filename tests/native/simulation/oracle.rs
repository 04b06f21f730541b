//! The oracle: which edits were made, which were acknowledged as saved, and so must never be lost.
//!
//! Every edit adds a unique word or amount. An edit that removes a word was made by someone who saw
//! it, as the document had it.

use std::collections::{BTreeMap, BTreeSet};

/// The number of a word or amount, which is typed only once in a run.
pub(super) type Token = u32;

/// The certainty that an edit survives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// It was typed but not acknowledged.
    Typed,
    /// Unacknowledged at a crash: it may have survived.
    Maybe,
    /// It was acknowledged as saved.
    Saved,
    /// It was lost before it was acknowledged.
    Lost,
}

/// One edit: the words that it adds and removes.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    pub(super) device: usize,
    /// The page on which it was made.
    page: u64,
    pub(super) doc: String,
    pub(super) adds: Vec<Token>,
    pub(super) removes: Vec<Token>,
    pub(super) sure: Sure,
    /// Whether it deleted the canvas for good.
    pub(super) erases: bool,
}

/// All edits of a run.
#[derive(Clone, Debug, Default)]
pub(super) struct Oracle {
    pub(super) edits: Vec<Edit>,
    /// Words that a device lost with its storage before anyone else had them.
    pub(super) excused: BTreeSet<Token>,
    /// Words of conflicts that someone has resolved.
    pub(super) chosen: BTreeSet<Token>,
    /// The items that were deleted.
    pub(super) dropped: BTreeSet<String>,
    /// The canvases that were deleted for good.
    pub(super) erased: BTreeSet<String>,
    /// The canvases that were moved to the bin, and by whom.
    pub(super) binned: BTreeSet<(String, String)>,
    /// The page that each device has open.
    pages: BTreeMap<usize, u64>,
    adder: BTreeMap<Token, usize>,
    next: Token,
}

/// The tokens of the words and amounts in a text.
pub(super) fn tokens(text: &str) -> BTreeSet<Token> {
    let bytes = text.as_bytes();
    let mut found = BTreeSet::new();
    for (at, byte) in bytes.iter().enumerate() {
        let digits = match byte {
            b'w' => bytes.get(at + 1..at + 6),
            // An amount, such as "20123.37".
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

    /// Records that a device has opened a page.
    pub(super) fn opened(&mut self, device: usize, page: u64) {
        self.pages.insert(device, page);
    }

    /// Records an edit by the document's text before and after. Returns its number.
    pub(super) fn edit(&mut self, device: usize, doc: &str, before: &str, after: &str) -> usize {
        let (before, after) = (tokens(before), tokens(after));
        let edit = Edit {
            device,
            page: self.pages.get(&device).copied().unwrap_or(0),
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

    /// Records the items that an edit deletes.
    pub(super) fn drop_items(&mut self, before: &str, after: &str) {
        let is_id =
            |text: &&str| text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let ids = |text: &'_ str| -> BTreeSet<String> {
            text.split('"').filter(is_id).map(str::to_owned).collect()
        };
        self.dropped
            .extend(ids(before).difference(&ids(after)).cloned());
    }

    /// A device crashed: memory is lost, and `text` is what its disk has of the document.
    pub(super) fn crashed(&mut self, device: usize, doc: &str, text: &str) {
        let here = tokens(text);
        let (mut came, mut gone) = (BTreeSet::new(), BTreeSet::new());
        for edit in self.edits.iter_mut().rev().filter(|edit| edit.doc == doc) {
            if edit.sure == Sure::Saved {
                // Whoever removed a word had seen it, and so had the edit that added it.
                gone.extend(edit.removes.iter().copied());
            } else if edit.device == device && edit.sure < Sure::Saved {
                let all = edit.adds.iter().all(|token| here.contains(token));
                // An edit that survived implies all earlier ones of its page. A page that was taken
                // over may have had others, which the next page never saw.
                if all && !edit.adds.is_empty() {
                    came.insert(edit.page);
                }
                // Its words may have survived and then been removed by a later edit that survived
                // too.
                let maybe = |token: &Token| here.contains(token) || gone.contains(token);
                edit.sure = match came.contains(&edit.page) {
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

    /// The required words that aren't in `left`, each with its edit.
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

    /// Whether the author of `later` had seen `earlier`, or a word that overwrote it.
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
