//! What is sealed on the server of a team that isn't encrypted, as far as a device knows.

use maatwerk::store::Store;
use maatwerk::sync::protocol::{Item, RecordError};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::take_over::remove_sealed;
use maatwerk::sync::task::{Done, Task};
use serde_json::json;

use super::team::{gets, key, plain_member, prepare, pull, pulled};
use super::{Profile, Screen, does, keep, now, save, says, stored};

/// A listing of these records, after which the cursor is at `since`.
fn listing(store: &Store, items: &[Item], since: u64) {
    let headers = items.iter().map(Item::brief).collect();
    let task = Task::Compare { headers, since };
    does(store, &Screen::default(), task);
}

/// A record that somebody has sealed whose key nobody here has.
fn strange(id: &str, rev: u64, revs: &[u64]) -> Item {
    let revs: Vec<String> = revs.iter().map(|rev| format!("{rev:016x}")).collect();
    let enc = json!({ "kid": "0123456789abcdef", "n": "A".repeat(32), "c": "A".repeat(5_484) });
    let number = rev + 20;
    let rev = format!("{rev:016x}");
    pulled(
        json!({ "id": id, "fmt": 2, "rev": rev, "revs": revs, "enc": enc }),
        number,
    )
}

/// A device that has seen by a listing that its team exchanges its canvases in the clear.
fn listed_member() -> (Profile, Store) {
    let (profile, store) = plain_member();
    let Task::ApplyPage { items, .. } = keep(&says("x"), 10, 1, &[]) else {
        panic!("a page");
    };
    listing(&store, &items, 10);
    (profile, store)
}

#[test]
fn a_strange_record_is_named_and_stops_nothing_where_the_team_is_known_to_be_in_the_clear() {
    let (_profile, store) = listed_member();
    assert_eq!(
        pull(&store, strange("b", 9, &[])).0,
        Some(RecordError::Foreign)
    );
    // Nor does it after it was edited.
    let again = strange("b", 10, &[9]);
    assert_eq!(pull(&store, again).0, Some(RecordError::Foreign));
    save(&store, &says("y"));
    assert!(matches!(prepare(&store, 2), Prepared::Put { .. }));
}

#[test]
fn what_is_sealed_in_place_of_a_canvas_may_be_a_switch_and_so_may_anything_before_a_listing() {
    let (_profile, store) = listed_member();
    let switched = pull(&store, strange("a", 9, &[1]));
    assert_eq!(switched, (Some(RecordError::AwaitsKey), false));
    let (_other, unlisted) = plain_member();
    assert_eq!(
        pull(&unlisted, strange("b", 9, &[])).0,
        Some(RecordError::AwaitsKey)
    );
    // A listing that finds it shows nothing of the team either.
    let known = keep(&says("x"), 10, 1, &[]);
    let Task::ApplyPage { items, .. } = known else {
        panic!("a page");
    };
    listing(&unlisted, &[items[0].clone(), strange("b", 9, &[])], 30);
    assert_eq!(
        pull(&unlisted, strange("b", 9, &[])).0,
        Some(RecordError::AwaitsKey)
    );
    // Nor does one that finds nothing of the team.
    listing(&store, &[], 30);
    assert_eq!(
        pull(&store, strange("c", 9, &[])).0,
        Some(RecordError::AwaitsKey)
    );
}

#[test]
fn what_is_sealed_is_removed_from_the_server_only_on_purpose_and_only_where_the_team_is_not_encrypted()
 {
    let (_profile, store) = plain_member();
    pull(&store, strange("b", 9, &[]));
    let b = "b".parse().unwrap();
    assert_eq!(now(remove_sealed(&store, &b)), Ok(true));
    // It is read again before it is sent.
    assert_eq!(pull(&store, strange("b", 9, &[])), (None, true));
    let task = Task::Prepare {
        id: b.clone(),
        rev: "00000000000000bb".to_owned(),
    };
    let done = does(&store, &Screen::default(), task);
    assert_eq!(done, Done::Prepared(Prepared::Delete { last_modified: 29 }));
    // Another was written there meanwhile: that is named, and stays.
    assert_eq!(
        pull(&store, strange("b", 10, &[9])),
        (Some(RecordError::AwaitsKey), false)
    );
    // In place of a canvas, what is here goes back.
    pull(&store, strange("a", 9, &[1]));
    let a = says("").id;
    assert_eq!(
        now(remove_sealed(&store, &a)),
        Ok(false),
        "all that it knows is sealed"
    );
    let mut other = says("of b");
    other.id = "c".parse().unwrap();
    does(&store, &Screen::default(), keep(&other, 31, 3, &[]));
    assert_eq!(now(remove_sealed(&store, &a)), Ok(true));
    assert_eq!(pull(&store, strange("a", 9, &[1])), (None, true));
    let Prepared::Put {
        last_modified,
        body,
        ..
    } = prepare(&store, 12)
    else {
        panic!("what is here is sent");
    };
    assert_eq!(last_modified, Some(29));
    assert!(body.contains("0000000000000001"), "{body}");
    // With a key, nothing is removed.
    gets(&store, key(1, 1));
    pull(&store, strange("a", 13, &[1]));
    assert_eq!(now(remove_sealed(&store, &a)), Ok(false));
}

#[test]
fn a_canvas_goes_back_though_a_colleague_without_it_had_the_strange_record_removed_first() {
    let (_profile, store) = plain_member();
    let mut other = says("of c");
    other.id = "c".parse().unwrap();
    does(&store, &Screen::default(), keep(&other, 11, 3, &[]));
    let a = says("").id;
    pull(&store, strange("a", 9, &[1]));
    assert_eq!(now(remove_sealed(&store, &a)), Ok(true));
    let gone = || pulled(json!({ "id": "a", "deleted": true }), 40);
    // What is read again before it could be sent says nothing new.
    for _ in 0..2 {
        assert_eq!(pull(&store, gone()), (None, true));
        assert!(stored(&store).is_some_and(|canvas| canvas.removed.is_none()));
    }
    let sent = prepare(&store, 12);
    assert!(
        matches!(
            sent,
            Prepared::Put {
                last_modified: None,
                ..
            }
        ),
        "{sent:?}"
    );
}

#[test]
fn what_the_server_has_is_sealed_before_anything_new_is_sent() {
    let (_profile, store) = plain_member();
    gets(&store, key(1, 1));
    let url = "https://sync.example/v1".to_owned();
    let done = does(&store, &Screen::default(), Task::Survey { url });
    let Done::Surveyed { resealed, .. } = done else {
        panic!("{done:?}");
    };
    assert_eq!(resealed, [says("").id]);
}
