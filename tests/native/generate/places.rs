//! Generates random places in a document, values for them, and conflicts about them.

use maatwerk::domain::{Conflict, Side};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::{
    action, count, date, entry, filled, grade_entry, item_id, line, money, person, professional,
};

/// A JSON Pointer, possibly to a place that can't have a value.
pub(super) fn pointer() -> BoxedStrategy<String> {
    let item = (
        select(vec![
            "/acties/#",
            "/acties/#/wat",
            "/acties/#/vak",
            "/kosten/regels/#",
            "/kosten/regels/#/omschrijving",
            "/kosten/regels/#/dreigend",
            "/kosten/regels/#/prijs",
            "/kosten/regels/#/financier",
            "/tevredenheid/personen/#",
            "/tevredenheid/personen/#/rol",
            "/tevredenheid/cijfers/#",
            "/partijen/#",
        ]),
        item_id(),
    )
        .prop_map(|(place, id)| place.replace('#', &id.to_string()));
    let single = select(vec![
        "/perspectief",
        "/situatieschets",
        "/casusnummer",
        "/titel",
        "/datum",
        "/kosten/looptijd",
        "/verwijderd",
        "/eindbaas",
        "/toekomst/wat",
        "/a~1b",
    ]);
    prop_oneof![3 => item, 1 => single.prop_map(str::to_owned)].boxed()
}

/// A JSON value that is valid at some places.
pub(super) fn value() -> BoxedStrategy<Value> {
    prop_oneof![
        filled().prop_map(Value::from),
        filled().prop_map(|text| json!({ "tekst": text })),
        money().prop_map(|amount| json!({ "bedrag": amount })),
        count().prop_map(|count| json!({ "aantal": count, "per": "week", "van": 1, "tot": 12 })),
        action().prop_map(|item| json!(item)),
        line().prop_map(|item| json!(item)),
        person().prop_map(|item| json!(item)),
        grade_entry().prop_map(|item| json!(item)),
        entry().prop_map(|item| json!(item)),
        professional().prop_map(|item| json!(item)),
        (0..70).prop_map(|months| json!(months)),
        date().prop_map(|day| json!(day)),
    ]
    .boxed()
}

pub(super) fn conflict() -> BoxedStrategy<Conflict> {
    (pointer(), side(), side())
        .prop_map(|(place, ours, theirs)| Conflict {
            place,
            ours,
            theirs,
            extra: Default::default(),
        })
        .boxed()
}

fn side() -> BoxedStrategy<Side> {
    option::of(value())
        .prop_map(|value| Side {
            value,
            signature: Default::default(),
        })
        .boxed()
}
