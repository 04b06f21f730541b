//! The sync metadata that the store keeps, in the same transaction as the canvas.

use std::cell::RefCell;
use std::rc::Rc;

use maatwerk::domain::{Canvas, DocumentId, Timestamp};
use maatwerk::store::{
    LiveCanvases, Loaded, Memory, Port, Store, StoreError, SyncPort, SyncPortAdapter,
    SyncTransaction, Table,
};
use maatwerk::sync::protocol::{Item, Record};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::task::{Done, Task, perform};

use crate::store::{now, parts};

mod address;
mod failing;
mod strangers;
mod team;
mod unread;

/// A profile whose pages come and go.
struct Profile {
    room: Rc<Memory>,
    archive: Rc<dyn Port>,
    journal: Rc<Memory>,
}

/// One open canvas.
#[derive(Default)]
struct Screen(RefCell<Option<Canvas>>);

impl LiveCanvases for Screen {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.0.borrow().clone().filter(|canvas| canvas.id == *id)
    }

    fn adopt(&self, canvas: &Canvas) {
        if self.current(&canvas.id).is_some() {
            *self.0.borrow_mut() = Some(canvas.clone());
        }
    }
}

impl Profile {
    fn new() -> Self {
        let room = Rc::<Memory>::default();
        Self {
            archive: Rc::new(SyncPortAdapter(room.clone())),
            room,
            journal: Rc::default(),
        }
    }

    /// Makes the ring of team keys unreadable.
    fn damage_team(&self) {
        let damaged = Some(&b"{\"v\":1,\"seq\":0,\"sum\":\"00000000\",\"doc\":{}}"[..]);
        self.room.put(Table::Meta, "team", damaged).unwrap();
    }

    fn writer(&self) -> Store {
        let parts = parts(self.archive.clone(), self.journal.clone());
        let store = now(Store::assemble(parts)).unwrap();
        now(store.claim()).unwrap();
        store
    }
}

fn says(text: &str) -> Canvas {
    let mut canvas = Canvas::new("a".parse().unwrap());
    canvas.perspective.text = text.to_owned();
    canvas
}

fn save(store: &Store, canvas: &Canvas) {
    now(store.commit(store.journal(canvas))).unwrap();
}

fn does(store: &Store, live: &dyn LiveCanvases, task: Task) -> Done {
    now(perform(store, live, task)).unwrap()
}

fn keep(canvas: &Canvas, last_modified: u64, rev: u64, revs: &[u64]) -> Task {
    let record = Record {
        id: canvas.id.clone(),
        last_modified,
        rev: format!("{rev:016x}"),
        revs: revs.iter().map(|rev| format!("{rev:016x}")).collect(),
        kid: None,
        canvas: canvas.clone(),
        extra: serde_json::Map::new(),
    };
    Task::ApplyPage {
        items: vec![Item::Record(Box::new(record))],
        since: Some(last_modified),
        wall: Timestamp::from_millis(5),
    }
}

/// Whether the canvas is due to be sent.
fn due(store: &Store) -> bool {
    let prepare = Task::Prepare {
        id: says("").id,
        rev: "0000000000000099".to_owned(),
    };
    let prepared = does(store, &Screen::default(), prepare);
    assert!(matches!(prepared, Done::Prepared(_)));
    prepared != Done::Prepared(Prepared::Nothing)
}

fn stored(store: &Store) -> Option<Canvas> {
    match now(store.load(&says("").id)).unwrap() {
        Loaded::Ready(canvas) => Some(*canvas),
        _ => None,
    }
}

fn tracks_text(profile: &Profile) -> String {
    let bytes = now(profile.archive.get(Table::Sync, "a")).unwrap();
    String::from_utf8(bytes.unwrap_or_default()).unwrap()
}

#[test]
fn the_base_is_stored_only_while_the_canvas_differs() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("same"), 10, 1, &[]));
    assert!(!tracks_text(&profile).contains("same"));
    save(&store, &says("other"));
    assert!(tracks_text(&profile).contains("same"));
    save(&store, &says("same"));
    assert!(!tracks_text(&profile).contains("same") && !due(&store));
    save(&store, &says("third"));
    assert!(tracks_text(&profile).contains("same") && due(&store));
}

#[test]
fn a_save_that_only_the_journal_has_keeps_the_base_too() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("base"), 10, 1, &[]));
    drop(store.journal(&says("typed")));
    let store = profile.writer();
    assert_eq!(stored(&store), Some(says("typed")));
    assert!(tracks_text(&profile).contains("base") && due(&store));
}

#[test]
fn what_comes_in_is_merged_with_what_is_on_screen() {
    let profile = Profile::new();
    let store = profile.writer();
    let mut base = says("perspective");
    base.situation.text = "situation".to_owned();
    does(&store, &Screen::default(), keep(&base, 10, 1, &[]));
    // Edited and not saved yet, while an older save is in progress.
    let mut typed = base.clone();
    typed.perspective.text = "half".to_owned();
    let ticket = store.journal(&typed);
    typed.perspective.text = "whole".to_owned();
    let screen = Screen(RefCell::new(Some(typed)));
    let mut theirs = base.clone();
    theirs.situation.text = "theirs".to_owned();
    does(&store, &screen, keep(&theirs, 11, 2, &[1]));
    now(store.commit(ticket)).unwrap();
    let mut both = theirs;
    both.perspective.text = "whole".to_owned();
    assert_eq!(*screen.0.borrow(), Some(both.clone()));
    assert_eq!(stored(&store), Some(both));
    assert!(due(&store));
    let list = now(store.list()).unwrap();
    assert_eq!(list[0].excerpt, "whole", "the overview follows");
}

