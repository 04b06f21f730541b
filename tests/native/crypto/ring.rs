//! Key rings and their slots.

use maatwerk::crypto::{
    KeyRing, KeyRingError, MIN_ROUNDS, NONCE, NewSlot, PassphraseKdf, RingState, SALT, Slot,
    SlotKind,
};
use proptest::prelude::*;

use super::kit::{device_key, host_slot, recovery_slot, secret, short_passphrase_slot, slot};

fn ring() -> KeyRing {
    let key = device_key(9);
    KeyRing::new(vec![short_passphrase_slot(1, &key), recovery_slot(2, &key)]).unwrap()
}

/// Whether a secret of this kind and byte opens the ring, to the key that the fixtures wrap.
fn opens(ring: &KeyRing, kind: SlotKind, byte: u8) -> bool {
    let opened = ring.open(kind, &secret(byte));
    let record = device_key(9).seal("canvas/a", [0; NONCE], b"x");
    opened.is_ok_and(|key| key.open("canvas/a", &record).is_ok())
}

#[test]
fn a_ring_needs_two_slots_and_one_of_them_a_spare() {
    let key = device_key(9);
    let (pass, spare) = (short_passphrase_slot(1, &key), recovery_slot(2, &key));
    let second = slot(SlotKind::Passkey, 3, &key);
    for slots in [
        vec![],
        vec![pass.clone()],
        vec![spare.clone()],
        vec![pass.clone(), second.clone()],
    ] {
        assert_eq!(KeyRing::new(slots), Err(KeyRingError::Incomplete));
    }
    for slots in [
        vec![pass.clone(), spare.clone()],
        vec![second, host_slot(4, &key)],
        // A host page keeps its key itself.
        vec![host_slot(4, &key)],
    ] {
        assert!(KeyRing::new(slots).is_ok());
    }
    let whole = KeyRing::new(vec![pass.clone(), spare.clone()]).unwrap();
    assert_eq!(
        whole.clone().without(spare.id()),
        Err(KeyRingError::Incomplete)
    );
    assert_eq!(
        whole.clone().without(pass.id()),
        Err(KeyRingError::Incomplete)
    );
    assert_eq!(
        whole.replacing(spare.id(), short_passphrase_slot(3, &key)),
        Err(KeyRingError::Incomplete)
    );
}

#[test]
fn a_ring_that_seals_nothing_is_known_by_its_text() {
    for state in [RingState::Sealing, RingState::Sealed, RingState::Opening] {
        assert!(!KeyRing::is_off(&ring().in_state(state).encode()));
    }
    assert!(KeyRing::is_off(&ring().off().encode()));
    assert!(!KeyRing::is_off(b"{}"));
}

#[test]
fn each_secret_opens_its_own_slot_only() {
    let ring = ring();
    assert!(opens(&ring, SlotKind::Passphrase, 1));
    assert!(opens(&ring, SlotKind::Recovery, 2));
    assert!(!opens(&ring, SlotKind::Passphrase, 2));
    assert!(!opens(&ring, SlotKind::Recovery, 1));
    assert!(!opens(&ring, SlotKind::Host, 1));
}

#[test]
fn another_passphrase_wraps_the_same_key() {
    let ring = ring();
    let old = ring.slots()[0].id().to_owned();
    let new = ring
        .clone()
        .replacing(&old, short_passphrase_slot(5, &device_key(9)))
        .unwrap();
    assert!(opens(&new, SlotKind::Passphrase, 5));
    assert!(!opens(&new, SlotKind::Passphrase, 1), "the old one is void");
    assert!(opens(&new, SlotKind::Recovery, 2));
    assert_eq!(new.seq(), ring.seq() + 1);
    let gone = new.replacing(&old, short_passphrase_slot(6, &device_key(9)));
    assert_eq!(gone, Err(KeyRingError::Damaged));
}

