//! The envelope: what was written is read back, and any other bytes are detected.

use maatwerk::store::{ENVELOPE, Envelope, StoreError};
use proptest::prelude::*;

const KEY: &str = "canvas/zaak-1";

fn sample(seq: u64, text: &str) -> Envelope {
    let doc = serde_json::json!({"formaat": 1, "id": "zaak-1", "tekst": text});
    Envelope {
        seq,
        doc: doc.to_string(),
    }
}

#[test]
fn it_is_readable_json() {
    let bytes = sample(7, "een").encode(KEY);
    let json: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
    assert_eq!((&json["v"], &json["seq"]), (&ENVELOPE.into(), &7.into()));
    assert_eq!(json["doc"]["tekst"], "een");
    assert_eq!(json["sum"].as_str().map(str::len), Some(8));
}

#[test]
fn a_newer_one_says_so_and_an_older_one_cannot_be() {
    let newer = Envelope::decode(KEY, br#"{"v":2,"anders":true}"#);
    assert_eq!(newer, Err(StoreError::TooNew { found: 2 }));
    let older = Envelope::decode(KEY, br#"{"v":0,"seq":1,"sum":"00000000","doc":{}}"#);
    assert_eq!(older, Err(StoreError::Damaged));
}

#[test]
fn what_is_no_envelope_is_damaged() {
    for text in [
        "",
        "null",
        "[300]",
        "{}",
        "[]",
        "\"",
        "{\"v\":1}",
        "{\"v\":1,\"seq\":-1,\"sum\":\"\",\"doc\":{}}",
    ] {
        let read = Envelope::decode(KEY, text.as_bytes());
        assert_eq!(read, Err(StoreError::Damaged), "{text}");
    }
}

/// A kind of damage to the bytes.
#[derive(Clone, Debug)]
enum Harm {
    Flip(usize, u8),
    Cut(usize),
    Set(usize, u8),
    Insert(usize, u8),
    Drop(usize),
    Zero(usize, usize),
}

fn harm() -> impl Strategy<Value = Harm> {
    let at = || 0..10_000_usize;
    prop_oneof![
        4 => (at(), 0..8_u8).prop_map(|(at, bit)| Harm::Flip(at, 1 << bit)),
        2 => at().prop_map(Harm::Cut),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Harm::Set(at, byte)),
        1 => (at(), any::<u8>()).prop_map(|(at, byte)| Harm::Insert(at, byte)),
        1 => at().prop_map(Harm::Drop),
        1 => (at(), 1..64_usize).prop_map(|(at, len)| Harm::Zero(at, len)),
    ]
}

fn apply(bytes: &mut Vec<u8>, harm: &Harm) {
    let len = bytes.len();
    if len == 0 {
        return;
    }
    match *harm {
        Harm::Flip(at, bit) => bytes[at % len] ^= bit,
        Harm::Cut(at) => bytes.truncate(at % len),
        Harm::Set(at, byte) => bytes[at % len] = byte,
        Harm::Insert(at, byte) => bytes.insert(at % len, byte),
        Harm::Drop(at) => drop(bytes.remove(at % len)),
        Harm::Zero(at, run) => {
            let from = at % len;
            bytes[from..(from + run).min(len)].fill(0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn it_comes_back(seq: u64, text in ".{0,80}", key in "[a-z]{1,9}/[a-zA-Z0-9_-]{1,20}") {
        let envelope = sample(seq, &text);
        prop_assert_eq!(Envelope::decode(&key, &envelope.encode(&key)), Ok(envelope));
    }

    #[test]
    fn harm_is_always_noticed(
        seq in prop_oneof![0..1000_u64, any::<u64>()],
        text in ".{0,40}",
        harms in prop::collection::vec(harm(), 1..4),
    ) {
        let good = sample(seq, &text).encode(KEY);
        let mut bytes = good.clone();
        harms.iter().for_each(|harm| apply(&mut bytes, harm));
        prop_assert_eq!(Envelope::decode(KEY, &bytes).is_ok(), bytes == good);
    }

    #[test]
    fn another_place_is_noticed(seq: u64, key in "canvas/[a-z0-9-]{1,12}") {
        prop_assume!(key != KEY);
        let bytes = sample(seq, "een").encode(KEY);
        prop_assert_eq!(Envelope::decode(&key, &bytes), Err(StoreError::Damaged));
    }

    #[test]
    fn no_bytes_break_it(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Envelope::decode(KEY, &bytes).is_err());
    }
}
