//! Removals, absence, damage, and what is too new.

use maatwerk::domain::{Signature, Timestamp};
use maatwerk::store::Pending;
use maatwerk::sync::protocol::{self, Item, Refusal};
use maatwerk::sync::reconcile::{Prepared, hear, is_due, move_to, prepare, put_back, vanish};

use super::kit::{begin, fresh, listen, record, rev, says, synced, tombstone, track};

#[test]
fn a_removal_goes_to_the_bin_unless_someone_edited() {
    let mut held = synced(&says("x"), &says("x"));
    listen(&mut held, tombstone(11));
    let binned = held.canvas.clone().unwrap();
    assert_eq!(
        binned.removed,
        Some(Signature {
            at: Some(Timestamp::from_millis(5)),
            ..Signature::default()
        })
    );
    assert!(!is_due(&held), "what is removed is not made again");
    held.canvas.as_mut().unwrap().removed = None;
    assert_eq!(
        begin(&mut held, 2).0,
        None,
        "but it is when someone takes it from the bin"
    );

    let mut held = synced(&says("x"), &says("edited"));
    listen(&mut held, tombstone(11));
    let kept = held.canvas.clone().unwrap();
    assert_eq!(
        (kept.removed, kept.perspective.text.as_str()),
        (None, "edited")
    );
    assert_eq!(kept.differences.len(), 1, "and it shows");
    assert_eq!(begin(&mut held, 2).0, None);
}

#[test]
fn a_removal_here_is_told_to_the_server_once() {
    let erased = || {
        let mut held = synced(&says("x"), &says("x"));
        (held.canvas, held.base) = (None, None);
        held.track.as_mut().unwrap().erase = true;
        held
    };
    let mut held = erased();
    assert_eq!(prepare(&mut held, &rev(2), 0), Prepared::Delete { lm: 10 });
    vanish(&mut held);
    assert_eq!(held.track, None);
    // Someone edited it meanwhile: that beats the removal.
    let mut held = erased();
    listen(&mut held, record(&says("edited"), 11, 2, &[1]));
    assert_eq!(held.canvas, Some(says("edited")));
    // The server only counts anew: it is still to be removed.
    let mut held = erased();
    listen(&mut held, record(&says("x"), 30, 1, &[]));
    assert_eq!(
        (prepare(&mut held, &rev(2), 0), &held.canvas),
        (Prepared::Delete { lm: 30 }, &None)
    );
    let mut held = erased();
    listen(&mut held, tombstone(11));
    assert_eq!(held.track, None);
    // Its making was never answered: first it has to be seen whether it is there.
    let mut held = erased();
    let unsure = held.track.as_mut().unwrap();
    (unsure.lm, unsure.rev) = (None, None);
    unsure.pending = Some(Pending {
        rev: rev(5),
        lm: None,
        body: String::new(),
    });
    assert_eq!(prepare(&mut held, &rev(2), 0), Prepared::Look);
    listen(&mut held, record(&says("x"), 12, 5, &[]));
    assert_eq!(prepare(&mut held, &rev(2), 0), Prepared::Delete { lm: 12 });
}

#[test]
fn what_the_server_lacks_is_made_again_only_when_asked_or_edited() {
    let mut held = synced(&says("x"), &says("x"));
    put_back(&mut held);
    let (lm, body) = begin(&mut held, 2);
    assert_eq!((lm, protocol::sent(&body).unwrap().0), (None, vec![rev(1)]));
    let mut held = synced(&says("x"), &says("y"));
    begin(&mut held, 2);
    vanish(&mut held);
    assert_eq!(begin(&mut held, 3).0, None);
}

#[test]
fn what_is_too_large_is_not_even_begun() {
    let mut held = fresh(Some(says(&"x".repeat(300_000))));
    assert!(matches!(
        prepare(&mut held, &rev(2), 0),
        Prepared::Refused(Refusal::TooLarge(_))
    ));
    assert_eq!(held.track, None);
}

#[test]
fn a_newer_version_is_never_written_over() {
    let mut held = synced(&says("x"), &says("y"));
    let id = held.id.clone();
    listen(
        &mut held,
        Item::Newer {
            id,
            lm: 11,
            found: 2,
            raw: None,
        },
    );
    assert!(!is_due(&held));
    assert_eq!(prepare(&mut held, &rev(2), 0), Prepared::Nothing);
    assert_eq!(held.canvas, Some(says("y")));
    // A later app, or a later version, can be read again.
    listen(&mut held, record(&says("x"), 12, 3, &[1]));
    assert!(is_due(&held));
}

#[test]
fn a_canvas_begun_anew_over_damage_meets_the_server_as_a_stranger() {
    let mut held = synced(&says("x"), &says("anew"));
    held.base = None;
    let (lm, body) = begin(&mut held, 2);
    assert_eq!((lm, protocol::sent(&body).unwrap().0), (None, vec![]));
    listen(&mut held, record(&says("x"), 10, 1, &[]));
    assert_eq!(held.canvas.unwrap().differences.len(), 1);
}

#[test]
fn a_canvas_that_is_lost_here_comes_from_the_server() {
    let mut held = synced(&says("x"), &says("x"));
    (held.canvas, held.base) = (None, None);
    assert!(!is_due(&held));
    listen(&mut held, record(&says("x"), 10, 1, &[]));
    assert_eq!(held.canvas, Some(says("x")));
    assert!(!is_due(&held));
}

#[test]
fn another_server_is_told_nothing_of_the_first() {
    let mut held = synced(&says("x"), &says("y"));
    begin(&mut held, 2);
    move_to(&mut held, 1);
    let moved = track(&held);
    assert_eq!((moved.lm, &moved.pending, moved.server), (None, &None, 1));
    let Prepared::Put { lm, .. } = prepare(&mut held, &rev(3), 1) else {
        panic!("it is written");
    };
    assert_eq!(lm, None);
}

#[test]
fn another_server_gets_what_the_first_one_had() {
    let mut held = synced(&says("x"), &says("x"));
    assert!(!is_due(&held));
    move_to(&mut held, 1);
    assert!(is_due(&held), "nobody has to ask for it");
    // Where it turns out to be there already, as under another name of the same server, it isn't sent.
    let mut there = held.clone();
    hear(
        &mut there,
        record(&says("x"), 10, 1, &[]),
        1,
        Timestamp::from_millis(5),
    );
    assert!(!is_due(&there) && there.aside.is_empty());
    // What someone edited there meanwhile is taken in as ever.
    hear(
        &mut held,
        record(&says("y"), 11, 2, &[1]),
        1,
        Timestamp::from_millis(5),
    );
    assert_eq!(held.canvas, Some(says("y")));
    assert!(!is_due(&held) && held.aside.is_empty());
}

#[test]
fn another_server_does_not_get_what_was_removed_for_good() {
    let mut held = synced(&says("x"), &says("x"));
    listen(&mut held, tombstone(11));
    move_to(&mut held, 1);
    assert!(!is_due(&held), "it stays in the bin here");
    if let Some(canvas) = &mut held.canvas {
        canvas.removed = None;
    }
    assert!(is_due(&held), "unless it is put back");
    assert_eq!(begin(&mut held, 3).0, None);
}
