//! What is missing or odd on a canvas.

use maatwerk::domain::{
    Action, ActionBox, Canvas, CostLine, Date, Finding, GradeEntry, ItemId, Moment, Money, Per,
    Person, PersonalData, Place, Price, TextBox, Topic, Usage, findings, justification,
    read_document, to_do,
};

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn grade(person: u128, moment: Moment) -> GradeEntry {
    GradeEntry {
        person: id(person),
        moment,
        grade: "7".parse().ok(),
        date: None,
        reason: String::new(),
        signature: Default::default(),
    }
}

/// A canvas on which nothing is missing.
pub(super) fn complete() -> Canvas {
    let mut canvas = Canvas::new("x".parse().unwrap());
    canvas.case_number = "C-12".into();
    canvas.lead = "Team Oost".into();
    canvas.date = Some(day("2026-11-21"));
    for place in TextBox::ALL {
        canvas.text_mut(place).text = "Tekst.".into();
    }
    for (bits, place) in (1..).zip(ActionBox::ALL) {
        let action = Action {
            what: "Bellen".into(),
            ..Action::new(place, "V".parse().unwrap())
        };
        canvas.actions.insert(id(bits), action);
    }
    let line = CostLine {
        description: "Huur".into(),
        current: Some(Usage::typed(Money::default())),
        ..CostLine::new("V".parse().unwrap())
    };
    canvas.costs.lines.insert(id(10), line);
    canvas.satisfaction.people.insert(
        id(20),
        Person {
            order: "V".parse().unwrap(),
            role: "moeder".into(),
            extra: Default::default(),
        },
    );
    canvas
        .satisfaction
        .grades
        .insert(id(30), grade(20, Moment::Baseline));
    canvas
}

fn found(change: impl FnOnce(&mut Canvas)) -> Vec<Finding> {
    let mut canvas = complete();
    change(&mut canvas);
    findings(&canvas, day("2026-11-21"))
}

#[test]
fn nothing_is_missing_on_a_complete_canvas() {
    assert_eq!(found(|_| {}), []);
}

#[test]
fn each_thing_missing_is_found_once() {
    assert_eq!(
        found(|canvas| canvas.case_number = " ".into()),
        [Finding::NoCaseNumber]
    );
    assert_eq!(found(|canvas| canvas.lead.clear()), [Finding::NoLead]);
    assert_eq!(found(|canvas| canvas.date = None), [Finding::NoDate]);
    for place in TextBox::ALL {
        assert_eq!(
            found(|canvas| canvas.text_mut(place).text = "\n ".into()),
            [Finding::EmptyBox(place)]
        );
    }
    for (bits, place) in (1..).zip(ActionBox::ALL) {
        assert_eq!(
            found(|canvas| drop(canvas.actions.remove(&id(bits)))),
            [Finding::NoActions(place)]
        );
        let untold = found(|canvas| canvas.actions.get_mut(&id(bits)).unwrap().what.clear());
        assert_eq!(untold, [Finding::ActionWithoutText(id(bits))]);
    }
    assert_eq!(
        found(|canvas| canvas.costs.lines.clear()),
        [Finding::NoLines]
    );
    let line = |change: fn(&mut CostLine)| {
        found(|canvas| change(canvas.costs.lines.get_mut(&id(10)).unwrap()))
    };
    assert_eq!(
        line(|line| line.current = None),
        [Finding::LineWithoutAmount(id(10))]
    );
    assert_eq!(
        line(|line| line.description = " ".into()),
        [Finding::LineWithoutDescription(id(10))]
    );
    assert_eq!(
        found(|canvas| canvas.satisfaction.people.clear()),
        [Finding::NoPeople]
    );
    assert_eq!(
        found(|canvas| canvas.satisfaction.grades.clear()),
        [Finding::NoBaseline(id(20))]
    );
    let other = found(|canvas| {
        canvas.satisfaction.grades.get_mut(&id(30)).unwrap().moment = Moment::Between
    });
    assert_eq!(other, [Finding::NoBaseline(id(20))]);
    let asked = found(|canvas| canvas.satisfaction.grades.get_mut(&id(30)).unwrap().grade = None);
    assert_eq!(asked, [Finding::NoBaseline(id(20))]);
}

