//! Teams that are encrypted: what is sent and taken in, while the team switches, rotates and joins.

use std::cell::Cell;
use std::rc::Rc;

use maatwerk::crypto::{NONCE, TeamKey, TeamRing};
use maatwerk::domain::Canvas;
use maatwerk::store::{Store, TeamTools};
use maatwerk::sync::protocol::{Item, MAX_BODY, RecordError, single};
use maatwerk::sync::reconcile::Prepared;
use maatwerk::sync::take_over::take_over;
use maatwerk::sync::task::{Done, Task};
use serde_json::{Value, json};

use super::{Profile, Screen, does, due, keep, now, save, says, stored};

pub(super) fn key(number: u16, byte: u8) -> TeamKey {
    TeamKey::new(number, [byte; 32].into())
}

fn tools() -> TeamTools {
    let count = Cell::new(0);
    let nonce = move || {
        count.set(count.get() + 1);
        [count.get(); NONCE]
    };
    TeamTools::new(Rc::new(nonce), Vec::new())
}

/// Stores a key, as switching, joining and rotating do.
pub(super) fn gets(store: &Store, key: TeamKey) {
    store.use_team_tools(tools());
    let change = |ring: Option<&TeamRing>| match ring {
        Some(ring) => ring.clone().with(key).resealing(false),
        None => TeamRing::new(key),
    };
    now(store.change_team(|team| Some(change(team.ring())))).unwrap();
}

fn survey(store: &Store) -> (u64, Vec<String>, bool) {
    let url = "https://sync.example/v1".to_owned();
    match does(store, &Screen::default(), Task::Survey { url }) {
        Done::Surveyed {
            since,
            due,
            is_encrypted,
            ..
        } => (
            since,
            due.iter().map(ToString::to_string).collect(),
            is_encrypted,
        ),
        other => panic!("{other:?}"),
    }
}

pub(super) fn prepare(store: &Store, rev: u64) -> Prepared {
    let task = Task::Prepare {
        id: says("").id,
        rev: format!("{rev:016x}"),
    };
    match does(store, &Screen::default(), task) {
        Done::Prepared(prepared) => prepared,
        other => panic!("{other:?}"),
    }
}

fn sealed(prepared: Prepared) -> (Option<u64>, Value) {
    let Prepared::Put {
        last_modified,
        body,
        ..
    } = prepared
    else {
        panic!("{prepared:?}");
    };
    assert!(
        !body.contains("perspectief") && !body.contains("doc"),
        "{body}"
    );
    let body: Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["data"]["fmt"], 2);
    (last_modified, body["data"].clone())
}

fn acknowledge(store: &Store, rev: u64, last_modified: u64) {
    let task = Task::Acknowledge {
        id: says("").id,
        rev: format!("{rev:016x}"),
        last_modified,
    };
    does(store, &Screen::default(), task);
}

/// What a device pulls of a record that another has sent.
pub(super) fn pulled(mut data: Value, last_modified: u64) -> Item {
    data["last_modified"] = last_modified.into();
    single(&json!({ "data": data }).to_string()).unwrap()
}

/// Pulls a record. Returns why it can't be read, and whether something is due then.
pub(super) fn pull(store: &Store, item: Item) -> (Option<RecordError>, bool) {
    let task = Task::ApplyPage {
        since: Some(item.last_modified()),
        items: vec![item],
        wall: maatwerk::domain::Timestamp::from_millis(5),
    };
    match does(store, &Screen::default(), task) {
        Done::Kept { due, unread, .. } => (unread[0].1, due[0].1),
        other => panic!("{other:?}"),
    }
}

/// A device whose canvas was synced in the clear: revision 1, number 10.
pub(super) fn plain_member() -> (Profile, Store) {
    let profile = Profile::new();
    let store = profile.writer();
    survey(&store);
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    assert!(!due(&store));
    (profile, store)
}

/// A device whose canvas was synced sealed by the first key: revision 2, number 11. With the record.
fn member() -> (Profile, Store, Value) {
    let (profile, store) = plain_member();
    gets(&store, key(1, 1));
    let (since, due, encrypted) = survey(&store);
    assert_eq!((since, due, encrypted), (0, vec!["a".to_owned()], true));
    let (last_modified, data) = sealed(prepare(&store, 2));
    assert_eq!(last_modified, Some(10), "in its place");
    assert_eq!(data["revs"], json!(["0000000000000001"]));
    acknowledge(&store, 2, 11);
    assert_eq!(prepare(&store, 3), Prepared::Nothing);
    (profile, store, data)
}

