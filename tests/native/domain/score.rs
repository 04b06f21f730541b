//! The score of the grades.

use maatwerk::domain::{Grade, GradeEntry, ItemId, Moment, Person, Satisfaction};

/// Grades by person: a moment's wire name, the day, the grade.
fn given(people: &[&[(&str, &str, &str)]]) -> Satisfaction {
    let mut satisfaction = Satisfaction::default();
    let mut next = 100;
    for (n, grades) in (1..).zip(people) {
        let person = ItemId::from_bits(n);
        let order = format!("{n}V").parse().unwrap();
        satisfaction.people.insert(
            person,
            Person {
                order,
                role: String::new(),
                extra: Default::default(),
            },
        );
        for (moment, date, grade) in *grades {
            next += 1;
            let entry = GradeEntry {
                person,
                moment: Moment::from_wire(moment),
                grade: grade.parse().ok(),
                date: date.parse().ok(),
                reason: String::new(),
                signature: Default::default(),
            };
            satisfaction.grades.insert(ItemId::from_bits(next), entry);
        }
    }
    satisfaction
}

fn score(people: &[&[(&str, &str, &str)]]) -> (Option<String>, Option<String>) {
    let score = given(people).score();
    (
        score.mean.map(|mean| mean.to_string()),
        score.change.map(|change| change.to_string()),
    )
}

fn some(mean: &str, change: Option<&str>) -> (Option<String>, Option<String>) {
    (Some(mean.to_owned()), change.map(str::to_owned))
}

#[test]
fn without_grades_there_is_no_score() {
    assert_eq!(score(&[]), (None, None));
    assert_eq!(score(&[&[], &[]]), (None, None));
    assert_eq!(
        score(&[&[("nulmeting", "2026-01-01", "")]]),
        (None, None),
        "asked but not given"
    );
}

#[test]
fn one_person_moves_from_the_baseline_to_the_latest() {
    assert_eq!(
        score(&[&[("nulmeting", "2026-01-01", "4.5")]]),
        some("4.5", None)
    );
    let grades: &[_] = &[
        ("directNa", "2026-06-01", "6"),
        ("nulmeting", "2026-01-01", "4.5"),
        ("na6Maanden", "2026-12-01", "7.5"),
    ];
    assert_eq!(score(&[grades]), some("7.5", Some("3.0")));
    let down: &[_] = &[
        ("nulmeting", "2026-01-01", "8"),
        ("tussentijds", "2026-02-01", "5.5"),
    ];
    assert_eq!(score(&[down]), some("5.5", Some("-2.5")));
}

#[test]
fn the_latest_is_by_date_and_then_by_id() {
    let same_day: &[_] = &[
        ("nulmeting", "2026-01-01", "4"),
        ("tussentijds", "2026-01-01", "6"),
    ];
    assert_eq!(score(&[same_day]), some("6.0", Some("2.0")));
    let undated: &[_] = &[("nulmeting", "2026-01-01", "4"), ("tussentijds", "", "9")];
    assert_eq!(
        score(&[undated]),
        some("4.0", None),
        "an undated grade comes first"
    );
}

#[test]
fn means_are_rounded_half_away_from_zero() {
    let of = |grades: &[&str]| {
        let people: Vec<Vec<(&str, &str, &str)>> = grades
            .iter()
            .map(|grade| vec![("nulmeting", "2026-01-01", *grade)])
            .collect();
        let people: Vec<&[(&str, &str, &str)]> = people.iter().map(Vec::as_slice).collect();
        score(&people).0.unwrap()
    };
    assert_eq!(of(&["7", "7.5"]), "7.3", "7,25");
    assert_eq!(
        of(&["7", "7", "7", "7.5", "7", "7", "7", "7", "7", "7"]),
        "7.1",
        "7,05"
    );
    assert_eq!(of(&["1", "1", "1.5"]), "1.2", "1,1666");
    assert_eq!(of(&["10", "10"]), "10.0");
}

#[test]
fn the_change_is_over_people_who_have_both() {
    let both: &[_] = &[
        ("nulmeting", "2026-01-01", "4"),
        ("directNa", "2026-06-01", "8"),
    ];
    let only_first: &[_] = &[("nulmeting", "2026-01-01", "1")];
    let only_later: &[_] = &[("directNa", "2026-06-01", "10")];
    assert_eq!(
        score(&[both, only_first, only_later, &[]]),
        some("6.3", Some("4.0"))
    );
    assert_eq!(score(&[only_first, only_later]), some("5.5", None));
}

