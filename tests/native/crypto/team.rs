//! Team keys: a document opens only where it was sealed for, and a code is read as it is shown.

use maatwerk::crypto::{
    GROUP, NONCE, STEP, SealedPlace, SealedText, TEAM_GROUPS, TeamCodeError, TeamKey, TeamRing,
    WrongKey, read_team_code, team_groups, team_link,
};
use proptest::prelude::*;

use super::kit::hex;

fn key(number: u16, byte: u8) -> TeamKey {
    TeamKey::new(number, [byte; 32].into())
}

fn revs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[0-9a-f]{16}", 0..4)
}

/// A record that was sealed, by its parts.
#[derive(Clone, Debug)]
struct Record {
    id: String,
    rev: String,
    revs: Vec<String>,
    sealed: SealedText,
}

impl Record {
    fn open(&self, key: &TeamKey) -> Result<Vec<u8>, WrongKey> {
        let place = SealedPlace {
            id: &self.id,
            rev: &self.rev,
            revs: &self.revs,
        };
        key.open(place, &self.sealed)
    }
}

prop_compose! {
    fn record()(
        key in any::<[u8; 32]>(),
        number in 1..u16::MAX,
        nonce in any::<[u8; NONCE]>(),
        id in "[a-zA-Z0-9][a-zA-Z0-9_-]{0,20}",
        rev in "[0-9a-f]{16}",
        revs in revs(),
        text in ".{0,60}",
    ) -> (TeamKey, String, Record) {
        let key = TeamKey::new(number, key.into());
        let place = SealedPlace { id: &id, rev: &rev, revs: &revs };
        let sealed = key.seal(place, nonce, &text);
        (key, text, Record { id, rev, revs, sealed })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_was_sealed_opens_in_its_place_and_nothing_else_does(
        (key, text, record) in record(),
        (other_key, _, other) in record(),
        other_revs in revs(),
        bit in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let opened = record.open(&key).unwrap();
        prop_assert_eq!(opened.len() % STEP, 0, "it is padded");
        let opened = String::from_utf8(opened).unwrap();
        prop_assert_eq!(opened.trim_end_matches(' '), text.trim_end_matches(' '));

        let refused = |record: &Record| record.open(&key) == Err(WrongKey);
        let mut forged = record.clone();
        let bit = bit.index((NONCE + forged.sealed.text.len()) * 8);
        match (bit / 8).checked_sub(NONCE) {
            Some(byte) => forged.sealed.text[byte] ^= 1 << (bit % 8),
            None => forged.sealed.nonce[bit / 8] ^= 1 << (bit % 8),
        }
        prop_assert!(refused(&forged), "bit {}", bit);

        let mut short = record.clone();
        short.sealed.text.truncate(cut.index(record.sealed.text.len()));
        prop_assert!(refused(&short), "cut to {}", short.sealed.text.len());
        let mut step = record.clone();
        step.sealed.text.truncate(step.sealed.text.len() - STEP);
        prop_assert!(refused(&step), "a step less");

        for (what, swapped) in [
            ("id", Record { id: other.id.clone(), ..record.clone() }),
            ("rev", Record { rev: other.rev.clone(), ..record.clone() }),
            ("revs", Record { revs: other_revs.clone(), ..record.clone() }),
            ("text", Record { sealed: other.sealed.clone(), ..record.clone() }),
        ] {
            let same = swapped.id == record.id && swapped.rev == record.rev
                && swapped.revs == record.revs && swapped.sealed == record.sealed;
            prop_assert!(same || refused(&swapped), "another {}", what);
        }
        if !record.revs.is_empty() {
            let mut moved = record.clone();
            moved.revs.push(moved.rev.clone());
            moved.revs.rotate_right(1);
            prop_assert!(refused(&moved), "another ancestor");
        }
        prop_assert!(record.open(&other_key) == Err(WrongKey), "another key");
        // The same key under another number has another name.
        let number = key.number().wrapping_add(1);
        let code = team_groups(&key).join(" ");
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&bytes_of(&code));
        prop_assert!(record.open(&TeamKey::new(number, bytes.into())) == Err(WrongKey), "another name");
    }

    #[test]
    fn a_code_is_read_as_it_is_shown_and_a_slip_names_its_group(
        bytes in any::<[u8; 32]>(),
        number in any::<u16>(),
        at in 0..TEAM_GROUPS * GROUP,
        letter in "[0-9A-HJKMNP-TV-Z]",
        from in 0..TEAM_GROUPS,
        to in 0..TEAM_GROUPS,
    ) {
        let key = TeamKey::new(number, bytes.into());
        let groups = team_groups(&key);
        prop_assert_eq!(groups.len(), TEAM_GROUPS);
        let shown = groups.join(" ");
        let read = read_team_code(&shown.to_lowercase().replace(' ', "-")).unwrap();
        prop_assert!(read.key == key && read.url.is_none());
        let link = team_link(&key, "https://sync.example/v1");
        let scanned = read_team_code(&link).unwrap();
        prop_assert!(scanned.key == key);
        prop_assert_eq!(scanned.url.as_deref(), Some("https://sync.example/v1"));

        let plain = shown.replace(' ', "");
        let slip = [&plain[..at], &letter, &plain[at + 1..]].concat();
        if slip != plain {
            prop_assert_eq!(read_team_code(&slip).unwrap_err(), TeamCodeError::Group(at / GROUP + 1));
        }
        let mut swapped = groups.clone();
        swapped.swap(from, to);
        if from != to {
            prop_assert_eq!(read_team_code(&swapped.join("")).unwrap_err(), TeamCodeError::Group(from.min(to) + 1));
        }
    }

    #[test]
    fn a_ring_is_read_as_it_was_stored(numbers in prop::collection::vec((1..9_u16, any::<u8>()), 1..5), alles in any::<bool>()) {
        let mut keys = numbers.into_iter().map(|(number, byte)| key(number, byte));
        let mut ring = TeamRing::new(keys.next().unwrap());
        for key in keys {
            ring = ring.with(key);
        }
        let ring = ring.resealing(alles);
        prop_assert!(TeamRing::decode(&ring.encode()) == Some(ring.clone()));
        let current = ring.key(ring.current_kid()).unwrap();
        prop_assert_eq!(current.number(), ring.number());
        let bare = ring.forgotten();
        prop_assert!(!bare.stores_any() && bare.kids().all(|kid| bare.key(kid).is_none()));
        prop_assert!(TeamRing::decode(&bare.encode()) == Some(bare));
    }
}