#[test]
fn a_team_that_switches_seals_what_it_had_and_a_colleague_who_joins_reads_it() {
    let (_profile, _, data) = member();
    let (_other, colleague) = plain_member();
    save(&colleague, &says("mine"));
    let seen = pull(&colleague, pulled(data.clone(), 11));
    assert_eq!(
        seen,
        (Some(RecordError::AwaitsKey), false),
        "named, and not written over"
    );
    assert_eq!(stored(&colleague), Some(says("mine")));
    gets(&colleague, key(1, 1));
    let (since, ..) = survey(&colleague);
    assert_eq!(since, 0, "all is read again");
    assert_eq!(pull(&colleague, pulled(data, 11)), (None, true));
    let (last_modified, data) = sealed(prepare(&colleague, 5));
    assert_eq!(last_modified, Some(11));
    assert_eq!(data["revs"][0], "0000000000000002");
    assert_eq!(stored(&colleague), Some(says("mine")));
}

#[test]
fn a_retry_is_the_same_request_and_one_in_the_clear_is_never_repeated() {
    let (profile, store) = plain_member();
    save(&store, &says("y"));
    let Prepared::Put { body, .. } = prepare(&store, 2) else {
        panic!("expected a PUT");
    };
    assert!(body.contains("perspectief"));
    gets(&store, key(1, 1));
    let first = prepare(&store, 3);
    let (last_modified, data) = sealed(first.clone());
    assert_eq!(last_modified, Some(10));
    // The page dies, and another takes its place.
    let store = profile.writer();
    store.use_team_tools(tools());
    assert_eq!(prepare(&store, 4), first, "the same bytes");
    // The one in the clear had reached the server: it is taken for what it is, and nothing of it is merged.
    let mut clear: Value = serde_json::from_str(&body).unwrap();
    clear["data"]["last_modified"] = 11.into();
    assert_eq!(
        pull(&store, single(&clear.to_string()).unwrap()),
        (None, true)
    );
    let (last_modified, again) = sealed(prepare(&store, 5));
    assert_eq!(last_modified, Some(11));
    assert_ne!(again["enc"], data["enc"]);
    assert_eq!(stored(&store), Some(says("y")));
}

#[test]
fn what_is_in_the_clear_is_set_aside_until_a_member_takes_it_over() {
    let (_profile, store, _) = member();
    let mut theirs = says("x");
    theirs.situation.text = "of a colleague".to_owned();
    let done = does(&store, &Screen::default(), keep(&theirs, 12, 7, &[2, 1]));
    let Done::Kept { unread, due, .. } = done else {
        panic!("{done:?}");
    };
    assert_eq!(unread[0].1, Some(RecordError::InTheClear));
    assert!(!due[0].1);
    assert_eq!(stored(&store), Some(says("x")), "nothing of it is merged");

    now(take_over(&store, &Screen::default(), &says("").id)).unwrap();
    let merged = stored(&store).unwrap();
    assert_eq!(merged.situation.text, "of a colleague");
    let (last_modified, data) = sealed(prepare(&store, 8));
    assert_eq!(last_modified, Some(12));
    assert_eq!(data["revs"][0], "0000000000000007");
    // Another that came since is not taken over by that.
    acknowledge(&store, 8, 13);
    does(&store, &Screen::default(), keep(&says("z"), 14, 9, &[]));
    now(take_over(&store, &Screen::default(), &"b".parse().unwrap())).unwrap();
    assert_eq!(stored(&store), Some(merged));
}

#[test]
fn what_was_in_the_clear_before_is_noted_and_a_changed_one_under_its_revision_is_not() {
    let (_profile, store) = plain_member();
    gets(&store, key(1, 1));
    let clear = |canvas: &Canvas| {
        let data = json!({
            "id": "a", "fmt": 1, "rev": "0000000000000001", "revs": [],
            "doc": serde_json::from_str::<Value>(&maatwerk::domain::canonical(canvas)).unwrap(),
        });
        pulled(data, 12)
    };
    assert_eq!(pull(&store, clear(&says("x"))), (None, true));
    let (last_modified, _) = sealed(prepare(&store, 2));
    assert_eq!(last_modified, Some(12), "its newer number is known");
    let changed = pull(&store, clear(&says("changed")));
    assert_eq!(changed, (Some(RecordError::InTheClear), false));
    assert_eq!(stored(&store), Some(says("x")));
}

