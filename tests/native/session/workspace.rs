//! Opening a namespace and the canvases in it.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::session::{Role, SaveStatus};
use maatwerk::store::{Notice, StoreError};

use super::page::{archived, canvas, disk, open, pass, run, says, write};

#[test]
fn a_second_element_joins() {
    let (first, second) = (open(), open());
    assert!(Rc::ptr_eq(&first, &second));
    assert_eq!(first.role().get_untracked(), Role::Leader);
}

#[test]
fn one_that_was_left_is_opened_anew() {
    let first = open();
    let author = first.author().get_untracked();
    drop(first);
    assert_eq!(open().author().get_untracked().id, author.id);
}

#[test]
fn two_elements_share_one_canvas() {
    let workspace = open();
    let (one, other) = (canvas(&workspace, "a"), canvas(&workspace, "a"));
    assert!(Rc::ptr_eq(&one, &other));
    write(&one, "een");
    assert_eq!(says(&other), "een");
}

#[test]
fn a_canvas_comes_back_as_it_was_left() {
    let workspace = open();
    write(&canvas(&workspace, "a"), "een");
    let saving = Rc::clone(&workspace);
    assert!(run(async move { saving.save_all().await }));
    let open_canvas = canvas(&workspace, "a");
    assert_eq!(says(&open_canvas), "een");
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Saved);
    assert_eq!(archived("a").unwrap().perspective.text, "een");
}

#[test]
fn a_new_canvas_is_kept_at_its_first_edit() {
    let workspace = open();
    let open_canvas = workspace.create(None).unwrap();
    pass(10_000);
    assert!(archived(open_canvas.id().as_str()).is_none());
    write(&open_canvas, "een");
    pass(300);
    assert!(archived(open_canvas.id().as_str()).is_some());
}

#[test]
fn the_name_of_who_works_here_is_remembered() {
    let workspace = open();
    workspace.set_author_name("Noor");
    drop(workspace);
    assert_eq!(open().author().get_untracked().name, "Noor");
}

#[test]
fn a_notice_goes_when_it_is_dismissed() {
    let workspace = open();
    workspace.report_failure(StoreError::Full);
    workspace.dismiss_notice(3);
    let notices = workspace.notices().get_untracked();
    assert_eq!(notices, [Notice::NoArchive(StoreError::Full)]);
    workspace.dismiss_notice(0);
    assert!(workspace.notices().get_untracked().is_empty());
}

#[test]
fn storage_that_works_again_takes_what_was_typed() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    disk().fail(Some(StoreError::Full));
    write(&open_canvas, "een");
    pass(300);
    assert!(open_canvas.is_unsaved());
    disk().fail(None);
    workspace.retry_storage();
    pass(0);
    assert!(!open_canvas.is_unsaved());
    assert_eq!(archived("a").unwrap().perspective.text, "een");
}

#[test]
fn a_setting_of_the_municipality_that_is_not_stored_is_told() {
    let workspace = open();
    let full = [Notice::NoArchive(StoreError::Full)];
    disk().fail(Some(StoreError::Full));
    let setting = Rc::clone(&workspace);
    run(async move { setting.municipal_settings().prices_alone(true).await });
    assert_eq!(workspace.notices().get_untracked(), full);
    assert!(
        workspace.own().get_untracked().alone,
        "until the page closes"
    );
}
