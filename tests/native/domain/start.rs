//! A canvas that begins with another.

use maatwerk::domain::method::{EntryList, SingleEntry};
use maatwerk::domain::{ActionBox, Canvas, TextBox, canonical, read_document};

fn full() -> Canvas {
    read_document(include_str!("../../fixtures/canvas-1-vol.json")).unwrap()
}

fn start() -> Canvas {
    full().start_of("nieuw".parse().unwrap(), "2026-11-29".parse().unwrap())
}

#[test]
fn it_begins_with_the_texts_the_actions_the_lines_and_the_people() {
    let (full, start) = (full(), start());
    for place in TextBox::ALL {
        assert_eq!(start.text(place).text, full.text(place).text);
    }
    for place in ActionBox::ALL {
        let texts = |canvas: &Canvas| -> Vec<String> {
            let actions = canvas.actions_in(place).into_iter();
            actions.map(|(_, action)| action.what.clone()).collect()
        };
        assert_eq!(texts(&start), texts(&full));
    }
    assert_eq!(start.costs.lines.len(), full.costs.lines.len());
    assert_eq!(start.satisfaction.people, full.satisfaction.people);
}

#[test]
fn what_is_one_households_own_stays_behind() {
    let start = start();
    assert_eq!(start.id.as_str(), "nieuw");
    assert_eq!((start.case_number.as_str(), start.lead.as_str()), ("", ""));
    assert_eq!(
        start.date.map(|day| day.to_string()).as_deref(),
        Some("2026-11-29")
    );
    assert_eq!((start.executed_on, start.removed.clone()), (None, None));
    assert!(start.satisfaction.grades.is_empty());
    assert!(start.conflicts.is_empty());
    assert!(start.frozen.is_empty());
    for list in EntryList::ALL {
        assert!(start.entries(list).is_empty(), "{list:?}");
    }
    for place in SingleEntry::ALL {
        assert_eq!(start.single(place), None, "{place:?}");
    }
    assert_eq!(start.lead_person, None);
    let mut actions = start.actions.values();
    assert!(actions.all(|action| !action.done && action.due.is_none()));
    let mut lines = start.costs.lines.values();
    assert!(lines.all(|line| line.checked_by.is_empty()));
    assert_eq!(
        start.clone().without_stamps(),
        start,
        "nobody has signed it"
    );
    assert!(read_document(&canonical(&start)).is_ok());
}
