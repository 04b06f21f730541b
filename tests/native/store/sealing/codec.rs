//! The codec without a key.

use maatwerk::store::{Codec, Plain, StoreError};

#[test]
fn the_plain_codec_takes_a_sealed_record_for_locked_and_not_for_damaged() {
    let sealed = crate::crypto::device_key(1).seal("canvas/a", [0; 24], b"{}");
    assert_eq!(Plain.open("canvas/a", &sealed), Err(StoreError::Locked));
    assert_eq!(Plain.open("canvas/a", b"{}"), Ok(b"{}".to_vec()));
    assert!(Plain.is_current(b"{}") && !Plain.is_current(&sealed));
}
