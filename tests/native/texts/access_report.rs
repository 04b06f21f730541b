//! The access report: nothing that a person typed is missing from it.

use maatwerk::domain::{Canvas, Date, ItemId, OwnNames, canonical, read_document, to_value};
use maatwerk::store::SavedVersion;
use maatwerk::texts::access_report::AccessReport;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::generate::{canvas, ten_thousand};

const FULL: &str = include_str!("../../fixtures/canvas-1-vol.json");

/// Fields that a person types a text into.
const TYPED: &[&str] = &[
    "casusnummer",
    "titel",
    "maatwerkeindbaas",
    "tekst",
    "wat",
    "wie",
    "omschrijving",
    "onderbouwing",
    "getoetstDoor",
    "bron",
    "rol",
    "reden",
    "naam",
    "van",
    "grondslag",
    "regeling",
    "artikel",
    "ruimte",
    "toelichting",
    "thema",
    "knelpunt",
    "voorstel",
    "akkoordVan",
    "vraag",
    "aan",
    "antwoord",
    "discipline",
    "tafel",
];

fn report(canvas: &Canvas, versions: &[SavedVersion]) -> String {
    AccessReport {
        canvas,
        versions,
        own: &OwnNames::default(),
        today: "2026-11-30".parse().unwrap(),
        offset_minutes: &|_| 60,
    }
    .html()
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('\n', "<br>")
}

/// Every text in a value that was typed. Not looked into: what a field of a newer version holds, and
/// conflicts, as the generated ones have values that don't fit their place.
fn typed(value: &Value, found: &mut Vec<String>) {
    for (name, value) in value.as_object().into_iter().flatten() {
        match value {
            Value::String(text) if TYPED.contains(&name.as_str()) && !is_day(text) => {
                found.push(text.clone())
            }
            Value::Object(_)
                if ![
                    "vraag",
                    "verschillen",
                    "verder",
                    "door",
                    "financier",
                    "prijs",
                ]
                .contains(&name.as_str()) =>
            {
                typed(value, found)
            }
            _ => {}
        }
    }
}

/// Whether a text is a day, which is told in another notation.
fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

fn missing(canvas: &Canvas) -> Vec<String> {
    let (page, mut all) = (report(canvas, &[]), Vec::new());
    typed(&to_value(canvas), &mut all);
    all.retain(|text| !page.contains(&escaped(text)));
    all
}

#[test]
fn all_of_a_full_canvas_is_in_it() {
    let canvas = read_document(FULL).unwrap();
    assert_eq!(missing(&canvas), Vec::<String>::new());
}

#[test]
fn what_is_kept_from_before_is_in_it_with_why() {
    let now = Canvas::new("een".parse().unwrap());
    let mut before = now.clone();
    before.perspective.text = "Weer <samen> wonen".to_owned();
    let version = SavedVersion {
        why: "portaal".to_owned(),
        canvas: before,
    };
    let page = report(&now, &[version]);
    assert!(page.contains("Weer &lt;samen&gt; wonen"));
    assert!(page.contains("Vervangen door het portaal."));
}

#[test]
fn both_versions_of_a_place_are_in_it() {
    let canvas = r#"{"formaat":1,"id":"een","verschillen":{"00000000000000000000000000000001":
        {"waar":"/perspectief","onze":{"waarde":{"tekst":"Weer samen"}},"andere":{"waarde":{"tekst":"Elk apart"}}}}}"#;
    let page = report(&read_document(canvas).unwrap(), &[]);
    assert!(
        page.contains("Weer samen") && page.contains("Elk apart"),
        "{page}"
    );
}

#[test]
fn who_was_at_a_table_and_what_a_line_has_cost_are_in_it_in_words() {
    let [table, anne, bas, line] = [1, 2, 3, 4].map(|n| ItemId::from_bits(n).to_string());
    let text = json!({ "formaat": 1, "id": "een",
        "aanmeldingen": { table.as_str(): { "volgorde": "V", "tafel": "spar", "aanwezig": {
            anne.as_str(): { "volgorde": "W", "naam": "Anne", "discipline": "Jeugd" },
            bas.as_str(): { "volgorde": "V", "naam": "Bas" },
        } } },
        "kosten": { "looptijd": 12, "regels": { line.as_str(): { "volgorde": "V", "omschrijving": "Verblijf",
            "gerealiseerd": { "na6Maanden": { "bedrag": "30000.00", "bron": "facturen" } } } } },
    });
    let page = report(&read_document(&text.to_string()).unwrap(), &[]);
    assert!(page.contains("Bas; Discipline: Jeugd, Anne"), "{page}");
    let cost = "Echt betaald: Na 6 maanden: €\u{a0}30.000,00 · facturen";
    assert!(page.contains(cost), "{page}");
    for id in [anne, bas] {
        assert!(!page.contains(&id), "{page}");
    }
}

#[test]
fn nothing_in_it_runs_or_is_fetched() {
    let text = "<script src=\"https://elders.nl\">alert(1)</script><img onerror=x>";
    let mut canvas = Canvas::new("een".parse().unwrap());
    canvas.situation.text = text.to_owned();
    canvas.case_number = "</style><b>".to_owned();
    let page = report(&canvas, &[]);
    for tag in ["<script", "<img", "<b>", "</style><"] {
        assert!(!page.replacen("</style>\n", "", 1).contains(tag), "{tag}");
    }
}

proptest! {
    #![proptest_config(ten_thousand())]

    /// Whatever the canvas, even with fields of a newer version.
    #[test]
    fn nothing_that_was_typed_is_missing(canvas in canvas()) {
        prop_assert_eq!(missing(&canvas), Vec::<String>::new(), "{}", canonical(&canvas));
    }
}