#[test]
fn the_change_is_the_difference_of_the_printed_means() {
    // 4,25 is printed as 4,3 and 4,75 as 4,8.
    let a: &[_] = &[
        ("nulmeting", "2026-01-01", "4"),
        ("directNa", "2026-06-01", "4.5"),
    ];
    let b: &[_] = &[
        ("nulmeting", "2026-01-01", "4.5"),
        ("directNa", "2026-06-01", "5"),
    ];
    assert_eq!(score(&[a, b]), some("4.8", Some("0.5")));
    // 4,25 -> 4,3 and 4,5: 0,2 and not 0,25.
    let c: &[_] = &[
        ("nulmeting", "2026-01-01", "4.5"),
        ("directNa", "2026-06-01", "4.5"),
    ];
    assert_eq!(score(&[a, c]), some("4.5", Some("0.2")));
}

#[test]
fn grades_of_someone_who_is_gone_do_not_count() {
    let mut satisfaction = given(&[
        &[("nulmeting", "2026-01-01", "4")],
        &[("nulmeting", "2026-01-01", "8")],
    ]);
    satisfaction.people.remove(&ItemId::from_bits(2));
    assert_eq!(satisfaction.score().mean.unwrap().to_string(), "4.0");
}

#[test]
fn a_trend_runs_by_date_in_the_peoples_order() {
    let mut satisfaction = given(&[
        &[
            ("directNa", "2026-06-01", "6"),
            ("nulmeting", "2026-01-01", "4.5"),
        ],
        &[],
    ]);
    satisfaction
        .people
        .get_mut(&ItemId::from_bits(2))
        .unwrap()
        .order = "0V".parse().unwrap();
    let trends = satisfaction.trends();
    assert_eq!(
        trends
            .iter()
            .map(|trend| trend.person.bits())
            .collect::<Vec<_>>(),
        [2, 1]
    );
    let grades: Vec<Grade> = trends[1].points.iter().map(|(_, grade)| *grade).collect();
    assert_eq!(
        grades,
        [Grade::new(4, true).unwrap(), Grade::new(6, false).unwrap()]
    );
}

#[test]
fn a_grade_of_today_is_of_the_moment_that_has_come() {
    let person = ItemId::from_bits(1);
    let moment = |grades: &[(&str, &str, &str)], executed: &str, today: &str| {
        let satisfaction = given(&[grades]);
        let moment =
            satisfaction.moment_of_today(person, executed.parse().ok(), today.parse().unwrap());
        moment.wire().to_owned()
    };
    let base = ("nulmeting", "2026-01-01", "4.5");
    assert_eq!(moment(&[], "2026-01-01", "2026-12-01"), "nulmeting");
    assert_eq!(moment(&[base], "", "2026-12-01"), "tussentijds");
    assert_eq!(moment(&[base], "2026-03-01", "2026-02-28"), "tussentijds");
    assert_eq!(moment(&[base], "2026-03-01", "2026-03-01"), "directNa");
    let after = ("directNa", "2026-03-02", "6");
    assert_eq!(
        moment(&[base, after], "2026-03-01", "2026-04-01"),
        "tussentijds"
    );
    assert_eq!(moment(&[base], "2026-03-01", "2026-09-01"), "na6Maanden");
    assert_eq!(moment(&[base], "2026-03-01", "2027-03-01"), "na12Maanden");
    let asked = ("na12Maanden", "2027-03-02", "");
    assert_eq!(
        moment(&[base, asked], "2026-03-01", "2027-03-03"),
        "na12Maanden",
        "asked but not given"
    );
}

#[test]
fn the_entry_of_a_day_is_the_last_one() {
    let satisfaction = given(&[&[
        ("nulmeting", "2026-01-01", "4"),
        ("tussentijds", "2026-01-01", "5"),
        ("tussentijds", "2026-02-01", "6"),
    ]]);
    let person = ItemId::from_bits(1);
    let on = |day: &str| {
        let found = satisfaction.asked_on(person, day.parse().unwrap());
        found.and_then(|(_, entry)| Some(entry.grade?.to_string()))
    };
    assert_eq!(on("2026-01-01"), Some("5".to_owned()));
    assert_eq!(on("2026-01-02"), None);
}
