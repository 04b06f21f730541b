//! Random editors: a base and what several people made of it, apart from each other.

use maatwerk::domain::{
    Canvas, Command, Side, apply, choose, from_value, to_value, undecided, versions,
};
use maatwerk::merge::merge;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::generate;

/// What one person does to a document.
#[derive(Clone, Debug)]
pub(crate) enum Deed {
    /// An edit that this version knows.
    Edit(Command),
    /// A newer version sets or removes a field that this one doesn't know.
    Future(Index, &'static str, Option<Value>),
    /// Chooses from an open difference.
    Settle(Index),
    /// Takes in what someone else made of the same document.
    Merge(Vec<Command>),
}

pub(crate) fn deed() -> BoxedStrategy<Deed> {
    let value = prop_oneof![
        (0..3).prop_map(|n| json!(n)),
        (0..3).prop_map(|n| json!({ "a": n, "b": "x" })),
        (0..3).prop_map(|n| json!({ "a": 1, "c/~d": { "e": n } })),
        Just(json!([{}, { "door": 1 }])),
    ];
    prop_oneof![
        12 => generate::command().prop_map(Deed::Edit),
        2 => (any::<Index>(), select(vec!["toekomst", "a/~1"]), proptest::option::of(value))
            .prop_map(|(place, name, value)| Deed::Future(place, name, value)),
        1 => any::<Index>().prop_map(Deed::Settle),
        1 => vec(generate::command(), 1..4).prop_map(Deed::Merge),
    ]
    .boxed()
}

/// What a person makes of a document; no two people have the same clock.
pub(crate) fn edited(base: &Canvas, deeds: &[Deed], person: i64) -> Canvas {
    let mut canvas = base.clone();
    for (n, deed) in (0..).zip(deeds) {
        let stamp = generate::stamp(person * 7 + n);
        match deed {
            Deed::Edit(command) => {
                let _refused = apply(&mut canvas, command.clone(), &stamp);
            }
            Deed::Future(place, name, value) => canvas = future(&canvas, place, name, value),
            Deed::Settle(which) => {
                let open: Vec<String> = undecided(&canvas).into_iter().map(str::to_owned).collect();
                if !open.is_empty() {
                    let place = which.get::<String>(&open);
                    let versions = versions(&canvas, place);
                    let chosen = which.get::<Side>(&versions).value.clone();
                    let choice = choose(&canvas, place, chosen);
                    let _refused = apply(&mut canvas, choice, &stamp);
                }
            }
            Deed::Merge(commands) => {
                let mut other = base.clone();
                for command in commands {
                    let _refused = apply(&mut other, command.clone(), &generate::stamp(n));
                }
                canvas = merge(Some(base), &canvas, &other);
            }
        }
    }
    normal(&canvas)
}

/// A document as it comes back from the wire.
pub(crate) fn normal(canvas: &Canvas) -> Canvas {
    from_value(to_value(canvas)).unwrap()
}

/// The document with a field in one of its objects.
fn future(canvas: &Canvas, place: &Index, name: &str, value: &Option<Value>) -> Canvas {
    let mut document = to_value(canvas);
    let mut places = Vec::new();
    objects(&document, String::new(), &mut places);
    let fields = document.pointer_mut(place.get::<String>(&places)).unwrap();
    let fields = fields.as_object_mut().unwrap();
    match value {
        Some(value) => fields.insert(name.to_owned(), value.clone()),
        None => fields.remove(name),
    };
    from_value(document).unwrap()
}

/// The places where a field may be added: not in the lists, of which the keys are ids.
fn objects(value: &Value, place: String, found: &mut Vec<String>) {
    let Value::Object(fields) = value else { return };
    let list = [
        "/acties",
        "/kosten/regels",
        "/tevredenheid/personen",
        "/tevredenheid/cijfers",
        "/verschillen",
        "/partijen",
        "/grondslagen",
        "/aanmeldingen",
        "/vragen",
        "/besluiten",
        "/leerpunten",
        "/overdrachten",
        "/archief",
        "/tafeldagen",
        "/disciplines",
        "/financiers",
        "/leefgebieden",
        "/budgetten",
        "/uitgaven",
    ];
    // Nor in a frozen plan, which is never edited.
    if place == "/versies" {
        return;
    }
    if !list.contains(&place.as_str()) {
        found.push(place.clone());
    }
    for (name, value) in fields {
        let name = name.replace('~', "~0").replace('/', "~1");
        objects(value, format!("{place}/{name}"), found);
    }
}

/// A base and what so many people made of it.
pub(crate) fn people<const N: usize>() -> BoxedStrategy<(Canvas, [Canvas; N])> {
    let deeds = vec(vec(deed(), 0..5), N);
    (generate::canvas(), vec(deed(), 0..4), deeds)
        .prop_map(|(base, before, deeds)| {
            let base = edited(&base, &before, 0);
            let person = |n: usize| edited(&base, &deeds[n], i64::try_from(n).unwrap() + 1);
            (base.clone(), std::array::from_fn(person))
        })
        .boxed()
}
