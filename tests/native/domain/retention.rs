//! How long canvases are kept, by the state of their plans.

use maatwerk::domain::method::PlanState;
use maatwerk::domain::retention::{RetentionTerms, term_field};
use maatwerk::domain::team::Team;
use maatwerk::domain::{Canvas, Date, Signature, read_document};
use maatwerk::store::{Problem, Summary, past_term};
use serde_json::json;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// A team's document with these fields of the team itself.
fn team(fields: &[(&str, &str)]) -> Canvas {
    let mut team = json!({ "formaat": 1, "id": "team", "soort": "team", "team": {} });
    for (name, value) in fields {
        team["team"][*name] = json!(value);
    }
    read_document(&team.to_string()).unwrap()
}

#[test]
fn a_closed_case_is_kept_two_years_and_all_else_for_as_long_as_it_is_there() {
    let terms = RetentionTerms::default();
    let changed = day("2024-02-29");
    assert_eq!(
        terms.until(PlanState::Closed, changed),
        Some(day("2026-02-28"))
    );
    for state in PlanState::ALL
        .into_iter()
        .filter(|it| *it != PlanState::Closed)
    {
        assert_eq!(terms.until(state, changed), None, "{state:?}");
    }
    assert_eq!(Team::default().terms, terms);
}

#[test]
fn a_team_sets_a_term_for_each_state_and_nonsense_sets_none() {
    let changed = day("2026-01-31");
    for state in PlanState::ALL {
        let field = term_field(state);
        let until = |months: &str| {
            let terms = RetentionTerms::of(&team(&[(field, months)]));
            assert_eq!(Team::of(&team(&[(field, months)])).terms, terms);
            terms.until(state, changed)
        };
        assert_eq!(until("1"), Some(day("2026-02-28")), "{state:?}");
        assert_eq!(until("0"), None, "{state:?}");
        assert_eq!(until("65535"), Some(day("2199-12-31")), "{state:?}");
        let default = RetentionTerms::default().until(state, changed);
        for nonsense in ["", "-1", "12 maanden", "1e9", "65536", "2,5"] {
            assert_eq!(until(nonsense), default, "{state:?} {nonsense}");
        }
    }
}

fn closed(id: &str, changed: &str) -> Summary {
    let mut canvas = Canvas::new(id.parse().unwrap());
    canvas.status = PlanState::Closed.wire().to_owned();
    canvas.changed = Some(Signature {
        at: Some(changed.parse().unwrap()),
        ..Signature::default()
    });
    Summary::of(&canvas)
}

#[test]
fn what_is_over_is_listed_from_the_day_after_the_longest_over_first() {
    let terms = RetentionTerms::default();
    let all = [
        closed("later", "2024-11-30T12:00:00Z"),
        closed("eerder", "2020-01-01T00:00:00Z"),
        closed("gisteren", "2024-11-29T23:59:59Z"),
    ];
    let over = past_term(&all, &terms, day("2026-11-30"));
    let ids: Vec<&str> = over.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["eerder", "gisteren"]);
    let over = past_term(&all, &terms, day("2026-12-01"));
    assert_eq!(over.len(), 3);
}

#[test]
fn what_is_in_the_bin_can_not_be_read_or_was_changed_by_nobody_is_not_listed() {
    let old = closed("een", "2001-01-01T00:00:00Z");
    let binned = Summary {
        removed: Some(Signature::default()),
        ..old.clone()
    };
    let damaged = Summary {
        problem: Some(Problem::Damaged),
        ..old.clone()
    };
    let unsigned = Summary {
        changed: None,
        ..old.clone()
    };
    let newer = Summary {
        state: "iets nieuws".to_owned(),
        ..old.clone()
    };
    let today = day("2026-11-30");
    let terms = RetentionTerms::default();
    assert_eq!(
        past_term(&[binned, damaged, unsigned, newer], &terms, today),
        []
    );
    assert_eq!(past_term(&[old], &terms, today).len(), 1);
}

#[test]
fn a_summary_that_is_stored_knows_the_state() {
    let summary = closed("een", "2024-11-30T12:00:00Z");
    let read = Summary::decode(summary.id.clone(), &summary.encode()).unwrap();
    assert_eq!(read.state, "afgesloten");
    assert_eq!(read, summary);
}
