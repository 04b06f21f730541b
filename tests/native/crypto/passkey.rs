//! Slots of a passkey, and a passkey that is being added.

use maatwerk::crypto::{
    KeyRing, NONCE, NewPasskey, NewSlot, Passkey, PasskeyOutput, RingState, SALT, Secret, Slot,
    SlotKind, base64,
};
use proptest::prelude::*;

use super::kit::{device_key, recovery_slot, secret, short_passphrase_slot};

/// Made by a program that shares no code with this one: the device key 00 01 … 1f under the output 80 81 … 9f.
const STORED: &str = r#"{"id":"8O_u7ezr6uno5-bl5OPi4eDf3t0","soort":"passkey","zout":"MzMzMzMzMzMzMzMzMzMzMw","w":"AURERERERERERERERERERERERERERERERMo324J0nFu7KR1EPl_3QZ9bOq23f_CWtYwPzEAv4Izx4JWVvJ7nD2roW8liYVe6Bg"}"#;

fn counted(from: u8) -> Vec<u8> {
    (from..from + 32).collect()
}

fn stored() -> Slot {
    Slot::read(serde_json::from_str(STORED).unwrap()).unwrap()
}

fn credential() -> Vec<u8> {
    (0..20).map(|at| 0xf0 - at).collect()
}

fn given(id: &str, byte: u8) -> PasskeyOutput {
    PasskeyOutput {
        id: id.to_owned(),
        secret: Some(secret(byte)),
    }
}

#[test]
fn a_slot_of_a_passkey_is_stored_as_its_documentation_says() {
    let bytes: [u8; 32] = counted(0).try_into().unwrap();
    let key = maatwerk::crypto::DeviceKey::new(bytes.into());
    let new = NewSlot {
        id: base64::encode(&credential()),
        kind: SlotKind::Passkey,
        kdf: None,
        salt: [0x33; SALT],
        nonce: [0x44; NONCE],
    };
    let slot = Slot::wrap(new, &Secret::new(counted(0x80)), &key);
    assert_eq!(slot.write(), STORED);
    let opened = stored().unwrap(&Secret::new(counted(0x80))).unwrap();
    let record = key.seal("canvas/a", [0; NONCE], b"x");
    assert_eq!(opened.open("canvas/a", &record).unwrap(), b"x");
    let asked = Passkey::of(&slot).unwrap();
    assert_eq!(asked.credential(), credential());
    assert_eq!(asked.salt, [0x33; SALT]);
    assert_eq!(Passkey::of(&recovery_slot(1, &key)), None);
}

#[test]
fn an_app_that_makes_no_passkeys_keeps_their_slots_as_they_are() {
    let key = device_key(9);
    let ring = KeyRing::new(vec![
        short_passphrase_slot(1, &key),
        recovery_slot(2, &key),
        stored(),
    ])
    .unwrap()
    .in_state(RingState::Sealed);
    let read = KeyRing::decode(&ring.encode()).unwrap();
    let old = read.slots()[0].id().to_owned();
    let new = read
        .replacing(&old, short_passphrase_slot(5, &key))
        .unwrap();
    let text = String::from_utf8(new.encode()).unwrap();
    assert!(text.contains(STORED), "{text}");
}

#[test]
fn a_passkey_is_believed_once_it_has_given_the_same_twice() {
    let made = |secret| PasskeyOutput {
        id: "abc".to_owned(),
        secret,
    };
    let mut eager = NewPasskey::new([1; SALT], made(Some(secret(1))));
    assert_eq!(eager.prove(given("abc", 1)), Some(secret(1)));
    let mut late = NewPasskey::new([1; SALT], made(None));
    assert_eq!(late.prove(given("abc", 1)), None, "once is no proof");
    assert_eq!(late.prove(given("abc", 1)), Some(secret(1)));
    let mut fickle = NewPasskey::new([1; SALT], made(Some(secret(1))));
    assert_eq!(fickle.prove(given("abc", 2)), None);
    assert_eq!(fickle.prove(given("abc", 3)), None);
    assert_eq!(fickle.prove(given("another", 3)), None);
    assert_eq!(fickle.prove(made(None)), None);
    assert_eq!(fickle.prove(given("abc", 3)), Some(secret(3)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn a_wrong_output_never_opens(output in proptest::collection::vec(any::<u8>(), 0..64), flipped in 0_usize..256) {
        let mut near = counted(0x80);
        near[flipped / 8] ^= 1 << (flipped % 8);
        for wrong in [output, near] {
            prop_assume!(wrong != counted(0x80));
            prop_assert!(stored().unwrap(&Secret::new(wrong)).is_err());
        }
    }
}
