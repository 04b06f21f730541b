//! Two versions of a place, in words.

use maatwerk::domain::{OwnNames, Side, read_document};
use maatwerk::texts::conflict as c;
use serde_json::{Value, json};

const FULL: &str = include_str!("../../fixtures/canvas-1-vol.json");
const ID: &str = "ffffffffffffffffffffffffffffffff";

fn side(value: Value) -> Side {
    serde_json::from_value(json!({ "waarde": value })).unwrap()
}

fn nothing() -> Side {
    serde_json::from_value(json!({})).unwrap()
}

#[test]
fn a_place_is_named_as_on_the_page() {
    let canvas = read_document(FULL).unwrap();
    let (id, line) = canvas.costs.lines.iter().next().unwrap();
    let description = &line.description;
    let (grade, _) = canvas.satisfaction.grades.iter().next().unwrap();
    for (place, whole, field) in [
        (
            format!("/kosten/regels/{id}/maatwerk"),
            format!("Kosten-batenanalyse › “{description}” › Maatwerk"),
            "Maatwerk",
        ),
        (
            format!("/kosten/regels/{id}"),
            format!("Kosten-batenanalyse › “{description}”"),
            "Deze regel",
        ),
        (
            "/perspectief".to_owned(),
            "Perspectief".to_owned(),
            "Perspectief",
        ),
        (
            format!("/acties/{ID}/wat"),
            "Acties › verwijderd › Wat".to_owned(),
            "Wat",
        ),
        (
            format!("/tevredenheid/cijfers/{grade}"),
            "Tevredenheidscijfer › Moeder, nulmeting".to_owned(),
            "Dit cijfer",
        ),
        ("/a~1b/c".to_owned(), "“a/b” › “c”".to_owned(), "“c”"),
    ] {
        let told = c::place(&place, &canvas);
        assert_eq!(told.to_lowercase(), whole.to_lowercase());
        assert_eq!(c::field(&place), field);
    }
}

#[test]
fn every_field_of_the_document_has_a_name_on_the_page() {
    let document: Value = serde_json::from_str(FULL).unwrap();
    let own = [
        "toekomst",
        "formaat",
        "id",
        "gemaakt",
        "gewijzigd",
        "verschillen",
    ];
    fn names(value: &Value, found: &mut Vec<String>) {
        if let Value::Object(fields) = value {
            for (name, value) in fields {
                found.push(name.clone());
                names(value, found);
            }
        }
    }
    let mut found = Vec::new();
    for (name, value) in document.as_object().unwrap() {
        if own.contains(&name.as_str()) {
            continue;
        }
        found.push(name.clone());
        // Within a unit only the unit is named.
        if ["acties", "kosten", "tevredenheid"].contains(&name.as_str()) {
            names(value, &mut found);
        }
    }
    let inner = [
        "volgorde", "door", "op", "naam", "bedrag", "aantal", "per", "van", "tot", "kans",
        "eenheid", "bron", "code", "peiljaar", "min", "max", "persoon", "moment", "cijfer",
        "reden", "leeg",
    ];
    found.retain(|name| {
        name.len() != 32 && !own.contains(&name.as_str()) && !inner.contains(&name.as_str())
    });
    assert!(found.len() > 20);
    for name in found {
        let told = c::field(&format!("/{name}"));
        assert!(!told.starts_with('“'), "{name} is called {told}");
    }
}

