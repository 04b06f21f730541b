//! Fractional order keys: a place in a list that two people can give out without meeting.

use std::fmt;
use std::str::FromStr;

use super::id::{ItemId, as_text_on_the_wire};
use super::sort::sort_by;

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The most digits of a key.
const LONGEST: usize = 200;
/// Digits of the item's id at the end of each new key. Of two items out of a thousand that are inserted
/// at one spot at the same time, two get the same key once in a hundred thousand times.
const TAIL: usize = 6;
/// Digits of a key that is put at an end, before its tail.
const HEAD: usize = 4;
/// Room left between keys that are put at an end one after the other.
const STEP: u64 = 1000;

/// A place in a list: base-62 digits compared bytewise, ties by id; never ends in `0`.
///
/// Each new key ends in digits of its item's id, so that two people who insert at the same spot
/// at the same time still give out different keys.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrderKey(String);

impl OrderKey {
    /// A key for the item `id` between two others; `None` is the end of the list.
    ///
    /// `after` is ignored if `before` isn't smaller than it.
    #[must_use]
    pub fn between(before: Option<&Self>, after: Option<&Self>, id: ItemId) -> Self {
        let low = before.map_or("", |key| key.0.as_str());
        let high = after.map(|key| key.0.as_str()).filter(|high| low < *high);
        let head = match (before, high) {
            (_, Some(high)) if !low.is_empty() => midpoint(low.as_bytes(), Some(high.as_bytes())),
            (Some(_), None) => step(low, true).unwrap_or_else(|| midpoint(low.as_bytes(), None)),
            (_, Some(high)) => {
                step(high, false).unwrap_or_else(|| midpoint(b"", Some(high.as_bytes())))
            }
            (None, None) => midpoint(b"", None),
        };
        Self(with_tail(low, high, head, id))
    }
}

/// The key that puts the item `id` at `index` of a list, given the keys of the other items in order. An
/// index beyond the end means the end.
#[must_use]
pub fn place_at<'a>(
    keys: impl Iterator<Item = &'a OrderKey>,
    index: usize,
    id: ItemId,
) -> OrderKey {
    let keys: Vec<&OrderKey> = keys.collect();
    let index = index.min(keys.len());
    let before = index.checked_sub(1).and_then(|at| keys.get(at)).copied();
    let after = keys
        .iter()
        .skip(index)
        .copied()
        .find(|key| before.is_none_or(|before| *key > before));
    OrderKey::between(before, after, id)
}

fn digit(value: u64) -> char {
    let index = usize::try_from(value % 62).unwrap_or(0);
    DIGITS.get(index).copied().map_or('0', char::from)
}

fn value(byte: u8) -> usize {
    DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0)
}

/// Appends digits of the id to `head`, which is between `low` and `high`, so that the result is too.
/// Leaves them out if there is no room.
fn with_tail(low: &str, high: Option<&str>, mut head: String, id: ItemId) -> String {
    // A head that `high` starts with has no room behind it: one lower down has.
    for _ in 0..3 {
        if !high.is_some_and(|high| high.starts_with(&head)) {
            break;
        }
        head = midpoint(low.as_bytes(), Some(head.as_bytes()));
    }
    let tailed = format!("{head}{}", tail(id));
    let fits = |key: &str| key.len() <= LONGEST && high.is_none_or(|high| key < high);
    if fits(&tailed) {
        tailed
    } else if fits(&head) {
        head
    } else {
        // Over a thousand insertions at one spot: a neighbour's own key, and the ids decide.
        high.filter(|_| low.is_empty()).unwrap_or(low).to_owned()
    }
}

/// Six digits of the id, the last of them not `0`.
fn tail(id: ItemId) -> String {
    let mut bits = u64::try_from(id.bits() & 0xffff_ffff_ffff).unwrap_or(0);
    let mut digits: String = (1..TAIL)
        .map(|_| {
            let low = digit(bits);
            bits /= 62;
            low
        })
        .collect();
    digits.push(digit(bits % 61 + 1));
    digits
}

/// The head of `key` one step up or down, so that keys stay short when a list grows at one end. `None`
/// if there is no room.
fn step(key: &str, up: bool) -> Option<String> {
    let head = key
        .bytes()
        .chain([b'0'; HEAD])
        .take(HEAD)
        .fold(0_u64, |sum, byte| {
            sum.saturating_mul(62)
                .saturating_add(u64::try_from(value(byte)).unwrap_or(0))
        });
    let next = if up {
        head.checked_add(STEP)?
    } else {
        head.checked_sub(STEP)?
    };
    let next = (next > 0 && next < 62_u64.pow(4)).then_some(next)?;
    Some(
        [next / 238_328, next / 3844, next / 62, next]
            .into_iter()
            .map(digit)
            .collect(),
    )
}

/// A short string strictly between `low` and `high` (`None` is beyond all), not ending in `0`.
fn midpoint(low: &[u8], high: Option<&[u8]>) -> String {
    if let Some(high) = high {
        let shared = high
            .iter()
            .zip(low.iter().chain(std::iter::repeat(&b'0')))
            .take_while(|(h, l)| h == l)
            .count();
        if shared > 0 {
            let (start, rest) = high.split_at(shared.min(high.len()));
            let low = low.get(shared..).unwrap_or_default();
            return format!(
                "{}{}",
                String::from_utf8_lossy(start),
                midpoint(low, Some(rest))
            );
        }
    }
    let from = low.first().map_or(0, |byte| value(*byte));
    let to = high
        .and_then(|high| high.first())
        .map_or(62, |byte| value(*byte));
    let middle = from.midpoint(to);
    if middle > from {
        return digit(u64::try_from(middle).unwrap_or(0)).to_string();
    }
    match high {
        Some(high) if high.len() > 1 => {
            char::from(high.first().copied().unwrap_or(b'1')).to_string()
        }
        _ => {
            let rest = low.get(1..).unwrap_or_default();
            format!(
                "{}{}",
                digit(u64::try_from(from).unwrap_or(0)),
                midpoint(rest, None)
            )
        }
    }
}

/// The ids of a list's items by order key, ties by id.
pub(super) fn in_order(mut keys: Vec<(&OrderKey, ItemId)>) -> Vec<ItemId> {
    sort_by(&mut keys, &Ord::cmp);
    keys.into_iter().map(|(_, id)| id).collect()
}

/// The text isn't an order key: up to 200 ASCII letters and digits, not ending in `0`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidOrderKey;

impl fmt::Display for InvalidOrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an order key is letters and digits, not ending in 0")
    }
}

impl FromStr for OrderKey {
    type Err = InvalidOrderKey;

    fn from_str(text: &str) -> Result<Self, InvalidOrderKey> {
        let plain = text.bytes().all(|b| b.is_ascii_alphanumeric());
        let fits = plain && (1..=LONGEST).contains(&text.len()) && !text.ends_with('0');
        if fits {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidOrderKey)
        }
    }
}

impl fmt::Display for OrderKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

as_text_on_the_wire!(OrderKey);
