//! Merging of concurrent versions.

use std::rc::Rc;

use maatwerk::domain::canonical;
use maatwerk::store::Kept;
use maatwerk::sync::protocol::{self, MAX_REVS};
use maatwerk::sync::reconcile::{
    Prepared, WITHOUT_BASE, acknowledge, is_due, prepare, prune_ancestors, refuse,
};

use super::kit::{begin, both, fresh, listen, metadata, record, rev, says, synced};

#[test]
fn what_is_new_comes_in_and_is_not_sent_back() {
    let mut entry = fresh(None);
    listen(&mut entry, record(&says("x"), 10, 1, &[]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("x")));
    assert!(!is_due(&entry));
    assert_eq!(prepare(&mut entry, &rev(9), 0), Prepared::Nothing);
}

#[test]
fn what_only_the_server_changed_is_taken() {
    let mut entry = synced(&says("x"), &says("x"));
    listen(&mut entry, record(&says("y"), 11, 2, &[1]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("y")));
    assert!(!is_due(&entry));
    assert_eq!(
        (metadata(&entry).last_modified, &metadata(&entry).rev),
        (Some(11), &Some(rev(2)))
    );
}

#[test]
fn what_both_changed_is_merged_and_sent() {
    let mut entry = synced(&both("x", "s"), &both("ours", "s"));
    listen(&mut entry, record(&both("x", "theirs"), 11, 2, &[1]));
    assert_eq!(entry.canvas.as_deref(), Some(&both("ours", "theirs")));
    assert!(is_due(&entry));
    let (last_modified, body) = begin(&mut entry, 3);
    assert_eq!(last_modified, Some(11));
    assert_eq!(
        protocol::sent(&body),
        Some((vec![rev(2), rev(1)], both("ours", "theirs")))
    );
}

#[test]
fn a_write_whose_answer_got_lost_is_sent_again_as_it_was() {
    let mut entry = synced(&says("x"), &says("y"));
    let first = begin(&mut entry, 2);
    entry.canvas = Some(Rc::new(says("z")));
    assert_eq!(begin(&mut entry, 3), first, "the exact bytes");
    // The record shows that the write succeeded.
    listen(&mut entry, record(&says("y"), 11, 2, &[1]));
    assert_eq!(entry.base.as_deref(), Some(&says("y")));
    assert_eq!(
        entry.canvas.as_deref(),
        Some(&says("z")),
        "no conflict with the own write"
    );
    assert_eq!(metadata(&entry).pending, None);
    let (last_modified, body) = begin(&mut entry, 4);
    assert_eq!(
        (last_modified, protocol::sent(&body).unwrap().0),
        (Some(11), vec![rev(2), rev(1)])
    );
}

#[test]
fn a_write_that_someone_has_built_on_was_done() {
    let mut entry = synced(&both("x", "s"), &both("y", "s"));
    begin(&mut entry, 2);
    entry.canvas = Some(Rc::new(both("z", "s")));
    listen(&mut entry, record(&both("y", "t"), 12, 3, &[2, 1]));
    assert_eq!(entry.canvas.as_deref(), Some(&both("z", "t")));
}

#[test]
fn a_write_is_concluded_with_what_was_sent() {
    let mut entry = synced(&says("x"), &says("y"));
    begin(&mut entry, 2);
    entry.canvas = Some(Rc::new(says("z")));
    acknowledge(&mut entry, &rev(2), 11);
    assert_eq!(entry.base.as_deref(), Some(&says("y")));
    assert!(is_due(&entry));
    assert_eq!(
        metadata(&entry).kept,
        [Kept {
            rev: rev(1),
            doc: canonical(&says("x"))
        }]
    );
    acknowledge(&mut entry, &rev(7), 99);
    assert_eq!(
        metadata(&entry).last_modified,
        Some(11),
        "a reply to another write"
    );
    prune_ancestors(&mut entry);
    assert_eq!(metadata(&entry).kept, []);
}

#[test]
fn a_write_that_was_written_over_unseen_is_merged_with_its_ancestor() {
    let mut entry = synced(&both("x", "s"), &both("ours", "s"));
    begin(&mut entry, 2);
    acknowledge(&mut entry, &rev(2), 11);
    assert!(!is_due(&entry));
    // The server accepted a write of a client that had only seen the first revision.
    listen(&mut entry, record(&both("x", "theirs"), 12, 3, &[1]));
    assert_eq!(entry.canvas.as_deref(), Some(&both("ours", "theirs")));
    assert_eq!(entry.aside, []);
    let (_, body) = begin(&mut entry, 4);
    assert_eq!(protocol::sent(&body).unwrap().0, [rev(3), rev(1), rev(2)]);
}

