//! Versions that meet.

use maatwerk::domain::canonical;
use maatwerk::store::Kept;
use maatwerk::sync::protocol::{self, MAX_REVS};
use maatwerk::sync::reconcile::{
    Prepared, WITHOUT_BASE, conclude, is_due, prepare, refuse, settle,
};

use super::kit::{begin, both, fresh, listen, record, rev, says, synced, track};

#[test]
fn what_is_new_comes_in_and_is_not_sent_back() {
    let mut held = fresh(None);
    listen(&mut held, record(&says("x"), 10, 1, &[]));
    assert_eq!(held.canvas, Some(says("x")));
    assert!(!is_due(&held));
    assert_eq!(prepare(&mut held, &rev(9), 0), Prepared::Nothing);
}

#[test]
fn what_only_the_server_changed_is_taken() {
    let mut held = synced(&says("x"), &says("x"));
    listen(&mut held, record(&says("y"), 11, 2, &[1]));
    assert_eq!(held.canvas, Some(says("y")));
    assert!(!is_due(&held));
    assert_eq!(
        (track(&held).lm, &track(&held).rev),
        (Some(11), &Some(rev(2)))
    );
}

#[test]
fn what_both_changed_is_merged_and_sent() {
    let mut held = synced(&both("x", "s"), &both("ours", "s"));
    listen(&mut held, record(&both("x", "theirs"), 11, 2, &[1]));
    assert_eq!(held.canvas, Some(both("ours", "theirs")));
    assert!(is_due(&held));
    let (lm, body) = begin(&mut held, 3);
    assert_eq!(lm, Some(11));
    assert_eq!(
        protocol::sent(&body),
        Some((vec![rev(2), rev(1)], both("ours", "theirs")))
    );
}

#[test]
fn a_write_whose_answer_got_lost_is_sent_again_as_it_was() {
    let mut held = synced(&says("x"), &says("y"));
    let first = begin(&mut held, 2);
    held.canvas = Some(says("z"));
    assert_eq!(begin(&mut held, 3), first, "the exact bytes");
    // It was done: that shows from the record.
    listen(&mut held, record(&says("y"), 11, 2, &[1]));
    assert_eq!(held.base, Some(says("y")));
    assert_eq!(held.canvas, Some(says("z")), "no difference with oneself");
    assert_eq!(track(&held).pending, None);
    let (lm, body) = begin(&mut held, 4);
    assert_eq!(
        (lm, protocol::sent(&body).unwrap().0),
        (Some(11), vec![rev(2), rev(1)])
    );
}

#[test]
fn a_write_that_someone_has_built_on_was_done() {
    let mut held = synced(&both("x", "s"), &both("y", "s"));
    begin(&mut held, 2);
    held.canvas = Some(both("z", "s"));
    listen(&mut held, record(&both("y", "t"), 12, 3, &[2, 1]));
    assert_eq!(held.canvas, Some(both("z", "t")));
}

#[test]
fn a_write_is_concluded_with_what_was_sent() {
    let mut held = synced(&says("x"), &says("y"));
    begin(&mut held, 2);
    held.canvas = Some(says("z"));
    conclude(&mut held, &rev(2), 11);
    assert_eq!(held.base, Some(says("y")));
    assert!(is_due(&held));
    assert_eq!(
        track(&held).kept,
        [Kept {
            rev: rev(1),
            doc: canonical(&says("x"))
        }]
    );
    conclude(&mut held, &rev(7), 99);
    assert_eq!(track(&held).lm, Some(11), "an answer to something else");
    settle(&mut held);
    assert_eq!(track(&held).kept, []);
}

#[test]
fn a_write_that_was_written_over_unseen_is_merged_with_its_ancestor() {
    let mut held = synced(&both("x", "s"), &both("ours", "s"));
    begin(&mut held, 2);
    conclude(&mut held, &rev(2), 11);
    assert!(!is_due(&held));
    // Someone who had seen only the first revision was let through.
    listen(&mut held, record(&both("x", "theirs"), 12, 3, &[1]));
    assert_eq!(held.canvas, Some(both("ours", "theirs")));
    assert_eq!(held.aside, []);
    let (_, body) = begin(&mut held, 4);
    assert_eq!(protocol::sent(&body).unwrap().0, [rev(3), rev(1), rev(2)]);
}

#[test]
fn without_a_common_ancestor_both_versions_are_kept() {
    let mut held = synced(&says("x"), &says("ours"));
    listen(&mut held, record(&says("theirs"), 12, 3, &[8, 9]));
    let merged = held.canvas.clone().unwrap();
    assert_eq!(merged.differences.len(), 1);
    assert_eq!(held.aside, [(says("ours"), WITHOUT_BASE)]);
}

#[test]
fn a_list_of_ancestors_that_was_cut_off_hides_no_more_than_its_end() {
    let many: Vec<u64> = (100..100 + MAX_REVS as u64).collect();
    let mut held = synced(&says("x"), &says("x"));
    listen(&mut held, record(&says("y"), 50, 99, &many));
    assert_eq!(
        held.canvas,
        Some(says("y")),
        "a colleague wrote a lot meanwhile"
    );
    // But what this device wrote and nobody has been seen to build on may be lost.
    let mut held = synced(&says("x"), &says("ours"));
    begin(&mut held, 2);
    conclude(&mut held, &rev(2), 11);
    listen(&mut held, record(&says("y"), 50, 99, &many));
    assert_eq!(held.canvas.unwrap().differences.len(), 1);
}

#[test]
fn own_writes_in_a_row_leave_room_for_what_others_wrote() {
    let mut held = synced(&says("x"), &says("0"));
    held.track.as_mut().unwrap().revs = (200..220).map(rev).collect();
    for number in 2..80 {
        held.canvas = Some(says(&number.to_string()));
        begin(&mut held, number);
        conclude(&mut held, &rev(number), 10 + number);
    }
    held.canvas = Some(says("last"));
    let (_, body) = begin(&mut held, 80);
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
    let mut held = synced(&says("new"), &says("new"));
    held.track.as_mut().unwrap().revs = vec![rev(8)];
    listen(&mut held, record(&says("old"), 7, 8, &[]));
    assert_eq!(held.canvas, Some(says("new")));
    assert_eq!(held.base, Some(says("new")));
    assert!(is_due(&held));
    let (lm, body) = begin(&mut held, 5);
    assert_eq!(
        (lm, protocol::sent(&body).unwrap().0),
        (Some(7), vec![rev(1), rev(8)])
    );
    // It was only late in telling.
    listen(&mut held, record(&says("new"), 10, 1, &[8]));
    assert!(!is_due(&held));
}

#[test]
fn the_same_version_only_gets_its_number_noted() {
    let mut held = synced(&says("x"), &says("y"));
    let before = held.clone();
    listen(&mut held, record(&says("x"), 10, 1, &[]));
    assert_eq!(held, before);
    listen(&mut held, record(&says("x"), 20, 1, &[]));
    assert_eq!(track(&held).lm, Some(20));
    assert_eq!((&held.base, &held.canvas), (&before.base, &before.canvas));
}

#[test]
fn a_write_that_was_refused_is_begun_anew_once_it_changed() {
    let mut held = synced(&says("x"), &says("y"));
    begin(&mut held, 2);
    refuse(&mut held);
    held.canvas = Some(says("z"));
    let (_, body) = begin(&mut held, 3);
    assert_eq!(protocol::sent(&body).unwrap().1, says("z"));
    // Should it have been done after all, it is known.
    listen(&mut held, record(&says("y"), 11, 2, &[1]));
    assert_eq!(held.canvas, Some(says("z")));
}
