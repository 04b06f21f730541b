//! Fractional order keys.

use std::collections::BTreeSet;

use maatwerk::domain::{ItemId, OrderKey, place_at};
use proptest::prelude::*;

use crate::generate;

/// Distinct ids without a pattern (a multiplicative hash), the same on every run.
fn id(n: u128) -> ItemId {
    ItemId::from_bits((n + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
}

fn key(text: &str) -> OrderKey {
    text.parse().unwrap()
}

fn is_valid(key: &OrderKey) -> bool {
    key.to_string().parse::<OrderKey>().as_ref() == Ok(key)
}

#[test]
fn keys_have_one_form() {
    for good in ["1", "V", "0V", "zz", &"z".repeat(200)] {
        assert!(good.parse::<OrderKey>().is_ok(), "{good}");
    }
    for bad in ["", "0", "V0", "-1", "a b", "é", &"z".repeat(201)] {
        assert!(bad.parse::<OrderKey>().is_err(), "{bad}");
    }
    assert!(key("9") < key("A") && key("Z") < key("a") && key("a") < key("aV"));
}

#[test]
fn five_thousand_at_either_end_stay_in_order_and_short() {
    let mut last = OrderKey::between(None, None, id(0));
    for n in 1..5000 {
        let next = OrderKey::between(Some(&last), None, id(n));
        assert!(next > last && is_valid(&next), "{last} < {next}");
        last = next;
    }
    assert!(last.to_string().len() <= 20, "{last}");
    let mut first = OrderKey::between(None, None, id(0));
    for n in 1..5000 {
        let next = OrderKey::between(None, Some(&first), id(n));
        assert!(next < first && is_valid(&next), "{next} < {first}");
        first = next;
    }
    assert!(first.to_string().len() <= 20, "{first}");
}

#[test]
fn eight_hundred_insertions_at_one_spot_stay_between() {
    let (low, mut high) = (key("V"), key("W"));
    for n in 0..800 {
        let next = OrderKey::between(Some(&low), Some(&high), id(n));
        assert!(
            low < next && next < high && is_valid(&next),
            "{low} < {next} < {high}"
        );
        high = next;
    }
    let (mut low, high) = (key("V"), key("W"));
    for n in 0..800 {
        let next = OrderKey::between(Some(&low), Some(&high), id(n));
        assert!(
            low < next && next < high && is_valid(&next),
            "{low} < {next} < {high}"
        );
        low = next;
    }
}

#[test]
fn when_there_is_no_room_left_a_key_is_still_valid() {
    let longest = key(&"z".repeat(200));
    assert!(is_valid(&OrderKey::between(Some(&longest), None, id(1))));
    let smallest = key(&format!("{}1", "0".repeat(199)));
    let before = OrderKey::between(None, Some(&smallest), id(1));
    assert!(is_valid(&before) && before <= smallest, "{before}");
    let mut last = key("V");
    for n in 0..20_000 {
        last = OrderKey::between(Some(&last), None, id(n));
        assert!(is_valid(&last));
    }
    let mut first = key("V");
    for n in 0..20_000 {
        first = OrderKey::between(None, Some(&first), id(n));
        assert!(is_valid(&first));
    }
}

#[test]
fn a_thousand_people_who_insert_at_one_spot_give_out_different_keys() {
    let ends = [
        None,
        Some(key("V")),
        Some(key("W")),
        Some(key("V0000V")),
        Some(key("W01")),
    ];
    for before in &ends {
        for after in &ends {
            if before.is_some() && after.is_some() && before >= after {
                continue;
            }
            let keys: BTreeSet<OrderKey> = (0..1000)
                .map(|n| OrderKey::between(before.as_ref(), after.as_ref(), id(n)))
                .collect();
            assert_eq!(keys.len(), 1000, "{before:?} {after:?}");
        }
    }
}

#[test]
fn keys_the_wrong_way_round_still_give_a_key_behind_the_first() {
    let next = OrderKey::between(Some(&key("W")), Some(&key("V")), id(1));
    assert!(next > key("W"));
    let same = OrderKey::between(Some(&key("V")), Some(&key("V")), id(1));
    assert!(same > key("V"));
    let tied = [key("V"), key("V"), key("W")];
    let inside = place_at(tied.iter(), 1, id(1));
    assert!(inside > key("V") && inside < key("W"));
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn a_key_lies_between_any_two(a in "[0-9A-Za-z]{0,8}[1-9A-Za-z]", b in "[0-9A-Za-z]{0,8}[1-9A-Za-z]", bits in any::<u128>()) {
        prop_assume!(a != b);
        let (low, high) = if a < b { (key(&a), key(&b)) } else { (key(&b), key(&a)) };
        let id = ItemId::from_bits(bits);
        let between = OrderKey::between(Some(&low), Some(&high), id);
        prop_assert!(low < between && between < high && is_valid(&between), "{} < {} < {}", low, between, high);
        let below = OrderKey::between(None, Some(&low), id);
        prop_assert!(below < low && is_valid(&below), "{} < {}", below, low);
        let above = OrderKey::between(Some(&high), None, id);
        prop_assert!(above > high && is_valid(&above), "{} > {}", above, high);
    }

    #[test]
    fn random_insertions_and_moves_keep_the_list_as_a_plain_list(steps in proptest::collection::vec((any::<bool>(), 0_usize..40, 0_usize..40), 1..60)) {
        let mut keyed: Vec<(OrderKey, u128)> = Vec::new();
        let mut model: Vec<u128> = Vec::new();
        for (n, (insert, at, to)) in (0_u128..).zip(steps) {
            let item = if insert || model.is_empty() {
                n
            } else {
                let item = model.remove(at % model.len());
                keyed.retain(|(_, other)| *other != item);
                item
            };
            let index = to % (model.len() + 1);
            model.insert(index, item);
            let order = place_at(keyed.iter().map(|(order, _)| order), index, id(item));
            prop_assert!(is_valid(&order));
            keyed.push((order, item));
            keyed.sort();
        }
        let listed: Vec<u128> = keyed.iter().map(|(_, item)| *item).collect();
        prop_assert_eq!(listed, model);
    }
}
