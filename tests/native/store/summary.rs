//! Summaries of canvases for the overview.

use maatwerk::domain::{
    CostLine, Grade, GradeEntry, ItemId, Moment, Money, OrderKey, Person, Usage, read_document,
};
use maatwerk::store::{StoreError, Summary};

use super::kit::{canvas, id};

#[test]
fn it_comes_back_as_it_was() {
    for name in ["canvas-1-vol", "canvas-1-leeg"] {
        let path = format!("{}/tests/fixtures/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("a fixture");
        let canvas = read_document(&text).expect("a canvas");
        let summary = Summary::of(&canvas);
        let again = Summary::decode(canvas.id.clone(), &summary.encode());
        assert_eq!(again, Ok(summary), "{name}");
    }
}

#[test]
fn it_adds_up_and_can_be_searched() {
    let mut canvas = canvas("a", "  Éigen Huis  ");
    let order: OrderKey = serde_json::from_str("\"a1\"").expect("an order key");
    let mut line = CostLine::new(order.clone());
    line.description = "Jeugdhulp THUIS".to_owned();
    line.looming = Some(Usage::typed("90000.00".parse::<Money>().expect("money")));
    line.tailored = Some(Usage::typed("63000.00".parse::<Money>().expect("money")));
    canvas.costs.lines.insert(ItemId::from_bits(1), line);
    let extra = serde_json::Map::new();
    let person = Person {
        order,
        role: "moeder".to_owned(),
        extra: extra.clone(),
    };
    canvas
        .satisfaction
        .people
        .insert(ItemId::from_bits(2), person);
    let grade = "7.5".parse::<Grade>().expect("a grade");
    let entry = GradeEntry {
        person: ItemId::from_bits(2),
        moment: Moment::Baseline,
        grade: Some(grade),
        date: None,
        reason: "Meer rust".to_owned(),
        signature: maatwerk::domain::Signature {
            extra,
            ..Default::default()
        },
    };
    canvas
        .satisfaction
        .grades
        .insert(ItemId::from_bits(3), entry);
    let summary = Summary::of(&canvas);
    assert_eq!(summary.totals.savings().saving.to_string(), "27000.00");
    assert_eq!(
        summary.score.mean.map(|mean| mean.to_string()).as_deref(),
        Some("7.5")
    );
    assert_eq!(summary.excerpt, "Éigen Huis");
    for word in [
        "zaak a",
        "éigen huis",
        "jeugdhulp thuis",
        "moeder",
        "meer rust",
    ] {
        assert!(summary.search.contains(word), "{word}");
    }
}

#[test]
fn the_situation_stands_in_for_a_missing_perspective() {
    let mut canvas = canvas("a", " ");
    canvas.situation.text = "x".repeat(500);
    let excerpt = Summary::of(&canvas).excerpt;
    assert_eq!(excerpt, format!("{}…", "x".repeat(160)));
}

#[test]
fn an_excerpt_ends_at_a_word() {
    let mut canvas = canvas("a", "thuis ".repeat(40).as_str());
    canvas.situation.text.clear();
    let excerpt = Summary::of(&canvas).excerpt;
    assert!(excerpt.ends_with("thuis…"), "{excerpt}");
    assert!(excerpt.chars().count() <= 161, "{excerpt}");
}

#[test]
fn another_version_is_made_again() {
    let text = Summary::of(&canvas("a", "")).encode();
    let newer = text.replace("\"v\":5", "\"v\":6");
    assert_ne!(newer, text);
    assert_eq!(Summary::decode(id("a"), &newer), Err(StoreError::Damaged));
}
