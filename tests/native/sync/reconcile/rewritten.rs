//! A server whose document changed under the same revision.

use maatwerk::domain::canonical;
use maatwerk::store::Kept;
use maatwerk::sync::protocol;
use maatwerk::sync::reconcile::{REWRITTEN, is_due};

use super::kit::{begin, both, listen, metadata, record, rev, synced};

#[test]
fn it_is_taken_in_and_what_stood_here_is_kept() {
    for last_modified in [10, 11] {
        let mut entry = synced(&both("x", "s"), &both("x", "s"));
        listen(
            &mut entry,
            record(&both("rewritten", "s"), last_modified, 1, &[]),
        );
        assert_eq!(entry.canvas.as_deref(), Some(&both("rewritten", "s")));
        assert_eq!(entry.base, entry.canvas);
        assert_eq!(entry.aside, [(both("x", "s"), REWRITTEN)]);
        assert!(!is_due(&entry), "the server has it");
        assert_eq!(metadata(&entry).last_modified, Some(last_modified));
        // Reading the record again changes nothing.
        entry.aside.clear();
        listen(
            &mut entry,
            record(&both("rewritten", "s"), last_modified, 1, &[]),
        );
        assert_eq!(entry.aside, []);
    }
}

#[test]
fn it_meets_what_was_typed_as_an_edit_of_someone_else() {
    let mut entry = synced(&both("x", "s"), &both("x", "typed"));
    listen(&mut entry, record(&both("rewritten", "s"), 11, 1, &[]));
    assert_eq!(entry.canvas.as_deref(), Some(&both("rewritten", "typed")));
    let (last_modified, body) = begin(&mut entry, 2);
    assert_eq!(last_modified, Some(11));
    let sent = Some((vec![rev(1)], both("rewritten", "typed")));
    assert_eq!(protocol::sent(&body), sent);
    let mut entry = synced(&both("x", "s"), &both("typed", "s"));
    listen(&mut entry, record(&both("rewritten", "s"), 11, 1, &[]));
    let canvas = entry.canvas.clone().unwrap();
    assert_eq!(canvas.conflicts.len(), 1, "both versions are kept");
}

#[test]
fn a_write_that_was_on_its_way_is_begun_anew() {
    let mut entry = synced(&both("x", "s"), &both("x", "typed"));
    begin(&mut entry, 2);
    listen(&mut entry, record(&both("rewritten", "s"), 10, 1, &[]));
    let (_, body) = begin(&mut entry, 3);
    let sent = Some((vec![rev(1)], both("rewritten", "typed")));
    assert_eq!(protocol::sent(&body), sent);
}

#[test]
fn it_is_seen_also_under_a_revision_from_before() {
    let mut entry = synced(&both("y", "s"), &both("y", "s"));
    let kept = Kept {
        rev: rev(7),
        doc: canonical(&both("x", "s")),
    };
    entry.metadata.as_mut().unwrap().kept.push(kept);
    // The server went back, but not to the document it had then.
    listen(&mut entry, record(&both("x", "rewritten"), 12, 7, &[]));
    assert_eq!(entry.canvas.as_deref(), Some(&both("y", "rewritten")));
    assert!(is_due(&entry));
    entry.aside.clear();
    listen(&mut entry, record(&both("x", "rewritten"), 12, 7, &[]));
    assert_eq!(entry.aside, []);
}
