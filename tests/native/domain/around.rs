//! What is missing around the plan is among the findings.

use maatwerk::domain::method::{
    Agreement, Entry, EntryEdit, EntryList, Question, Registration, SingleEntry,
};
use maatwerk::domain::{Canvas, Command, Date, Finding, ItemId, Place, Topic, apply, findings};

use super::findings::complete;
use crate::generate::stamp;

/// Signs the canvas up for a spar-tafel on a day.
pub(super) fn sign_up(canvas: &mut Canvas, on: &str) {
    let entry = Entry::new(None)
        .with(Registration::TABLE, "spar")
        .with(Registration::DATE, on);
    let put = Command::PutEntry(
        EntryList::Registrations,
        ItemId::from_bits(50),
        Some(Box::new(entry)),
    );
    apply(canvas, put, &stamp(1)).unwrap();
}

#[test]
fn what_is_missing_around_the_plan_is_found() {
    let mut canvas = complete();
    let today: Date = "2026-11-21".parse().unwrap();
    let around = |canvas: &Canvas| -> Vec<Finding> {
        let all = findings(canvas, today).into_iter();
        all.filter(|it| it.topic() == Topic::Around).collect()
    };
    let edit = |canvas: &mut Canvas, command: Command| {
        apply(canvas, command, &stamp(1)).unwrap();
    };
    assert_eq!(around(&canvas), []);
    sign_up(&mut canvas, "2026-11-22");
    assert_eq!(around(&canvas), [Finding::NoAgreement]);
    for (name, text) in [
        (Agreement::FROM, "moeder"),
        (Agreement::FORM, "mondeling"),
        (Agreement::DATE, "2026-11-01"),
    ] {
        let set = EntryEdit::text(name, text);
        edit(&mut canvas, Command::Single(SingleEntry::Agreement, set));
    }
    assert_eq!(around(&canvas), []);
    // The table has been, and nobody says who was there.
    sign_up(&mut canvas, "2026-11-21");
    assert_eq!(
        around(&canvas),
        [Finding::SparIncomplete(ItemId::from_bits(50))]
    );
    let question = Entry::new(None)
        .with(Question::TEXT, "Mag dit? Bel 06-12345678.")
        .with(Question::DUE, "2026-11-20");
    let put = Command::PutEntry(
        EntryList::Questions,
        ItemId::from_bits(51),
        Some(Box::new(question)),
    );
    edit(&mut canvas, put);
    assert_eq!(
        around(&canvas)[1],
        Finding::QuestionOverdue(ItemId::from_bits(51))
    );
    let personal = findings(&canvas, today);
    assert_eq!(
        personal[0].place(),
        Place::Entry(EntryList::Questions, ItemId::from_bits(51))
    );
    assert!(personal[0].is_privacy());
    let withdrawn = EntryEdit::text(Agreement::WITHDRAWN, "2026-11-20");
    edit(
        &mut canvas,
        Command::Single(SingleEntry::Agreement, withdrawn),
    );
    assert_eq!(around(&canvas)[0], Finding::AgreementWithdrawn);
}
