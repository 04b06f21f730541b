//! The words on paper.

use maatwerk::domain::Canvas;
use maatwerk::texts::print;

fn empty() -> Canvas {
    Canvas::new("leeg".parse().unwrap())
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