/// The key in a code.
fn bytes_of(code: &str) -> Vec<u8> {
    const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let groups = code.split(' ').map(|group| &group[..GROUP - 1]);
    let digits = groups.flat_map(|group| group.chars().map(|it| LETTERS.find(it).unwrap()));
    let bits: Vec<u8> = digits
        .flat_map(|digit| (0..5).rev().map(move |at| u8::from(digit >> at & 1 == 1)))
        .collect();
    let bytes = bits
        .chunks(8)
        .map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit));
    bytes.skip(3).collect()
}

/// Computed by an implementation in Python, after RFC 5869, RFC 8439 and the XChaCha draft.
#[test]
fn the_name_of_a_key_and_what_it_seals_are_frozen() {
    let key = key(1, 0x42);
    assert_eq!(key.kid(), "3e788547c275ae08");
    let place = SealedPlace {
        id: "a",
        rev: "00000000000000aa",
        revs: &["00000000000000bb".to_owned(), "00000000000000cc".to_owned()],
    };
    let sealed = key.seal(place, [7; NONCE], r#"{"doc":{}}"#);
    assert_eq!(sealed.text.len(), STEP + 16);
    assert_eq!(sealed.text[..16], hex("8c2ee1070063a4d834d9dd6b65ed200c"));
    assert_eq!(sealed.text[STEP..], hex("293111d11fbbefb51d9cdc4dea540498"));
}

#[test]
fn nothing_of_a_key_is_printed() {
    let ring = TeamRing::new(key(1, 0xab));
    let shown = format!("{:?} {ring:?}", key(1, 0xab));
    assert!(!shown.contains("171") && !shown.contains("q6ur"), "{shown}");
}

#[test]
fn a_code_of_a_newer_app_and_a_short_one_are_told() {
    let shown = team_groups(&key(1, 3)).join(" ");
    assert_eq!(read_team_code("").unwrap_err(), TeamCodeError::Length(0));
    let short = &shown[..shown.len() - 1];
    assert_eq!(
        read_team_code(short).unwrap_err(),
        TeamCodeError::Length(69)
    );
}

#[test]
fn a_ring_that_can_not_be_read_is_none() {
    for text in [
        "",
        "{}",
        r#"{"v":1,"seq":1,"alles":true,"sleutel":[]}"#,
        r#"{"v":2,"seq":1,"alles":true,"sleutel":[{"nr":1,"kid":"a"}]}"#,
        r#"{"v":1,"seq":1,"alles":true,"sleutel":[{"nr":1,"kid":"a"}],"meer":1}"#,
        r#"{"v":1,"seq":1,"alles":true,"sleutel":[{"nr":1,"kid":"a","k":"AA"}]}"#,
        r#"{"v":1,"seq":1,"alles":true,"sleutel":[{"nr":1,"kid":"a\"b"}]}"#,
    ] {
        assert_eq!(TeamRing::decode(text), None, "{text}");
    }
}

#[test]
fn the_host_pages_newest_key_is_the_current_one() {
    let ring = TeamRing::of_host(&key(0, 1));
    assert!(!ring.stores_any());
    assert_eq!(ring.current_kid(), key(0, 1).kid());
    let ring = ring.with_host(&key(0, 2));
    assert_eq!(ring.current_kid(), key(0, 2).kid());
    assert_eq!(ring.kids().count(), 2);
}