#[test]
fn both_versions_read_as_people_write_them() {
    let item = format!("/acties/{ID}");
    for (place, value, told) in [
        (
            "/perspectief",
            json!({ "tekst": "Rust in huis" }),
            "Rust in huis",
        ),
        (
            "/x/dreigend",
            json!({ "bedrag": "-1354.33" }),
            "€\u{a0}−1.354,33",
        ),
        (
            "/x/dreigend",
            json!({ "aantal": "2.5", "per": "week", "van": 1, "tot": 12, "kans": "50" }),
            "2,5 keer · per week · vanaf maand 1 · tot en met maand 12 · kans 50%",
        ),
        (
            "/x/prijs",
            json!({ "bedrag": "74.00", "eenheid": "uur", "bron": "CBS", "peiljaar": 2025 }),
            "€\u{a0}74,00 · per uur · CBS · 2025",
        ),
        (
            "/x/financier",
            json!({ "code": "wmo", "naam": "Wmo" }),
            "Wmo",
        ),
        ("/x/financier", json!({ "code": "wmo" }), "Gemeente: Wmo"),
        ("/x/leefgebied", json!("ggz"), "Psychische gezondheid"),
        (
            "/x/prijs",
            json!({ "bedrag": "68.18", "min": "20.66", "max": "68.18", "eenheid": "uur", "code": "WMO-BEG-REG",
                "oorspronkelijk": { "bedrag": "66.00", "peiljaar": 2023, "factor": "1.033" } }),
            "€\u{a0}68,18 · per uur · laag €\u{a0}20,66 · hoog €\u{a0}68,18 · Omgerekend van: €\u{a0}66,00 · 2023 · factor 1,033",
        ),
        (
            "/x/cijfer",
            json!({ "persoon": ID, "moment": "nulmeting", "cijfer": "7.5", "datum": "2026-11-03" }),
            "7,5 · Nulmeting · 03-11-2026",
        ),
        (
            item.as_str(),
            json!({ "wat": "Bellen", "wie": "moeder", "voor": "2026-11-03", "klaar": true, "volgorde": "V", "vak": "zelfDoen" }),
            "Bellen · moeder · Vóór 03-11-2026 · klaar · Zelf doen",
        ),
        (
            "/x/00000000000000000000000000000001",
            json!({ "volgorde": "V", "omschrijving": "Hulp", "leefgebied": "wonen", "financier": { "code": "zvw" },
                "prijs": { "bedrag": "2.00", "eenheid": "uur" }, "dreigend": { "bedrag": "1.00" } }),
            "Hulp · Wonen · Prijs: €\u{a0}2,00 · per uur · Dreigend: €\u{a0}1,00 · Zorgverzekeraar (Zvw)",
        ),
        ("/datum", json!("2026-11-03"), "03-11-2026"),
        ("/kosten/looptijd", json!(24), "24"),
        ("/x/klaar", json!(true), "ja"),
        (
            "/x/toekomst",
            json!({ "kleur": "rood" }),
            "“kleur” \"rood\"",
        ),
        (
            "/verwijderd",
            json!({ "op": "2026-11-03T10:00:00Z" }),
            "In de prullenbak",
        ),
    ] {
        assert_eq!(c::value(place, &side(value), &OwnNames::default()), told);
    }
    assert_eq!(
        c::value("/perspectief", &nothing(), &OwnNames::default()),
        "(leeg)"
    );
    assert_eq!(
        c::value("/x/klaar", &nothing(), &OwnNames::default()),
        "nee"
    );
    assert_eq!(
        c::value(&item, &nothing(), &OwnNames::default()),
        "Verwijderd"
    );
    assert_eq!(
        c::value("/verwijderd", &nothing(), &OwnNames::default()),
        "Niet in de prullenbak"
    );
}

#[test]
fn a_version_says_who_made_it_and_when() {
    let by = |name: &str| -> Side {
        let author = json!({ "id": "u-1", "naam": name });
        serde_json::from_value(json!({ "door": author, "op": "2026-11-21T10:30:00Z" })).unwrap()
    };
    assert_eq!(
        c::signature(&by("Anne"), "u-2", 60),
        "door Anne, 21-11-2026 om 11:30"
    );
    assert_eq!(
        c::signature(&by("Anne"), "u-1", 0),
        "door u, 21-11-2026 om 10:30"
    );
    assert_eq!(
        c::signature(&by(""), "u-2", 0),
        "door onbekend, 21-11-2026 om 10:30"
    );
    assert_eq!(c::signature(&nothing(), "", 0), "door onbekend");
    assert_eq!(
        c::on_paper("/perspectief", &by("Anne"), &OwnNames::default()),
        "(leeg) (Anne)"
    );
    let item = format!("/acties/{ID}");
    let both = [side(json!({})), nothing()];
    assert_eq!(c::labels(&item, &both), ["Gewijzigd", "Verwijderd"]);
    assert_eq!(c::labels("/datum", &both), ["Staat er nu", "Andere versie"]);
    let both = [side(json!({})), side(json!({ "x": 1 }))];
    assert_eq!(c::labels(&item, &both), ["Staat er nu", "Andere versie"]);
    assert_eq!(
        c::heading("Dreigend", 2),
        "Dreigend: twee versies. Kies welke klopt."
    );
    assert_eq!(
        c::heading("Dreigend", 5),
        "Dreigend: 5 versies. Kies welke klopt."
    );
}

#[test]
fn payers_and_parts_of_life_go_by_the_names_of_the_municipality() {
    let own: OwnNames = serde_json::from_value(json!({
        "financiers": [{ "code": "wmo", "naam": "Sociaal domein" }],
        "leefgebieden": [{ "code": "x1", "naam": "Inburgering" }],
    }))
    .unwrap();
    let said = |place, value| c::value(place, &side(value), &own);
    assert_eq!(
        said("/x/financier", json!({ "code": "wmo" })),
        "Sociaal domein"
    );
    assert_eq!(said("/x/leefgebied", json!("x1")), "Inburgering");
    let given = json!({ "code": "wmo", "naam": "Wmo (regio)" });
    assert_eq!(said("/x/financier", given), "Wmo (regio)");
}
