//! The sync runner: when the namespace syncs, and which status it shows.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::session::{SyncSettings, Visit, Workspace};
use maatwerk::sync::http::SignIn;
use maatwerk::sync::probe::ProbeResult;
use maatwerk::sync::status::{Status, SyncError};

use super::page::{
    another_page_writes, canvas, environment, open, pass, probes, run, sent, set_server, set_taken,
    write,
};
use super::server::Server;

const URL: &str = "https://sync.example/v1";

fn shows(workspace: &Workspace) -> Option<Status> {
    let report = workspace.sync().report().get_untracked();
    report.map(|report| report.status)
}

/// Opens a namespace that syncs with an empty server.
fn syncing() -> Visit {
    set_server(Server::Empty);
    let workspace = open();
    assert!(workspace.sync().host_url(Some(URL)));
    pass(0);
    workspace
}

#[test]
fn nothing_is_asked_before_there_is_an_address() {
    let workspace = open();
    pass(1_000);
    assert_eq!((shows(&workspace), sent().len()), (None, 0));
    assert!(!workspace.sync().host_url(Some("no address")));
    pass(1_000);
    assert_eq!((shows(&workspace), sent().len()), (None, 0));
}

#[test]
fn a_connection_is_tested_with_settings_that_are_not_applied() {
    let workspace = open();
    let test = |password_needed| {
        let (visit, settings) = (
            open(),
            SyncSettings {
                url: URL.to_owned(),
                password_needed,
                ..SyncSettings::default()
            },
        );
        run(async move { visit.sync().probe(&settings).await })
    };
    assert_eq!(test(false), ProbeResult::Forbidden);
    assert_eq!(probes(), [(URL.to_owned(), SignIn::Cookie)]);
    // A name is still to be filled in.
    assert_eq!(test(true), ProbeResult::Forbidden);
    assert_eq!(probes(), [(URL.to_owned(), SignIn::Nobody)]);
    assert_eq!(workspace.sync().settings(), SyncSettings::default());
    assert_eq!(sent().len(), 0);
}

#[test]
fn a_page_that_follows_does_not_sync() {
    set_taken(true);
    let workspace = syncing();
    pass(1_000);
    assert_eq!(sent().len(), 0);
    assert_eq!(
        shows(&workspace),
        Some(Status::Failed(SyncError::Elsewhere))
    );
    workspace.take_over();
    pass(1_000);
    assert!(!sent().is_empty());
    assert!(matches!(shows(&workspace), Some(Status::Synced(_))));
    assert_eq!(workspace.sync().code().get_untracked(), Some("synced"));
    assert!(workspace.sync().synced().is_some());
}

#[test]
fn it_stops_where_another_page_has_taken_over() {
    let workspace = syncing();
    let open_canvas = canvas(&workspace, "a");
    write(&open_canvas, "een");
    another_page_writes(None);
    open_canvas.flush();
    pass(0);
    sent();
    assert_eq!(
        shows(&workspace),
        Some(Status::Failed(SyncError::Elsewhere))
    );
    pass(600_000);
    assert_eq!(sent().len(), 0);
}

#[test]
fn that_it_is_busy_shows_only_after_500_ms() {
    let is_busy = |workspace: &Workspace| matches!(shows(workspace), Some(Status::Busy { .. }));
    let workspace = open();
    assert!(workspace.sync().host_url(Some(URL)));
    pass(499);
    assert!(!sent().is_empty() && !is_busy(&workspace));
    pass(1);
    assert!(is_busy(&workspace));
    let (syncing, done) = (Rc::clone(&workspace), Rc::new(Cell::new(false)));
    let told = Rc::clone(&done);
    environment().spawn(async move {
        syncing.sync().now().await.unwrap();
        told.set(true);
    });
    pass(1_000);
    assert!(!done.get() && is_busy(&workspace));
    set_server(Server::Empty);
    pass(200);
    assert!(done.get());
    assert!(matches!(shows(&workspace), Some(Status::Synced(_))));
}

#[test]
fn what_is_saved_is_sent_a_while_later() {
    let workspace = syncing();
    sent();
    write(&canvas(&workspace, "a"), "een");
    pass(4_000);
    assert_eq!(sent().iter().filter(|method| **method == "PUT").count(), 0);
    pass(6_000);
    assert_eq!(sent().iter().filter(|method| **method == "PUT").count(), 1);
}

#[test]
fn syncing_by_hand_needs_a_server() {
    let workspace = open();
    let asking = Rc::clone(&workspace);
    let done = run(async move { asking.sync().now().await });
    assert_eq!(done, Err("no-sync"));
}

#[test]
fn settings_count_where_the_host_page_names_no_address() {
    set_server(Server::Empty);
    let workspace = open();
    let settings = SyncSettings {
        url: URL.to_owned(),
        ..SyncSettings::default()
    };
    assert!(workspace.sync().set_settings(settings.clone()));
    pass(100);
    assert_eq!(sent().len(), 0, "the host page has yet to set its address");
    assert!(workspace.sync().join_host_url(None));
    pass(100);
    assert!(!sent().is_empty());
    assert_eq!(workspace.sync().url(), Some((URL.to_owned(), false)));
    drop(workspace);
    assert_eq!(open().sync().settings(), settings);
}
