//! Removals, missing records, damage, and records of a newer version.

use std::rc::Rc;

use maatwerk::domain::{Signature, Timestamp};
use maatwerk::store::Pending;
use maatwerk::sync::protocol::{self, Item, RecordError};
use maatwerk::sync::reconcile::{
    Prepared, acknowledge, apply_remote, is_due, mark_missing, move_to, prepare, put_back,
};

use super::kit::{begin, fresh, listen, metadata, record, rev, says, synced, tombstone};

#[test]
fn a_removal_goes_to_the_bin_unless_someone_edited() {
    let mut entry = synced(&says("x"), &says("x"));
    listen(&mut entry, tombstone(11));
    let binned = entry.canvas.clone().unwrap();
    assert_eq!(
        binned.removed,
        Some(Signature {
            at: Some(Timestamp::from_millis(5)),
            ..Signature::default()
        })
    );
    assert!(!is_due(&entry), "a removed record isn't created again");
    Rc::make_mut(entry.canvas.as_mut().unwrap()).removed = None;
    assert_eq!(
        begin(&mut entry, 2).0,
        None,
        "due after it is restored from the bin"
    );

    let mut entry = synced(&says("x"), &says("edited"));
    listen(&mut entry, tombstone(11));
    let kept = entry.canvas.as_deref().cloned().unwrap();
    assert_eq!(
        (kept.removed, kept.perspective.text.as_str()),
        (None, "edited")
    );
    assert_eq!(kept.conflicts.len(), 1, "as a conflict");
    assert_eq!(begin(&mut entry, 2).0, None);
}

#[test]
fn a_removal_here_is_told_to_the_server_once() {
    let erased = || {
        let mut entry = synced(&says("x"), &says("x"));
        (entry.canvas, entry.base) = (None, None);
        entry.metadata.as_mut().unwrap().erase = true;
        entry
    };
    let mut entry = erased();
    assert_eq!(
        prepare(&mut entry, &rev(2), 0),
        Prepared::Delete { last_modified: 10 }
    );
    mark_missing(&mut entry);
    assert_eq!(entry.metadata, None);
    // Someone edited it meanwhile: an edit beats the removal.
    let mut entry = erased();
    listen(&mut entry, record(&says("edited"), 11, 2, &[1]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("edited")));
    // The server only renumbered it: it is still to be removed.
    let mut entry = erased();
    listen(&mut entry, record(&says("x"), 30, 1, &[]));
    assert_eq!(
        (prepare(&mut entry, &rev(2), 0), &entry.canvas),
        (Prepared::Delete { last_modified: 30 }, &None)
    );
    let mut entry = erased();
    listen(&mut entry, tombstone(11));
    assert_eq!(entry.metadata, None);
    // The write that created it got no response: the record has to be looked up first.
    let mut entry = erased();
    let unsure = entry.metadata.as_mut().unwrap();
    (unsure.last_modified, unsure.rev) = (None, None);
    unsure.pending = Some(Pending {
        rev: rev(5),
        last_modified: None,
        body: String::new(),
        kid: None,
        revs: Vec::new(),
        doc: String::new(),
    });
    assert_eq!(prepare(&mut entry, &rev(2), 0), Prepared::Look);
    listen(&mut entry, record(&says("x"), 12, 5, &[]));
    assert_eq!(
        prepare(&mut entry, &rev(2), 0),
        Prepared::Delete { last_modified: 12 }
    );
}

/// The write that created or changed a canvas arrives after it was removed for good: what the server then lists is
/// that write, and no edit of someone else.
#[test]
fn a_write_that_is_acknowledged_after_a_removal_does_not_bring_the_canvas_back() {
    for known in [None, Some(10)] {
        let mut entry = synced(&says("x"), &says("x"));
        (entry.canvas, entry.base) = (None, None);
        let metadata = entry.metadata.as_mut().unwrap();
        metadata.erase = true;
        if known.is_none() {
            metadata.rev = None;
        }
        metadata.last_modified = known;
        metadata.pending = Some(Pending {
            rev: rev(5),
            last_modified: known,
            body: String::new(),
            kid: None,
            revs: Vec::new(),
            doc: String::new(),
        });
        acknowledge(&mut entry, &rev(5), 12);
        listen(&mut entry, record(&says("y"), 12, 5, &[]));
        assert_eq!(entry.canvas, None, "{known:?}");
        assert_eq!(
            prepare(&mut entry, &rev(6), 0),
            Prepared::Delete { last_modified: 12 }
        );
        // An edit of someone else still beats the removal.
        listen(&mut entry, record(&says("edited"), 13, 7, &[5]));
        assert_eq!(entry.canvas.as_deref(), Some(&says("edited")));
    }
}