#[test]
fn a_computed_use_without_a_price_has_no_amount() {
    let computed: Usage =
        serde_json::from_str(r#"{"aantal":"2","per":"week","van":1,"tot":12}"#).unwrap();
    assert!(matches!(&computed, Usage::Computed { per: Per::Week, .. }));
    let without = found(|canvas| {
        canvas.costs.lines.get_mut(&id(10)).unwrap().current = Some(computed.clone())
    });
    assert_eq!(without, [Finding::LineWithoutAmount(id(10))]);
    let with = found(|canvas| {
        let line = canvas.costs.lines.get_mut(&id(10)).unwrap();
        line.current = Some(computed.clone());
        line.price = Some(Price {
            amount: Money::from_cents(6000),
            ..Price::default()
        });
    });
    assert_eq!(with, []);
}

#[test]
fn grades_are_due_two_weeks_before_and_overdue_a_month_after() {
    let due = |today: &str| {
        let mut canvas = complete();
        canvas.executed_on = Some(day("2026-08-31"));
        canvas
            .satisfaction
            .grades
            .insert(id(31), grade(20, Moment::RightAfter));
        canvas
            .satisfaction
            .grades
            .insert(id(32), grade(20, Moment::After12Months));
        findings(&canvas, day(today))
    };
    let finding = |overdue| Finding::GradeDue {
        person: id(20),
        moment: Moment::After6Months,
        on: day("2027-02-28"),
        overdue,
    };
    assert_eq!(due("2027-02-13"), []);
    assert_eq!(due("2027-02-14"), [finding(false)]);
    assert_eq!(due("2027-02-28"), [finding(false)]);
    assert_eq!(due("2027-03-30"), [finding(false)]);
    assert_eq!(due("2027-03-31"), [finding(true)]);
}

#[test]
fn every_moment_comes_due_for_every_person() {
    let mut canvas = complete();
    canvas.executed_on = Some(day("2026-01-01"));
    canvas.satisfaction.people.insert(
        id(19),
        Person {
            order: "1".parse().unwrap(),
            role: "vader".into(),
            extra: Default::default(),
        },
    );
    let found = findings(&canvas, day("2027-01-01"));
    let due: Vec<(u128, &Moment, String, bool)> = found
        .iter()
        .filter_map(|finding| match finding {
            Finding::GradeDue {
                person,
                moment,
                on,
                overdue,
            } => Some((person.bits(), moment, on.to_string(), *overdue)),
            _ => None,
        })
        .collect();
    let expected = |person| {
        [
            (person, &Moment::RightAfter, "2026-01-01".to_owned(), true),
            (person, &Moment::After6Months, "2026-07-01".to_owned(), true),
            (
                person,
                &Moment::After12Months,
                "2027-01-01".to_owned(),
                false,
            ),
        ]
    };
    assert_eq!(
        due,
        [expected(19), expected(20)].concat(),
        "in the people's order"
    );
    assert!(found.contains(&Finding::NoBaseline(id(19))));
}

#[test]
fn personal_data_is_found_in_every_text_and_comes_first() {
    let bsn = || "111222333".to_owned();
    let places: [(Place, fn(&mut Canvas, String)); 18] = [
        (Place::Header, |canvas, text| canvas.case_number = text),
        (Place::Header, |canvas, text| canvas.title = text),
        (Place::Header, |canvas, text| canvas.lead = text),
        (Place::Text(TextBox::Situation), |canvas, text| {
            canvas.situation.text = text
        }),
        (Place::Text(TextBox::Perspective), |canvas, text| {
            canvas.perspective.text = text
        }),
        (Place::Text(TextBox::Breakthrough), |canvas, text| {
            canvas.breakthrough.text = text
        }),
        (Place::Text(TextBox::Legitimacy), |canvas, text| {
            canvas.legitimacy.text = text
        }),
        (Place::Text(TextBox::Commitment), |canvas, text| {
            canvas.commitment.text = text
        }),
        (Place::Action(id(1)), |canvas, text| {
            canvas.actions.get_mut(&id(1)).unwrap().what = text
        }),
        (Place::Action(id(1)), |canvas, text| {
            canvas.actions.get_mut(&id(1)).unwrap().who = text
        }),
        (Place::Line(id(10)), |canvas, text| {
            canvas.costs.lines.get_mut(&id(10)).unwrap().description = text
        }),
        (Place::Line(id(10)), |canvas, text| {
            canvas.costs.lines.get_mut(&id(10)).unwrap().rationale = text
        }),
        (Place::Line(id(10)), |canvas, text| {
            canvas.costs.lines.get_mut(&id(10)).unwrap().checked_by = text
        }),
        (Place::Line(id(10)), |canvas, text| {
            canvas.costs.lines.get_mut(&id(10)).unwrap().price = Some(Price {
                source: text,
                ..Price::default()
            });
        }),
        (Place::Line(id(10)), |canvas, text| {
            let payer = maatwerk::domain::Payer {
                name: text,
                ..Default::default()
            };
            canvas.costs.lines.get_mut(&id(10)).unwrap().payer = Some(payer);
        }),
        (Place::Person(id(20)), |canvas, text| {
            canvas.satisfaction.people.get_mut(&id(20)).unwrap().role = text
        }),
        (Place::Grade(id(30)), |canvas, text| {
            canvas.satisfaction.grades.get_mut(&id(30)).unwrap().reason = text
        }),
        (Place::Text(TextBox::Situation), |canvas, text| {
            canvas.situation.text = format!("{text} en {text}")
        }),
    ];
    for (place, put) in places {
        let finding = Finding::Personal {
            place,
            kind: PersonalData::Bsn,
        };
        assert!(finding.is_privacy());
        assert_eq!(found(|canvas| put(canvas, bsn())), [finding], "{place:?}");
    }
    let mixed = found(|canvas| {
        canvas.case_number.clear();
        canvas.satisfaction.grades.get_mut(&id(30)).unwrap().reason = "bel 06-12345678".into();
    });
    assert!(mixed[0].is_privacy() && mixed[1..] == [Finding::NoCaseNumber]);
}

#[test]
fn an_empty_canvas_asks_for_everything_in_reading_order() {
    let empty = Canvas::new("x".parse().unwrap());
    let mut expected = vec![Finding::NoLead, Finding::NoDate, Finding::NoCaseNumber];
    expected.extend(
        [
            TextBox::Situation,
            TextBox::Perspective,
            TextBox::Breakthrough,
        ]
        .map(Finding::EmptyBox),
    );
    expected.extend(ActionBox::ALL.map(Finding::NoActions));
    expected.push(Finding::NoLines);
    expected.extend([TextBox::Legitimacy, TextBox::Commitment].map(Finding::EmptyBox));
    expected.push(Finding::NoPeople);
    assert_eq!(findings(&empty, day("2026-11-21")), expected);
}

#[test]
fn a_finding_leads_to_its_place() {
    let on = day("2026-11-21");
    for (finding, place) in [
        (Finding::NoDate, Place::Header),
        (
            Finding::EmptyBox(TextBox::Commitment),
            Place::Text(TextBox::Commitment),
        ),
        (Finding::NoActions(ActionBox::Support), Place::Actions),
        (Finding::ActionWithoutText(id(1)), Place::Action(id(1))),
        (Finding::NoLines, Place::Lines),
        (Finding::LineWithoutAmount(id(2)), Place::Line(id(2))),
        (Finding::NoPeople, Place::People),
        (
            Finding::GradeDue {
                person: id(3),
                moment: Moment::RightAfter,
                on,
                overdue: true,
            },
            Place::Person(id(3)),
        ),
        (
            Finding::Personal {
                place: Place::Grade(id(4)),
                kind: PersonalData::Email,
            },
            Place::Grade(id(4)),
        ),
    ] {
        assert_eq!(finding.place(), place);
    }
}

#[test]
fn the_examples_hold_no_personal_data() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/texts/examples");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let canvas = read_document(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let private: Vec<Finding> = findings(&canvas, day("2026-11-21"))
            .into_iter()
            .filter(Finding::is_privacy)
            .collect();
        assert_eq!(private, [], "{}", path.display());
    }
}

#[test]
fn what_is_left_to_do_is_all_of_it_by_topic() {
    let mut canvas = complete();
    canvas.date = None;
    canvas.text_mut(TextBox::Situation).text = "Bel 06-12345678.".into();
    canvas.satisfaction.grades.clear();
    canvas
        .costs
        .lines
        .insert(id(11), CostLine::new("W".parse().unwrap()));
    let today = day("2026-11-21");
    super::around::sign_up(&mut canvas, "2026-12-01");
    let all = to_do(&canvas, today);
    let topics: Vec<Topic> = all.iter().map(Finding::topic).collect();
    assert_eq!(topics, Topic::ALL);
    let (of_page, of_costs) = (findings(&canvas, today), justification(&canvas, today));
    assert_eq!(all.len(), of_page.len() + of_costs.len());
    assert!(of_page.iter().chain(&of_costs).all(|it| all.contains(it)));
    assert_eq!(
        Finding::Undecided(Place::Line(id(10))).topic(),
        Topic::Costs
    );
    assert_eq!(Finding::Undecided(Place::Header).topic(), Topic::Page);
}