#[test]
fn what_could_not_be_archived_is_merged_as_well() {
    let profile = Profile::new();
    let store = profile.writer();
    let base = says("base");
    does(&store, &Screen::default(), keep(&base, 10, 1, &[]));
    let mut typed = base.clone();
    typed.lead = "typed".to_owned();
    drop(store.journal(&typed));
    // No page shows the canvas any more.
    does(
        &store,
        &Screen::default(),
        keep(&says("theirs"), 11, 2, &[1]),
    );
    let mut both = says("theirs");
    both.lead = "typed".to_owned();
    assert_eq!(stored(&store), Some(both));
    assert_eq!(profile.journal.get(Table::Canvas, "a"), Ok(None));
}

#[test]
fn a_page_that_was_taken_over_changes_nothing() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("one"), 10, 1, &[]));
    let other = profile.writer();
    let task = keep(&says("two"), 11, 2, &[1]);
    let outcome = now(perform(&store, &Screen::default(), task));
    assert_eq!(outcome, Err(StoreError::Fenced));
    assert!(!store.may_write());
    assert_eq!(stored(&other), Some(says("one")));
}

#[test]
fn a_removal_for_good_leaves_nothing_of_the_canvas_but_a_debt() {
    let profile = Profile::new();
    let store = profile.writer();
    does(
        &store,
        &Screen::default(),
        keep(&says("secret base"), 10, 1, &[]),
    );
    save(&store, &says("secret edit"));
    assert!(due(&store), "with a pending write");
    now(store.delete(&says("").id)).unwrap();
    let track = tracks_text(&profile);
    assert!(
        track.contains("wissen") && !track.contains("secret"),
        "{track}"
    );
    let prepare = Task::Prepare {
        id: says("").id,
        rev: "0000000000000098".to_owned(),
    };
    assert_eq!(
        does(&store, &Screen::default(), prepare),
        Done::Prepared(Prepared::Delete { last_modified: 10 })
    );
    // A canvas that was never on a server leaves no metadata.
    let profile = Profile::new();
    let store = profile.writer();
    save(&store, &says("local"));
    now(store.delete(&says("").id)).unwrap();
    assert_eq!(tracks_text(&profile), "");
}

#[test]
fn a_newer_version_on_the_server_makes_it_read_only_here() {
    let profile = Profile::new();
    let store = profile.writer();
    save(&store, &says("ours"));
    let newer = |found, text: &str| Task::ApplyPage {
        items: vec![Item::Unreadable {
            id: says("").id,
            last_modified: 11,
            found,
            text: text.to_owned(),
        }],
        since: None,
        wall: Timestamp::from_millis(5),
    };
    does(&store, &Screen::default(), newer(2, "{}"));
    assert!(matches!(
        now(store.load(&says("").id)).unwrap(),
        Loaded::TooNew { found: 2, .. }
    ));
    assert!(!due(&store));
    // Without a local canvas, the record's own text is shown.
    let profile = Profile::new();
    let store = profile.writer();
    let raw = r#"{"formaat":7,"id":"a","nieuw":true}"#;
    does(&store, &Screen::default(), newer(7, raw));
    let Loaded::TooNew {
        raw: shown,
        found: 7,
    } = now(store.load(&says("").id)).unwrap()
    else {
        panic!("expected `TooNew`");
    };
    assert_eq!(shown, raw);
}

#[test]
fn an_exchange_that_decides_nothing_writes_nothing() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    let before = now(profile.archive.all(Table::Sync)).unwrap();
    let mut nothing = |_: &mut SyncTransaction| {};
    let changed = now(store.transaction(vec![says("").id], None, &mut nothing)).unwrap();
    assert_eq!(changed, []);
    assert_eq!(now(profile.archive.all(Table::Sync)).unwrap(), before);
}

#[test]
fn a_removal_for_good_gives_way_to_what_changed_under_its_revision() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    now(store.delete(&says("").id)).unwrap();
    // The server renumbered the same document: it is removed there too.
    does(&store, &Screen::default(), keep(&says("x"), 11, 1, &[]));
    assert!(due(&store));
    assert_eq!(stored(&store), None);
    does(
        &store,
        &Screen::default(),
        keep(&says("rewritten"), 12, 1, &[]),
    );
    assert_eq!(stored(&store), Some(says("rewritten")));
    assert!(!due(&store));
}

#[test]
fn a_document_that_changed_under_its_revision_is_told() {
    let profile = Profile::new();
    let store = profile.writer();
    let told = |task| match does(&store, &Screen::default(), task) {
        Done::Kept { rewritten, .. } => rewritten,
        other => panic!("{other:?}"),
    };
    assert_eq!(told(keep(&says("x"), 10, 1, &[])), []);
    assert_eq!(told(keep(&says("rewritten"), 11, 1, &[])), [says("").id]);
    // Once: read again, it is what is known here.
    assert_eq!(told(keep(&says("rewritten"), 11, 1, &[])), []);
    assert_eq!(told(keep(&says("edited"), 12, 2, &[1])), []);
}