#[test]
fn what_the_server_lacks_is_made_again_only_when_asked_or_edited() {
    let mut entry = synced(&says("x"), &says("x"));
    put_back(&mut entry);
    let (last_modified, body) = begin(&mut entry, 2);
    assert_eq!(
        (last_modified, protocol::sent(&body).unwrap().0),
        (None, vec![rev(1)])
    );
    let mut entry = synced(&says("x"), &says("y"));
    begin(&mut entry, 2);
    mark_missing(&mut entry);
    assert_eq!(begin(&mut entry, 3).0, None);
}

#[test]
fn what_is_too_large_is_not_even_begun() {
    let mut entry = fresh(Some(says(&"x".repeat(300_000))));
    assert!(matches!(
        prepare(&mut entry, &rev(2), 0),
        Prepared::Refused(RecordError::TooLarge(_))
    ));
    assert_eq!(entry.metadata, None);
}

#[test]
fn a_newer_version_is_never_written_over() {
    let mut entry = synced(&says("x"), &says("y"));
    let id = entry.id.clone();
    listen(
        &mut entry,
        Item::Unreadable {
            id,
            last_modified: 11,
            found: 2,
            text: "{}".to_owned(),
        },
    );
    assert!(!is_due(&entry));
    assert_eq!(prepare(&mut entry, &rev(2), 0), Prepared::Nothing);
    assert_eq!(entry.canvas.as_deref(), Some(&says("y")));
    // A newer app, or a readable version of the record, is applied again.
    listen(&mut entry, record(&says("x"), 12, 3, &[1]));
    assert!(is_due(&entry));
}

#[test]
fn a_canvas_begun_anew_over_damage_meets_the_server_as_a_stranger() {
    let mut entry = synced(&says("x"), &says("anew"));
    entry.base = None;
    let (last_modified, body) = begin(&mut entry, 2);
    assert_eq!(
        (last_modified, protocol::sent(&body).unwrap().0),
        (None, vec![])
    );
    listen(&mut entry, record(&says("x"), 10, 1, &[]));
    assert_eq!(entry.canvas.unwrap().conflicts.len(), 1);
}

#[test]
fn a_canvas_that_is_lost_here_comes_from_the_server() {
    let mut entry = synced(&says("x"), &says("x"));
    (entry.canvas, entry.base) = (None, None);
    assert!(!is_due(&entry));
    listen(&mut entry, record(&says("x"), 10, 1, &[]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("x")));
    assert!(!is_due(&entry));
}

#[test]
fn another_server_is_told_nothing_of_the_first() {
    let mut entry = synced(&says("x"), &says("y"));
    begin(&mut entry, 2);
    move_to(&mut entry, 1);
    let moved = metadata(&entry);
    assert_eq!(
        (moved.last_modified, &moved.pending, moved.server),
        (None, &None, 1)
    );
    let Prepared::Put { last_modified, .. } = prepare(&mut entry, &rev(3), 1) else {
        panic!("expected a PUT");
    };
    assert_eq!(last_modified, None);
}

#[test]
fn another_server_gets_what_the_first_one_had() {
    let mut entry = synced(&says("x"), &says("x"));
    assert!(!is_due(&entry));
    move_to(&mut entry, 1);
    assert!(is_due(&entry), "due without the user");
    // If the record is already there, as under another name of the same server, it isn't sent.
    let mut there = entry.clone();
    apply_remote(
        &mut there,
        record(&says("x"), 10, 1, &[]),
        1,
        Timestamp::from_millis(5),
    );
    assert!(!is_due(&there) && there.aside.is_empty());
    // Edits made there meanwhile are merged as usual.
    apply_remote(
        &mut entry,
        record(&says("y"), 11, 2, &[1]),
        1,
        Timestamp::from_millis(5),
    );
    assert_eq!(entry.canvas.as_deref(), Some(&says("y")));
    assert!(!is_due(&entry) && entry.aside.is_empty());
}

#[test]
fn another_server_does_not_get_what_was_removed_for_good() {
    let mut entry = synced(&says("x"), &says("x"));
    listen(&mut entry, tombstone(11));
    move_to(&mut entry, 1);
    assert!(!is_due(&entry), "it stays in the bin here");
    if let Some(canvas) = &mut entry.canvas {
        Rc::make_mut(canvas).removed = None;
    }
    assert!(is_due(&entry), "due after it is restored");
    assert_eq!(begin(&mut entry, 3).0, None);
}
