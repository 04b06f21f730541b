//! Erasing a person for good, as the page does it: nothing to undo, and nothing stored.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::domain::{
    Author, Canvas, Command, Export, ItemId, Person, Stamp, TextBox, Timestamp, apply, canonical,
};
use maatwerk::session::{
    EraseError, ImportChoice, OpenCanvas, SaveStatus, StepResult, Workspace, give_engine,
};
use maatwerk::store::{FROM_FILE, StoreError, Table};

use super::page::{archived, canvas, disk, id, open, pass, run, write};

pub(super) const ROLE: &str = "qrol-van-wie-weg-moet";

pub(super) fn person() -> ItemId {
    ItemId::from_bits(7)
}

/// The canvas after a colleague has erased the person.
pub(super) fn erased(canvas: &Canvas) -> Canvas {
    let (mut canvas, by) = (canvas.clone(), Author::default());
    let at = Timestamp::from_millis(1_700_000_000_000);
    apply(
        &mut canvas,
        Command::ErasePerson(person()),
        &Stamp { by, at },
    )
    .expect("the person is erased");
    canvas
}

/// An open canvas with a person, and an earlier version that has them too.
pub(super) fn with_person(open_canvas: &Rc<OpenCanvas>) {
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

/// Keeps a version that has the person.
fn keep_version(workspace: &Rc<Workspace>, open_canvas: &Rc<OpenCanvas>) {
    let (workspace, old) = (Rc::clone(workspace), open_canvas.snapshot());
    write(open_canvas, "anders");
    let put_back = run(async move { workspace.library().put_back(old).await });
    assert_eq!(put_back, Ok(true));
    pass(1_000);
}

/// Imports a file with this canvas over the one that is here.
fn import(workspace: &Rc<Workspace>, canvas: &Canvas, choice: ImportChoice) {
    let file = canonical(&Export::new(vec![canvas.clone()]));
    let workspace = Rc::clone(workspace);
    let stored = run(async move {
        let plan = workspace
            .library()
            .plan_import(&file)
            .await
            .expect("a file");
        workspace.library().import(plan, choice).await
    });
    assert_eq!(stored, Ok(1));
    pass(1_000);
}

/// What is stored that mentions the person, and whether anything is still to follow.
fn left() -> (Vec<String>, usize) {
    let disk = disk();
    let notes = run({
        let disk = Rc::clone(&disk);
        async move { disk.archive().await.erasures().await }
    });
    (disk.mentions(ROLE), notes.expect("the archive").len())
}

const NOTHING: (Vec<String>, usize) = (Vec::new(), 0);

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

/// Also where the canvas isn't open, and where both are kept.
#[test]
fn a_file_brings_nobody_back() {
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    let old = open_canvas.snapshot();
    assert_eq!(erase(&open_canvas), Ok(()));
    drop(open_canvas);
    for choice in [ImportChoice::Replace, ImportChoice::KeepBoth] {
        let mut file = old.clone();
        file.situation.text = format!("{choice:?}");
        import(&visit, &file, choice);
        assert_eq!(left(), NOTHING, "{choice:?}");
    }
    let stored = archived("a").expect("the canvas");
    assert_eq!(stored.situation.text, "Replace");
    assert!(stored.is_erased(person()));
}

#[test]
fn what_a_file_says_to_be_erased_goes_from_all_that_is_stored() {
    give_engine();
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    keep_version(&visit, &open_canvas);
    let file = erased(&open_canvas.snapshot());
    drop(open_canvas);
    import(&visit, &file, ImportChoice::Replace);
    assert_eq!(left(), NOTHING);
    let workspace = Rc::clone(&visit);
    let versions = run(async move { workspace.library().versions(&id("a")).await });
    let versions = versions.expect("the versions");
    assert!(
        versions.iter().any(|it| it.why == FROM_FILE),
        "{versions:?}"
    );
}

#[test]
fn what_the_host_page_says_to_be_erased_goes_from_all_that_is_stored() {
    give_engine();
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    keep_version(&visit, &open_canvas);
    let value = erased(&open_canvas.snapshot());
    assert_eq!(open_canvas.accept(value), Ok(()));
    pass(1_000);
    assert_eq!(left(), NOTHING);
}

#[test]
fn what_could_not_be_saved_at_once_goes_when_it_is() {
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    keep_version(&visit, &open_canvas);
    disk().fail_after(1, StoreError::Full);
    assert_eq!(erase(&open_canvas), Err(EraseError::NotSaved));
    assert!(!disk().mentions(ROLE).is_empty());
    disk().fail(None);
    pass(6_000);
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Saved);
    assert_eq!(left(), NOTHING);
}

/// A page that embeds one canvas, without the overview and without sync.
#[test]
fn what_a_page_that_was_closed_has_left_goes_when_the_next_one_leads() {
    give_engine();
    let with = {
        let visit = open();
        let open_canvas = canvas(&visit, "b");
        with_person(&open_canvas);
        open_canvas.snapshot()
    };
    let (disk, without) = (disk(), erased(&with));
    run({
        let disk = Rc::clone(&disk);
        async move {
            let store = disk.store().await;
            store.claim().await.expect("a claim");
            store
                .keep_version(&with, "import")
                .await
                .expect("a version");
            store.begin_erasing(&with.id).await.expect("a note");
            store.commit(store.journal(&without)).await.expect("a save");
        }
    });
    assert!(!disk.mentions(ROLE).is_empty());
    let visit = open();
    pass(100);
    assert_eq!(left(), NOTHING);
    drop(visit);
}

/// The journal serves as the archive, so a save is never called sure.
#[test]
fn where_there_is_no_archive_nothing_is_left_either() {
    disk().set_provisional();
    let visit = open();
    let open_canvas = canvas(&visit, "a");
    with_person(&open_canvas);
    keep_version(&visit, &open_canvas);
    assert_eq!(open_canvas.status().get_untracked(), SaveStatus::Journaled);
    assert_eq!(erase(&open_canvas), Ok(()));
    assert_eq!(left(), NOTHING);
}
