//! A pull and an open canvas: what comes in is shown once it is stored, with what was typed
//! meanwhile.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::session::{OpenCanvas, SaveStatus, Visit, Workspace};
use maatwerk::store::{StoreError, Table};

use super::page::{archived, canvas, disk, environment, id, open, pass, says, set_server, write};
use super::server::{Server, edit_elsewhere};

const URL: &str = "https://sync.example/v1";

/// A page that has a canvas, which another device edits then.
fn edited_elsewhere() -> (Visit, Rc<OpenCanvas>) {
    set_server(Server::Kept);
    let workspace = open();
    assert!(workspace.sync().host_url(Some(URL)));
    let open_canvas = canvas(&workspace, "a");
    write(&open_canvas, "mine");
    pass(20_000);
    edit_elsewhere(|canvas| canvas.situation.text = "theirs".to_owned());
    (workspace, open_canvas)
}

fn sync(workspace: &Rc<Workspace>) {
    let workspace = Rc::clone(workspace);
    environment().spawn(async move {
        workspace.sync().now().await.ok();
    });
    pass(200);
}

fn situation(open_canvas: &OpenCanvas) -> String {
    open_canvas.snapshot().situation.text
}

fn status(open_canvas: &OpenCanvas) -> SaveStatus {
    open_canvas.status().get_untracked()
}

#[test]
fn what_is_typed_during_the_commit_stays_and_is_saved() {
    let (workspace, open_canvas) = edited_elsewhere();
    disk().hold_commits(true);
    sync(&workspace);
    assert_eq!(situation(&open_canvas), "", "it is not stored yet");
    write(&open_canvas, "mine too");
    open_canvas.flush();
    pass(2_000);
    write(&open_canvas, "mine at last");
    pass(2_000);
    assert_eq!(situation(&open_canvas), "");
    assert_eq!(status(&open_canvas), SaveStatus::Saving);
    disk().hold_commits(false);
    pass(0);
    assert_eq!(situation(&open_canvas), "theirs");
    assert_eq!(says(&open_canvas), "mine at last");
    pass(1_000);
    assert_eq!(status(&open_canvas), SaveStatus::Saved);
    assert_eq!(archived("a"), Some(open_canvas.snapshot()));
    open_canvas.undo();
    assert_eq!(
        situation(&open_canvas),
        "theirs",
        "undo is of what was typed"
    );
    assert_ne!(says(&open_canvas), "mine at last");
    pass(20_000);
    assert_eq!(archived("a"), Some(open_canvas.snapshot()));
}

#[test]
fn a_pull_that_is_not_stored_is_not_shown() {
    let (workspace, open_canvas) = edited_elsewhere();
    disk().hold_commits(true);
    sync(&workspace);
    write(&open_canvas, "mine too");
    open_canvas.flush();
    disk().fail(Some(StoreError::Full));
    disk().hold_commits(false);
    pass(1_000);
    assert_eq!(situation(&open_canvas), "");
    assert_eq!(says(&open_canvas), "mine too");
    assert_eq!(status(&open_canvas), SaveStatus::Failed(StoreError::Full));
    disk().fail(None);
    pass(60_000);
    assert_eq!(situation(&open_canvas), "theirs");
    assert_eq!(says(&open_canvas), "mine too");
    assert_eq!(status(&open_canvas), SaveStatus::Saved);
    assert_eq!(archived("a"), Some(open_canvas.snapshot()));
}

#[test]
fn save_all_waits_for_what_is_being_stored() {
    let (workspace, open_canvas) = edited_elsewhere();
    disk().hold_commits(true);
    sync(&workspace);
    write(&open_canvas, "mine too");
    let (saving, done) = (Rc::clone(&open_canvas), Rc::new(Cell::new(None)));
    let given = Rc::clone(&done);
    environment().spawn(async move { given.set(Some(saving.save_all().await)) });
    pass(1_000);
    assert_eq!(done.get(), None);
    disk().hold_commits(false);
    pass(100);
    assert_eq!(done.get(), Some(true));
    assert_eq!(archived("a"), Some(open_canvas.snapshot()));
    assert_eq!(situation(&open_canvas), "theirs");
}

#[test]
fn a_canvas_that_is_opened_while_it_is_stored_shows_what_was_stored() {
    let (workspace, open_canvas) = edited_elsewhere();
    drop(open_canvas);
    // The document is read before the pull, and the rest after it.
    disk().hold_reads(Some(Table::Sync));
    let opening = Rc::clone(&workspace);
    let opened = Rc::new(RefCell::new(None));
    let given = Rc::clone(&opened);
    environment().spawn(async move {
        let result = opening.obtain(Some(id("a"))).await;
        given.replace(Some(result));
    });
    pass(10);
    sync(&workspace);
    assert!(opened.borrow().is_none());
    assert!(disk().text(Table::Canvas, "a").contains("theirs"));
    disk().hold_reads(None);
    pass(10);
    let open_canvas = canvas(&workspace, "a");
    assert_eq!(situation(&open_canvas), "theirs");
}

#[test]
fn a_canvas_that_is_moved_to_the_bin_during_the_commit_is_stored_with_what_was_pulled() {
    let (workspace, open_canvas) = edited_elsewhere();
    disk().hold_commits(true);
    sync(&workspace);
    let (removing, outcome) = (Rc::clone(&workspace), Rc::new(RefCell::new(None)));
    let given = Rc::clone(&outcome);
    environment().spawn(async move {
        let id = id("a");
        let result = removing.library().set_removed(&id, true).await;
        given.replace(Some(result));
    });
    pass(1_000);
    assert!(outcome.borrow().is_none());
    disk().hold_commits(false);
    pass(1_000);
    assert_eq!(*outcome.borrow(), Some(Ok(())));
    let stored = archived("a").expect("a canvas");
    assert!(stored.removed.is_some());
    assert_eq!(stored.situation.text, "theirs");
    assert_eq!(open_canvas.snapshot(), stored);
}
