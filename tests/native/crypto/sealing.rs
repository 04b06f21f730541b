//! Sealed records: only the same bytes, under the same key and name, open.

use maatwerk::crypto::{DeviceKey, NONCE, WrongKey, is_sealed};
use proptest::prelude::*;

use super::kit::{device_key, secret};

fn name() -> impl Strategy<Value = String> {
    "(canvas|lijst|versie|kapot|beheer|sync)/[a-zA-Z0-9/_-]{1,20}"
}

prop_compose! {
    fn sealed()(
        key in any::<[u8; 32]>(),
        nonce in any::<[u8; NONCE]>(),
        name in name(),
        plain in prop::collection::vec(any::<u8>(), 0..300),
    ) -> (DeviceKey, String, Vec<u8>, Vec<u8>) {
        let key = DeviceKey::new(key.into());
        let sealed = key.seal(&name, nonce, &plain);
        (key, name, plain, sealed)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn what_was_sealed_opens_and_nothing_else_does(
        (key, name, plain, sealed) in sealed(),
        other in name(),
        bit in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        more in prop::collection::vec(any::<u8>(), 1..20),
    ) {
        prop_assert!(is_sealed(&sealed));
        prop_assert_eq!(key.open(&name, &sealed), Ok(plain.clone()));
        prop_assert_eq!(sealed.len(), plain.len() + 41, "a version, a nonce and a tag");

        let mut flipped = sealed.clone();
        let bit = bit.index(sealed.len() * 8);
        flipped[bit / 8] ^= 1 << (bit % 8);
        prop_assert_eq!(key.open(&name, &flipped), Err(WrongKey), "bit {}", bit);

        let cut = cut.index(sealed.len());
        prop_assert_eq!(key.open(&name, &sealed[..cut]), Err(WrongKey), "cut at {}", cut);
        prop_assert_eq!(key.open(&name, &sealed[sealed.len() - cut..]), Err(WrongKey));
        let longer = [sealed.as_slice(), &more].concat();
        prop_assert_eq!(key.open(&name, &longer), Err(WrongKey), "extended");

        if other != name {
            prop_assert_eq!(key.open(&other, &sealed), Err(WrongKey), "under another name");
        }
        prop_assert_eq!(device_key(7).open(&name, &sealed), Err(WrongKey), "another key");
    }
}

#[test]
fn the_parts_of_a_name_do_not_run_into_the_text() {
    let key = device_key(1);
    let sealed = key.seal("canvas/a", [0; NONCE], b"b");
    for other in [
        "canvas/ab",
        "canvas/",
        "canvas",
        "lijst/a",
        "",
        "canvas/a\n",
    ] {
        assert_eq!(key.open(other, &sealed), Err(WrongKey), "{other:?}");
    }
}

#[test]
fn nothing_of_a_secret_is_printed() {
    let shown = format!("{:?} {:?}", device_key(0xab), secret(0xab));
    assert_eq!(shown, "DeviceKey(…) Secret(…)");
}