#[test]
fn without_a_common_ancestor_both_versions_are_kept() {
    let mut entry = synced(&says("x"), &says("ours"));
    listen(&mut entry, record(&says("theirs"), 12, 3, &[8, 9]));
    let merged = entry.canvas.clone().unwrap();
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(entry.aside, [(says("ours"), WITHOUT_BASE)]);
}

#[test]
fn a_list_of_ancestors_that_was_cut_off_hides_no_more_than_its_end() {
    let many: Vec<u64> = (100..100 + MAX_REVS as u64).collect();
    let mut entry = synced(&says("x"), &says("x"));
    listen(&mut entry, record(&says("y"), 50, 99, &many));
    assert_eq!(
        entry.canvas.as_deref(),
        Some(&says("y")),
        "a colleague wrote a lot meanwhile"
    );
    // But a write of this device that no other device has built on may be lost.
    let mut entry = synced(&says("x"), &says("ours"));
    begin(&mut entry, 2);
    acknowledge(&mut entry, &rev(2), 11);
    listen(&mut entry, record(&says("y"), 50, 99, &many));
    assert_eq!(entry.canvas.unwrap().conflicts.len(), 1);
}

#[test]
fn a_list_that_goes_back_beyond_this_devices_write_shows_that_it_was_not_built_on() {
    let mut entry = synced(&both("x", "s"), &both("ours", "s"));
    begin(&mut entry, 2);
    acknowledge(&mut entry, &rev(2), 11);
    prune_ancestors(&mut entry);
    // The server lost that write, and a device that had been away built on the one before.
    let revs: Vec<u64> = std::iter::once(1)
        .chain(100..99 + MAX_REVS as u64)
        .collect();
    listen(&mut entry, record(&both("x", "theirs"), 12, 3, &revs));
    let merged = entry.canvas.clone().unwrap();
    assert_eq!(merged.conflicts.len(), 2, "no ancestor is known any more");
    assert_eq!(entry.aside, [(both("ours", "s"), WITHOUT_BASE)]);
}

#[test]
fn own_writes_in_a_row_leave_room_for_what_others_wrote() {
    let mut entry = synced(&says("x"), &says("0"));
    entry.metadata.as_mut().unwrap().revs = (200..220).map(rev).collect();
    for number in 2..80 {
        entry.canvas = Some(Rc::new(says(&number.to_string())));
        begin(&mut entry, number);
        acknowledge(&mut entry, &rev(number), 10 + number);
    }
    entry.canvas = Some(Rc::new(says("last")));
    let (_, body) = begin(&mut entry, 80);
    let revs = protocol::sent(&body).unwrap().0;
    assert_eq!(revs.len(), MAX_REVS);
    assert_eq!(revs[0], rev(79));
    assert_eq!(
        revs[11..],
        (std::iter::once(1)
            .chain(200..220)
            .map(rev)
            .collect::<Vec<_>>())
    );
}

#[test]
fn a_server_that_went_back_gets_what_it_had() {
    let mut entry = synced(&says("new"), &says("new"));
    entry.metadata.as_mut().unwrap().revs = vec![rev(8)];
    listen(&mut entry, record(&says("old"), 7, 8, &[]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("new")));
    assert_eq!(entry.base.as_deref(), Some(&says("new")));
    assert!(is_due(&entry));
    let (last_modified, body) = begin(&mut entry, 5);
    assert_eq!(
        (last_modified, protocol::sent(&body).unwrap().0),
        (Some(7), vec![rev(1), rev(8)])
    );
    // The response was only late.
    listen(&mut entry, record(&says("new"), 10, 1, &[8]));
    assert!(!is_due(&entry));
}

#[test]
fn the_same_version_only_gets_its_number_noted() {
    let mut entry = synced(&says("x"), &says("y"));
    let before = entry.clone();
    listen(&mut entry, record(&says("x"), 10, 1, &[]));
    assert_eq!(entry, before);
    listen(&mut entry, record(&says("x"), 20, 1, &[]));
    assert_eq!(metadata(&entry).last_modified, Some(20));
    assert_eq!((&entry.base, &entry.canvas), (&before.base, &before.canvas));
}

#[test]
fn a_write_that_was_refused_is_begun_anew_once_it_changed() {
    let mut entry = synced(&says("x"), &says("y"));
    begin(&mut entry, 2);
    refuse(&mut entry);
    entry.canvas = Some(Rc::new(says("z")));
    let (_, body) = begin(&mut entry, 3);
    assert_eq!(protocol::sent(&body).unwrap().1, says("z"));
    // If the write did succeed after all, its revision is recognised.
    listen(&mut entry, record(&says("y"), 11, 2, &[1]));
    assert_eq!(entry.canvas.as_deref(), Some(&says("z")));
}