#[test]
fn a_ring_is_read_as_it_was_written_and_a_newer_or_broken_one_is_told_apart() {
    let ring = ring().in_state(RingState::Sealed);
    assert_eq!(KeyRing::decode(&ring.encode()), Ok(ring.clone()));
    let text = String::from_utf8(ring.encode()).unwrap();
    let newer = text.replace(r#""v":1"#, r#""v":2,"nieuw":true"#);
    assert_eq!(
        KeyRing::decode(newer.as_bytes()),
        Err(KeyRingError::TooNew(2))
    );
    for broken in [
        "",
        "{}",
        "[1]",
        r#"{"v":0,"seq":1,"stand":"aan","slot":[]}"#,
        &text[..text.len() - 1],
        &text.replace("seq", "volg"),
        &text.replace(r#""stand":"aan""#, r#""stand":"misschien""#),
        &text.replace("wachtzin", "wacht\\\"zin"),
        &text.replace(r#""w":""#, r#""x":""#),
        // What this version would drop when it writes the ring again.
        &text.replace(r#""zout""#, r#""nieuw":1,"zout""#),
        &text.replace(r#""seq""#, r#""nieuw":1,"seq""#),
    ] {
        assert_eq!(
            KeyRing::decode(broken.as_bytes()),
            Err(KeyRingError::Damaged),
            "{broken}"
        );
    }
}

#[test]
fn a_kind_of_a_newer_version_stays_and_opens_nothing() {
    let text = String::from_utf8(ring().encode()).unwrap();
    let text = text.replace("wachtzin", "gezicht");
    let ring = KeyRing::decode(text.as_bytes()).unwrap();
    assert_eq!(ring.slots()[0].kind(), None);
    assert_eq!(ring.encode(), text.as_bytes());
    assert!(opens(&ring, SlotKind::Recovery, 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_slot_that_was_changed_anywhere_opens_nothing(
        at in any::<prop::sample::Index>(),
        letter in "[a-zA-Z0-9_-]",
    ) {
        let text = String::from_utf8(ring().encode()).unwrap();
        let at = at.index(text.len());
        let changed = [&text[..at], &letter, &text[at + 1..]].concat();
        prop_assume!(changed != text);
        if let Ok(ring) = KeyRing::decode(changed.as_bytes()) {
            let both = opens(&ring, SlotKind::Passphrase, 1) && opens(&ring, SlotKind::Recovery, 2);
            let counts = ring.seq() != 1 || ring.state() != RingState::Sealing;
            prop_assert!(!both || counts, "{}", changed);
        }
    }
}

#[test]
fn rounds_are_calibrated_and_never_too_few() {
    assert_eq!(PassphraseKdf::new(1000).rounds(), MIN_ROUNDS);
    assert_eq!(PassphraseKdf::calibrated(600_000, 214).rounds(), 1_401_869);
    assert_eq!(
        PassphraseKdf::calibrated(600_000, 2000).rounds(),
        MIN_ROUNDS
    );
    assert_eq!(
        PassphraseKdf::calibrated(600_000, 0).rounds(),
        10 * MIN_ROUNDS
    );
}

#[test]
fn the_rounds_of_a_passphrase_are_bound_to_its_slot() {
    let new = NewSlot {
        id: "1".repeat(32),
        kind: SlotKind::Passphrase,
        kdf: Some(PassphraseKdf::new(700_000)),
        salt: [1; SALT],
        nonce: [1; NONCE],
    };
    let slot = Slot::wrap(new, &secret(1), &device_key(9));
    assert_eq!(slot.kdf().map(PassphraseKdf::rounds), Some(700_000));
    let weaker = slot.write().replace("700000", "600000");
    let weaker = Slot::read(serde_json::from_str(&weaker).unwrap()).unwrap();
    assert!(slot.unwrap(&secret(1)).is_ok());
    assert!(weaker.unwrap(&secret(1)).is_err());
}
