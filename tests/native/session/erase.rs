//! Erasing a person for good, as the page does it: nothing to undo, and nothing stored.

use std::rc::Rc;

use maatwerk::domain::{Command, ItemId, Person, TextBox};
use maatwerk::session::{EraseError, OpenCanvas, StepResult, give_engine};
use maatwerk::store::{StoreError, Table};

use super::page::{canvas, disk, id, open, pass, run, write};

const ROLE: &str = "qrol-van-wie-weg-moet";

fn person() -> ItemId {
    ItemId::from_bits(7)
}

/// An open canvas with a person, and an earlier version that has them too.
fn with_person(open_canvas: &Rc<OpenCanvas>) {
    write(open_canvas, "eerst");
    let one = Person {
        order: "a1".parse().expect("an order key"),
        role: ROLE.to_owned(),
        extra: serde_json::Map::new(),
    };
    let put = Command::PutPerson(person(), Some(Box::new(one)));
    open_canvas.dispatch(put).expect("it is put");
    open_canvas.flush();
    pass(1_000);
}

fn erase(open_canvas: &Rc<OpenCanvas>) -> Result<(), EraseError> {
    give_engine();
    let open_canvas = Rc::clone(open_canvas);
    run(async move { open_canvas.erase_person(person()).await })
}

#[test]
fn nothing_is_left_to_undo_and_nothing_is_stored() {
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    let (workspace, old) = (Rc::clone(&visit), open_canvas.snapshot());
    write(&open_canvas, "anders");
    let put_back = run(async move { workspace.library().put_back(old).await });
    assert_eq!(put_back, Ok(true));
    open_canvas
        .dispatch(Command::Text(TextBox::Situation, "later".to_owned()))
        .expect("it is typed");
    assert!(disk().text(Table::Canvas, "a").contains(ROLE));
    assert_eq!(erase(&open_canvas), Ok(()));
    assert_eq!(open_canvas.undo(), StepResult::Nothing);
    let now = open_canvas.snapshot();
    assert!(now.is_erased(person()) && now.satisfaction.people.is_empty());
    assert_eq!(now.situation.text, "later", "all else stays");
    assert!(!disk().text(Table::Canvas, "a").contains(ROLE));
    let workspace = Rc::clone(&visit);
    let versions = run(async move { workspace.library().versions(&id("a")).await });
    let versions = versions.expect("the versions");
    assert_eq!(versions.len(), 1);
    assert!(
        versions
            .iter()
            .all(|it| it.canvas.satisfaction.people.is_empty())
    );
}

#[test]
fn where_storage_refuses_nobody_is_erased() {
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    disk().fail(Some(StoreError::Full));
    assert!(matches!(erase(&open_canvas), Err(EraseError::Storage(_))));
    assert!(
        open_canvas
            .snapshot()
            .satisfaction
            .people
            .contains_key(&person())
    );
    disk().fail(None);
    assert_eq!(erase(&open_canvas), Ok(()));
}