#[test]
fn a_key_of_a_colleague_is_waited_for_and_old_ones_still_read() {
    let (_profile, store, _) = member();
    let (_other, colleague, _) = member();
    gets(&colleague, key(2, 2));
    assert!(
        survey(&colleague).1.is_empty(),
        "what an older key sealed stays"
    );
    save(&colleague, &says("y"));
    let (_, data) = sealed(prepare(&colleague, 4));
    acknowledge(&colleague, 4, 12);
    assert_eq!(data["enc"]["kid"], key(2, 2).kid());
    let seen = pull(&store, pulled(data.clone(), 12));
    assert_eq!(seen, (Some(RecordError::AwaitsKey), false));
    assert_eq!(stored(&store), Some(says("x")));
    gets(&store, key(2, 2));
    assert_eq!(pull(&store, pulled(data, 12)), (None, false));
    assert_eq!(stored(&store), Some(says("y")));
    // A third that still has the first key only: it is read, and stays as it is until all is sealed anew.
    let (_third, third, old) = member();
    save(&third, &says("w"));
    let (_, old_write) = sealed(prepare(&third, 6));
    assert_eq!(old_write["enc"]["kid"], old["enc"]["kid"]);
    assert_eq!(pull(&colleague, pulled(old_write, 13)).0, None);
    let reseals = |ring: &TeamRing| ring.clone().resealing(true);
    now(colleague.change_team(|team| team.ring().map(reseals))).unwrap();
    assert_eq!(survey(&colleague).1, ["a"]);
    let (_, data) = sealed(prepare(&colleague, 7));
    assert_eq!(data["enc"]["kid"], key(2, 2).kid());
}

#[test]
fn what_was_tampered_with_is_named_and_a_listing_reads_it_again() {
    let (_profile, store, data) = member();
    let mut forged = data.clone();
    forged["rev"] = "00000000000000ff".into();
    assert_eq!(
        pull(&store, pulled(forged, 15)).0,
        Some(RecordError::Forged)
    );
    assert_eq!(stored(&store), Some(says("x")));
    let headers = vec![pulled(data.clone(), 15).brief()];
    let task = Task::Compare { headers, since: 15 };
    let done = does(&store, &Screen::default(), task);
    assert!(
        matches!(
            done,
            Done::Compared {
                since: Some(14),
                ..
            }
        ),
        "{done:?}"
    );
    assert_eq!(pull(&store, pulled(data, 15)), (None, false));
}

#[test]
fn a_document_that_is_too_large_when_sealed_is_not_sent() {
    let (_profile, store, _) = member();
    save(&store, &says(&"x".repeat(MAX_BODY * 3 / 4)));
    let Prepared::Refused(RecordError::SealedTooLarge(size)) = prepare(&store, 4) else {
        panic!("it would be refused by a server");
    };
    assert!(size > MAX_BODY);
    save(&store, &says("a\0b"));
    assert_eq!(prepare(&store, 4), Prepared::Refused(RecordError::Nul));
}

#[test]
fn without_the_key_nothing_is_sent_and_without_the_ring_nothing_in_the_clear() {
    let (profile, store, data) = member();
    save(&store, &says("y"));
    // The ciphers aren't loaded.
    let store = profile.writer();
    assert_eq!(
        prepare(&store, 4),
        Prepared::Refused(RecordError::AwaitsKey)
    );
    drop(store);
    let store = profile.writer();
    store.use_team_tools(tools());
    now(store.change_team(|team| team.ring().map(|ring| ring.clone().forgotten()))).unwrap();
    assert_eq!(
        prepare(&store, 4),
        Prepared::Refused(RecordError::AwaitsKey)
    );
    assert_eq!(
        pull(&store, pulled(data.clone(), 11)).0,
        Some(RecordError::AwaitsKey)
    );
    // The ring's record is damaged.
    profile.damage_team();
    assert_eq!(survey(&store), (0, Vec::new(), true));
    assert_eq!(stored(&store), Some(says("y")));
    gets(&store, key(1, 1));
    assert_eq!(
        prepare(&store, 5),
        Prepared::Nothing,
        "what waits is read first"
    );
    assert_eq!(pull(&store, pulled(data, 11)), (None, true));
    sealed(prepare(&store, 5));
}

#[test]
fn a_removal_holds_where_a_colleague_has_only_sealed_anew() {
    let (_profile, store, _) = member();
    let (_other, colleague, _) = member();
    gets(&colleague, key(2, 2));
    let reseals = |ring: &TeamRing| ring.clone().resealing(true);
    now(colleague.change_team(|team| team.ring().map(reseals))).unwrap();
    let (_, data) = sealed(prepare(&colleague, 4));
    now(store.delete(&says("").id)).unwrap();
    gets(&store, key(2, 2));
    assert_eq!(pull(&store, pulled(data, 12)), (None, true));
    assert_eq!(prepare(&store, 5), Prepared::Delete { last_modified: 12 });
    // It was removed before the colleague sealed it anew: that does not bring it back.
    let task = Task::MarkMissing { id: says("").id };
    let done = does(&colleague, &Screen::default(), task);
    assert_eq!(done, Done::Updated(vec![(says("").id, false)]));
}
