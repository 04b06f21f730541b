//! Passphrases, stretched by the browser's own cryptography.

use maatwerk::crypto::web::stretch;
use maatwerk::crypto::{
    DeviceKey, KeyRing, MIN_ROUNDS, NONCE, NewSlot, PassphraseKdf, SALT, Slot, SlotKind,
};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

/// A key ring that another program has made; its passphrase is these four words.
const FROZEN: &[u8] = include_bytes!("../fixtures/keys/ring-1.json");

#[wasm_bindgen_test]
async fn the_passphrase_of_a_frozen_ring_opens_it_and_another_does_not() {
    let ring = KeyRing::decode(FROZEN).expect("a ring");
    let slot = ring.slots_of(SlotKind::Passphrase).next().expect("a slot");
    let (salt, kdf) = (slot.salt(), slot.kdf().expect("rounds"));
    let window = web_sys::window().expect("a window");
    let clock = window.performance().expect("a clock");
    let from = clock.now();
    let secret = stretch("  paard batterij nietje appel\n", &salt, kdf)
        .await
        .expect("WebCrypto");
    console_log!(
        "{MIN_ROUNDS} rounds of PBKDF2 take {} ms",
        clock.now() - from
    );
    assert!(ring.open(SlotKind::Passphrase, &secret).is_ok());
    let wrong = stretch("paard batterij nietje peer", &salt, kdf)
        .await
        .expect("WebCrypto");
    assert!(ring.open(SlotKind::Passphrase, &wrong).is_err());
}

#[wasm_bindgen_test]
async fn letters_with_a_mark_are_the_same_however_the_keyboard_makes_them() {
    let kdf = PassphraseKdf::new(MIN_ROUNDS);
    let salt = [7; SALT];
    let new = NewSlot {
        id: "7".repeat(32),
        kind: SlotKind::Passphrase,
        kdf: Some(kdf),
        salt,
        nonce: [7; NONCE],
    };
    let whole = stretch("één crème brûlée", &salt, kdf)
        .await
        .expect("WebCrypto");
    let slot = Slot::wrap(new, &whole, &DeviceKey::new([1; 32].into()));
    let parts = "e\u{301}e\u{301}n cre\u{300}me bru\u{302}le\u{301}e";
    let apart = stretch(parts, &salt, kdf).await.expect("WebCrypto");
    assert!(slot.unwrap(&apart).is_ok());
}
