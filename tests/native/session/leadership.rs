//! Leadership: which page leads, and what happens to edits of the other.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::domain::{Canvas, Command, TextBox};
use maatwerk::session::{EditError, OpenCanvas, ReadOnly, Role, SaveStatus};
use maatwerk::store::{FROM_JOURNAL, Notice, StoreError};

use super::erase::{ROLE, erased, person, with_person};
use super::page::{
    another_page_writes, archived, canvas, disk, id, open, pass, run, says, set_taken, write,
};

fn version(text: &str) -> Canvas {
    let mut canvas = Canvas::new(id("a"));
    canvas.perspective.text = text.to_owned();
    canvas
}

#[test]
fn a_page_that_follows_may_not_edit() {
    another_page_writes(Some(version("ander")));
    let workspace = open();
    assert_eq!(workspace.role().get_untracked(), Role::Follower);
    let open_canvas = canvas(&workspace, "a");
    assert_eq!(says(&open_canvas), "ander");
    let edit = Command::Text(TextBox::Perspective, "hier".to_owned());
    let refused = open_canvas.dispatch(edit);
    assert_eq!(refused, Err(EditError::ReadOnly(ReadOnly::Follower)));
}

#[test]
fn who_takes_over_sees_first_what_was_written_last() {
    another_page_writes(Some(version("ander")));
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    another_page_writes(Some(version("later")));
    workspace.take_over();
    assert_eq!(workspace.role().get_untracked(), Role::TakingOver);
    pass(0);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
    assert_eq!(says(&open_canvas), "later");
    write(&open_canvas, "hier");
    pass(300);
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Saved);
}

#[test]
fn it_leads_once_the_other_page_has_gone() {
    set_taken(true);
    let workspace = open();
    workspace.lead_if_free();
    pass(0);
    assert_eq!(workspace.role().get_untracked(), Role::Follower);
    set_taken(false);
    workspace.lead_if_free();
    pass(0);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
}

/// This page saves a canvas, another page saves it after that, and this one tries to again.
fn both_write(open_canvas: &Rc<OpenCanvas>) {
    write(open_canvas, "eerst");
    pass(300);
    let mut theirs = open_canvas.snapshot();
    theirs.perspective.text = "ander".to_owned();
    another_page_writes(Some(theirs));
    write(open_canvas, "hier");
    pass(300);
}

#[test]
fn what_was_typed_while_another_page_took_over_is_kept_aside() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    both_write(&open_canvas);
    assert_eq!(workspace.role().get_untracked(), Role::Follower);
    let fenced = SaveStatus::Failed(StoreError::Fenced);
    assert_eq!(open_canvas.status().get_untracked(), fenced);
    assert_eq!(
        says(&open_canvas),
        "hier",
        "the unsaved edit is still shown"
    );
    workspace.take_over();
    pass(0);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
    assert_eq!(says(&open_canvas), "ander");
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Saved);
    let notices = workspace.notices().get_untracked();
    assert!(
        notices.contains(&Notice::KeptAside { id: id("a") }),
        "{notices:?}"
    );
    let reading = Rc::clone(&workspace);
    let versions = run(async move { reading.library().versions(&id("a")).await }).unwrap();
    let kept = |why: &str, text: &str| {
        let mut all = versions.iter();
        all.any(|it| it.why == why && it.canvas.perspective.text == text)
    };
    assert!(kept(FROM_JOURNAL, "hier"), "{versions:?}");
}

#[test]
fn who_was_erased_by_the_page_that_took_over_is_not_kept_aside_with_what_was_typed() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    with_person(&open_canvas);
    another_page_writes(Some(erased(&open_canvas.snapshot())));
    write(&open_canvas, "hier");
    pass(300);
    workspace.take_over();
    pass(0);
    assert_eq!(workspace.role().get_untracked(), Role::Leader);
    let reading = Rc::clone(&workspace);
    let versions = run(async move { reading.library().versions(&id("a")).await }).unwrap();
    let kept = versions
        .iter()
        .any(|it| it.why == FROM_JOURNAL && it.canvas.perspective.text == "hier");
    assert!(kept, "{versions:?}");
    assert_eq!(disk().mentions(ROLE), [""; 0]);
}

#[test]
fn who_was_erased_here_while_another_page_took_over_stays_so() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    with_person(&open_canvas);
    let mut theirs = open_canvas.snapshot();
    theirs.perspective.text = "ander".to_owned();
    another_page_writes(Some(theirs));
    open_canvas
        .dispatch(Command::ErasePerson(person()))
        .unwrap();
    pass(300);
    workspace.take_over();
    pass(1_000);
    assert_eq!(says(&open_canvas), "ander");
    assert!(archived("a").unwrap().is_erased(person()));
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Saved);
}

/// Without locks, an edit that was made without what another page has saved is not sent again and again.
#[test]
fn without_locks_what_is_outdated_is_not_tried_again() {
    disk().set_insecure();
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    both_write(&open_canvas);
    let outdated = SaveStatus::Failed(StoreError::Outdated);
    assert_eq!(open_canvas.status().get_untracked(), outdated);
    let asked = disk().asked();
    pass(60_000);
    assert_eq!(disk().asked(), asked);
    assert_eq!(says(&open_canvas), "hier", "it can still be exported");
    assert_eq!(archived("a").unwrap().perspective.text, "ander");
}
