//! The archive fails on its n-th request, for every n: no save is ever lost.

use std::cell::Cell;
use std::rc::Rc;

use maatwerk::store::{Decide, Port, PortFuture, RecordKey, StoreError, Table};

use super::kit::{Profile, canvas, now, says};

/// An archive that fails once, on a given request.
struct Failing {
    inner: Rc<dyn Port>,
    left: Cell<u32>,
}

impl Failing {
    fn due(&self) -> bool {
        let left = self.left.get();
        self.left.set(left.saturating_sub(1));
        left == 1
    }

    fn fail<'a, T: 'a>() -> PortFuture<'a, T> {
        Box::pin(async { Err(StoreError::Failed("UnknownError".to_owned())) })
    }
}

impl Port for Failing {
    fn get(&self, table: Table, key: &str) -> PortFuture<'_, Option<Vec<u8>>> {
        if self.due() {
            Self::fail()
        } else {
            self.inner.get(table, key)
        }
    }

    fn keys(&self, table: Table, prefix: &str) -> PortFuture<'_, Vec<String>> {
        if self.due() {
            Self::fail()
        } else {
            self.inner.keys(table, prefix)
        }
    }

    fn all(&self, table: Table) -> PortFuture<'_, Vec<(String, Vec<u8>)>> {
        if self.due() {
            Self::fail()
        } else {
            self.inner.all(table)
        }
    }

    fn update<'a>(&'a self, reads: Vec<RecordKey>, decide: Decide<'a>) -> PortFuture<'a, ()> {
        if self.due() {
            Self::fail()
        } else {
            self.inner.update(reads, decide)
        }
    }
}

/// Saves six times in two canvases, with a restart in the middle. Returns the text of each canvas
/// that was journaled last.
async fn work(profile: &Profile) -> [Option<&'static str>; 2] {
    let mut last = [None; 2];
    for texts in [
        [("a", "1"), ("b", "1"), ("a", "2")],
        [("a", "3"), ("b", "2"), ("b", "3")],
    ] {
        let Ok(store) = profile.open(true).await else {
            continue;
        };
        if store.claim().await.is_err() {
            continue;
        }
        for (name, text) in texts {
            let ticket = store.journal(&canvas(name, text));
            assert_eq!(ticket.failure, None);
            last[usize::from(name == "b")] = Some(text);
            // Whether or not this succeeds, the save is in the journal.
            store.commit(ticket).await.ok();
        }
        store.list().await.ok();
    }
    last
}

#[test]
fn a_failure_at_any_question_loses_nothing() {
    let mut failed = 0;
    for nth in 1..200 {
        let sound = Profile::in_memory();
        let failing = Rc::new(Failing {
            inner: sound.archive.clone(),
            left: Cell::new(nth),
        });
        let profile = Profile {
            archive: failing.clone(),
            journal: sound.journal.clone(),
        };
        let last = now(work(&profile));
        failed += u32::from(failing.left.get() == 0);
        let store = now(sound.writer());
        for (name, text) in ["a", "b"].into_iter().zip(last) {
            assert_eq!(
                now(says(&store, name)).as_deref(),
                text,
                "{name} after failure {nth}"
            );
            assert_eq!(sound.entry(name), None, "everything is archived");
        }
    }
    assert!(
        (20..199).contains(&failed),
        "every request has failed once: {failed}"
    );
}
