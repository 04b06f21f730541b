//! Published vectors: the crates compute what the standards say, and our framing adds what it says.

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, XChaCha20Poly1305};
use maatwerk::crypto::{DeviceKey, KeyRing, RecoveryCode, RingState, Secret, SlotKind};
use pbkdf2::pbkdf2_hmac_array;
use sha2::Sha256;

use super::kit::hex;

const SUNSCREEN: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";

const BOUND: &[u8] = &[
    0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7,
];

/// The text and its tag, sealed.
fn sealed(cipher: &impl AeadInPlace, nonce: &[u8]) -> Vec<u8> {
    let mut text = SUNSCREEN.to_vec();
    let tag = cipher.encrypt_in_place_detached(nonce.into(), BOUND, &mut text);
    text.extend(tag.unwrap());
    text
}

fn key() -> Vec<u8> {
    (0x80..0xa0).collect()
}

#[test]
fn chacha20_poly1305_is_that_of_rfc_8439_section_2_8_2() {
    let cipher = ChaCha20Poly1305::new_from_slice(&key()).unwrap();
    let nonce = hex("070000004041424344454647");
    assert_eq!(
        sealed(&cipher, &nonce),
        hex(
            "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6
             3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36
             92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc
             3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691"
        )
    );
}

#[test]
fn xchacha20_poly1305_is_that_of_the_draft_appendix_a_3() {
    let cipher = XChaCha20Poly1305::new_from_slice(&key()).unwrap();
    let nonce: Vec<u8> = (0x40..0x58).collect();
    assert_eq!(
        sealed(&cipher, &nonce),
        hex(
            "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb
             731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452
             2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9
             21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
        )
    );
}

#[test]
fn pbkdf2_is_that_of_rfc_7914_section_11() {
    assert_eq!(
        pbkdf2_hmac_array::<Sha256, 64>(b"passwd", b"salt", 1).to_vec(),
        hex(
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc
             49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783"
        )
    );
    assert_eq!(
        pbkdf2_hmac_array::<Sha256, 64>(b"Password", b"NaCl", 80_000).to_vec(),
        hex(
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56
             a1d425a1225833549adb841b51c9b3176a272bdebba1d078478f62b397f33c8d"
        )
    );
}

#[test]
fn hkdf_is_that_of_rfc_5869_case_1() {
    let salt: Vec<u8> = (0..13).collect();
    let mut key = [0; 42];
    hkdf::Hkdf::<Sha256>::new(Some(&salt), &[0x0b; 22])
        .expand(&hex("f0f1f2f3f4f5f6f7f8f9"), &mut key)
        .unwrap();
    assert_eq!(
        key.to_vec(),
        hex(
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf
             34007208d5b887185865"
        )
    );
}

/// Made by a program that shares no code with this one.
const SEALED: &str = "015050505050505050505050505050505050505050505050504d78548220e776f1a4688d17c8ee90af46ea4c56c95c3d40b20e977ff9d0e0";

fn counted() -> DeviceKey {
    let bytes: [u8; 32] = std::array::from_fn(|at| u8::try_from(at).unwrap());
    DeviceKey::new(bytes.into())
}

#[test]
fn a_record_is_framed_as_its_documentation_says() {
    let plain = br#"{"v":1,"seq":7}"#;
    assert_eq!(
        counted().seal("canvas/proef", [0x50; 24], plain),
        hex(SEALED)
    );
    assert_eq!(counted().open("canvas/proef", &hex(SEALED)).unwrap(), plain);
}

#[test]
fn a_frozen_key_ring_opens_by_each_of_its_secrets() {
    let stored = include_bytes!("../../fixtures/keys/ring-1.json");
    let ring = KeyRing::decode(stored).unwrap();
    assert_eq!(ring.encode(), stored, "written as it was read");
    assert_eq!((ring.state(), ring.seq()), (RingState::Sealing, 1));

    let slot = ring.slots_of(SlotKind::Passphrase).next().unwrap();
    let rounds = slot.kdf().unwrap().rounds();
    let stretched =
        pbkdf2_hmac_array::<Sha256, 32>(b"paard batterij nietje appel", &slot.salt(), rounds);
    let code = RecoveryCode::parse("CHJPD-CSV8B-D5N6W-PV3DV-DSQQ4-0WBJ6-EDT71-AXKQ0").unwrap();
    for (kind, secret) in [
        (SlotKind::Passphrase, Secret::new(stretched.to_vec())),
        (SlotKind::Recovery, code.secret()),
    ] {
        let key = ring.open(kind, &secret).unwrap();
        assert!(key.open("canvas/proef", &hex(SEALED)).is_ok(), "{kind:?}");
    }
}
