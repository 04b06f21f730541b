//! The words on paper.

use maatwerk::domain::{Canvas, Difference, read_document};
use maatwerk::texts::print;

const FULL: &str = include_str!("../../fixtures/canvas-1-vol.json");

fn empty() -> Canvas {
    Canvas::new("leeg".parse().unwrap())
}

fn difference(place: &str, ours: &str, theirs: &str) -> Difference {
    let text = format!(r#"{{"waar":"{place}","onze":{ours},"andere":{theirs}}}"#);
    serde_json::from_str(&text).unwrap()
}

#[test]
fn the_foot_says_which_case_and_which_day() {
    let today = "2026-11-21".parse().unwrap();
    let mut canvas = empty();
    let footer = print::footer(&canvas, today);
    assert_eq!(footer.line(), "Maatwerkcanvas · afgedrukt op 21-11-2026");
    canvas.case_number = " 2026-014 ".to_owned();
    canvas.date = Some("2026-11-02".parse().unwrap());
    let footer = print::footer(&canvas, today);
    assert_eq!(footer.case, "Casusnummer 2026-014");
    assert_eq!(footer.dates, "02-11-2026 · afgedrukt op 21-11-2026");
}

#[test]
fn a_very_long_case_number_leaves_room_for_the_page_number() {
    let mut canvas = empty();
    canvas.case_number = "é".repeat(500);
    let footer = print::footer(&canvas, "2026-11-21".parse().unwrap());
    let words = "Casusnummer ".chars().count();
    assert_eq!(footer.case.chars().count(), words + 60);
}

#[test]
fn a_place_is_named_by_what_stands_there() {
    let canvas = read_document(FULL).unwrap();
    let (id, line) = canvas.costs.lines.iter().next().unwrap();
    let place = format!("/kosten/regels/{id}/maatwerk");
    let words = print::place(&difference(&place, "{}", "{}"), &canvas);
    assert_eq!(
        words,
        format!("kosten › regels › “{}” › maatwerk", line.description)
    );
    assert_eq!(
        print::place(&difference("/perspectief", "{}", "{}"), &canvas),
        "Perspectief"
    );
    let gone = format!("/acties/{}", "f".repeat(32));
    assert_eq!(
        print::place(&difference(&gone, "{}", "{}"), &canvas),
        "acties › …"
    );
}

#[test]
fn both_versions_read_as_people_write_them() {
    let sides = difference(
        "/perspectief",
        r#"{"waarde":{"tekst":"Rust in huis"},"door":{"id":"u-1","naam":"Consulent A"}}"#,
        r#"{"waarde":{"bedrag":"-1354.33"}}"#,
    );
    assert_eq!(print::side(&sides.ours), "Rust in huis (Consulent A)");
    assert_eq!(print::side(&sides.theirs), "€\u{a0}−1.354,33");
    let sides = difference("/datum", r#"{"waarde":"2026-11-03"}"#, "{}");
    assert_eq!(print::side(&sides.ours), "03-11-2026");
    assert_eq!(print::side(&sides.theirs), "(leeg)");
}
