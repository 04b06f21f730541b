//! What the browser knows and the domain may not ask: the time, random bits, the time zone.

use crate::domain::{Date, DocumentId, ItemId, Timestamp};

/// Clock and randomness; given from outside so that tests can hold them still.
#[derive(Clone, Copy, Debug)]
pub struct Environment {
    /// The device's clock.
    pub now: fn() -> Timestamp,
    /// Minutes that local time is ahead of UTC at a point in time.
    pub offset_minutes: fn(Timestamp) -> i32,
    /// 128 random bits.
    pub random: fn() -> u128,
}

impl Environment {
    /// The browser's.
    #[must_use]
    pub fn browser() -> Self {
        Self {
            now: browser::now,
            offset_minutes: browser::offset_minutes,
            random: browser::random,
        }
    }

    /// Today in local time.
    #[must_use]
    pub fn today(&self) -> Date {
        let now = (self.now)();
        let offset = i64::from((self.offset_minutes)(now)).saturating_mul(60_000);
        let local = Timestamp::from_millis(now.millis().saturating_add(offset)).to_string();
        local
            .get(..10)
            .and_then(|day| day.parse().ok())
            .unwrap_or(Date::EPOCH)
    }

    /// A new item's id.
    #[must_use]
    pub fn item_id(&self) -> ItemId {
        ItemId::from_bits((self.random)())
    }

    /// A new document's id.
    #[must_use]
    pub fn document_id(&self) -> Option<DocumentId> {
        self.item_id().to_string().parse().ok()
    }
}

mod browser {
    use crate::domain::Timestamp;

    /// Whole milliseconds of JavaScript's clock: far within 53 bits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the clock counts whole milliseconds, within 53 bits"
    )]
    pub(super) fn now() -> Timestamp {
        Timestamp::from_millis(js_sys::Date::now() as i64)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "an offset is at most 14 hours"
    )]
    pub(super) fn offset_minutes(at: Timestamp) -> i32 {
        let text = js_sys::JsString::from(at.to_string());
        let date = js_sys::Date::new(&text);
        -(date.get_timezone_offset() as i32)
    }

    pub(super) fn random() -> u128 {
        let mut bytes = [0_u8; 16];
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        if let Some(crypto) = crypto {
            drop(crypto.get_random_values_with_u8_array(&mut bytes));
        }
        u128::from_be_bytes(bytes)
    }
}
