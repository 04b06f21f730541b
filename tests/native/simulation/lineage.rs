//! What was really built on what, however many versions a record lists.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

/// The ancestors that each revision named when it was written, also where the write was undone since.
/// Clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lineage(Rc<RefCell<BTreeMap<String, Vec<String>>>>);

impl Lineage {
    /// Adds a record that is written.
    pub(super) fn add(&self, record: &Map<String, Value>) {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let revs = record.get("revs").and_then(Value::as_array);
        let revs = revs.into_iter().flatten().filter_map(text).collect();
        if let Some(rev) = record.get("rev").and_then(text) {
            self.0.borrow_mut().insert(rev, revs);
        }
    }

    /// Whether a client has written this revision.
    pub(super) fn has(&self, rev: &str) -> bool {
        self.0.borrow().contains_key(rev)
    }

    /// Whether one revision was built on another, over any number of versions.
    pub(super) fn derives(&self, rev: &str, ancestor: &str) -> bool {
        let ancestors = self.0.borrow();
        let (mut seen, mut left) = (BTreeSet::new(), vec![rev]);
        while let Some(rev) = left.pop() {
            if rev == ancestor {
                return true;
            }
            if seen.insert(rev) {
                let named = ancestors.get(rev).into_iter().flatten();
                left.extend(named.map(String::as_str));
            }
        }
        false
    }
}
