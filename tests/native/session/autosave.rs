//! Autosave: when a canvas is saved, and which status it shows.

use leptos::prelude::GetUntracked;
use maatwerk::session::{OpenCanvas, SaveStatus};
use maatwerk::store::StoreError;

use super::page::{
    another_page_writes, canvas, disk, open, pass, says, set_clock_off, timers, write,
};

fn status(open_canvas: &OpenCanvas) -> SaveStatus {
    open_canvas.status().get_untracked()
}

#[test]
fn it_saves_when_typing_pauses() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    assert_eq!(status(&open_canvas), SaveStatus::Untouched);
    let asked = disk().asked();
    write(&open_canvas, "een");
    pass(299);
    assert_eq!(disk().asked(), asked);
    assert_eq!(status(&open_canvas), SaveStatus::Saving);
    write(&open_canvas, "een twee");
    pass(299);
    assert_eq!(disk().asked(), asked, "each keystroke restarts the pause");
    pass(1);
    assert_eq!(disk().asked(), asked + 1);
    assert_eq!(status(&open_canvas), SaveStatus::Saved);
    assert_eq!(timers(), 0);
}

#[test]
fn an_edit_waits_no_longer_than_600_ms() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    let asked = disk().asked();
    for at in 0..6 {
        write(&open_canvas, &at.to_string());
        pass(100);
    }
    assert_eq!(disk().asked(), asked + 1);
}

#[test]
fn a_clock_that_is_set_back_delays_no_save() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    let asked = disk().asked();
    write(&open_canvas, "een");
    set_clock_off(-3_600_000);
    for at in 0..6 {
        write(&open_canvas, &at.to_string());
        pass(100);
    }
    assert_eq!(disk().asked(), asked + 1);
}

#[test]
fn it_is_saved_only_after_the_commit() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    disk().hold(true);
    write(&open_canvas, "een");
    open_canvas.flush();
    pass(10_000);
    assert_eq!(status(&open_canvas), SaveStatus::Saving);
    assert!(open_canvas.is_dirty() && open_canvas.is_unsaved());
    // An edit during the commit leads to one more save.
    write(&open_canvas, "een twee");
    disk().hold(false);
    pass(0);
    assert_eq!(status(&open_canvas), SaveStatus::Saving);
    pass(300);
    assert_eq!(status(&open_canvas), SaveStatus::Saved);
    assert!(!open_canvas.is_unsaved());
}

#[test]
fn a_save_that_fails_is_tried_again() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    disk().fail(Some(StoreError::Full));
    write(&open_canvas, "een");
    pass(300);
    assert_eq!(status(&open_canvas), SaveStatus::Failed(StoreError::Full));
    disk().fail(None);
    pass(4_999);
    assert_eq!(status(&open_canvas), SaveStatus::Failed(StoreError::Full));
    pass(1);
    assert_eq!(status(&open_canvas), SaveStatus::Saved);
}

#[test]
fn a_fenced_save_is_not_tried_again() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    write(&open_canvas, "een");
    another_page_writes(None);
    open_canvas.flush();
    pass(0);
    let fenced = SaveStatus::Failed(StoreError::Fenced);
    assert_eq!(status(&open_canvas), fenced);
    let asked = disk().asked();
    pass(60_000);
    open_canvas.flush();
    pass(0);
    assert_eq!(disk().asked(), asked);
    assert_eq!(status(&open_canvas), fenced);
    assert_eq!(says(&open_canvas), "een", "no edit is lost");
}

#[test]
fn what_waits_to_be_saved_keeps_the_canvas_open() {
    let workspace = open();
    let open_canvas = canvas(&workspace, "a");
    write(&open_canvas, "een");
    drop(open_canvas);
    assert_eq!(says(&canvas(&workspace, "a")), "een");
    pass(300);
    let weak = std::rc::Rc::downgrade(&workspace);
    drop(workspace);
    assert!(weak.upgrade().is_none(), "no task holds the namespace");
}
