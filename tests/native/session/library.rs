//! The library: copies, the bin, and how an import treats stored canvases.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::domain::{Canvas, Export, canonical};
use maatwerk::session::{ImportChoice, Planned, ReadOnly, Visit, Workspace};
use maatwerk::store::FROM_FILE;

use super::page::{archived, canvas, id, open, pass, run, says, write};

/// Opens a namespace with one saved canvas that has this text.
fn one(text: &str) -> Visit {
    let workspace = open();
    write(&canvas(&workspace, "a"), text);
    pass(300);
    workspace
}

fn listed(workspace: &Rc<Workspace>) -> Vec<(String, bool)> {
    let workspace = Rc::clone(workspace);
    run(async move {
        assert!(workspace.library().refresh().await);
        let all = workspace.library().summaries().get_untracked();
        all.iter()
            .map(|it| (it.id.to_string(), it.removed.is_some()))
            .collect()
    })
}

/// Imports a file with this canvas; returns the number of canvases that were stored.
fn import(workspace: &Rc<Workspace>, canvas: &Canvas, choice: ImportChoice) -> usize {
    let file = canonical(&Export::new(vec![canvas.clone()]));
    let workspace = Rc::clone(workspace);
    run(async move {
        let plan = workspace.library().plan_import(&file).await.unwrap();
        workspace.library().import(plan, choice).await.unwrap()
    })
}

#[test]
fn a_copy_has_an_id_of_its_own() {
    let workspace = one("een");
    // The copy includes an edit that isn't saved yet.
    let open_canvas = canvas(&workspace, "a");
    write(&open_canvas, "een twee");
    let copying = Rc::clone(&workspace);
    let new = run(async move { copying.library().duplicate(&id("a"), " (kopie)").await });
    let new = new.unwrap().unwrap();
    assert_ne!(new, id("a"));
    let copy = archived(new.as_str()).unwrap();
    assert_eq!(copy.perspective.text, "een twee");
    assert_eq!(copy.case_number, "(kopie)");
    assert_eq!(listed(&workspace).len(), 2);
}

#[test]
fn a_canvas_goes_to_the_bin_and_comes_back() {
    let workspace = one("een");
    let open_canvas = canvas(&workspace, "a");
    let set = |removed| {
        let workspace = Rc::clone(&workspace);
        run(async move { workspace.library().set_removed(&id("a"), removed).await }).unwrap();
    };
    set(true);
    assert_eq!(listed(&workspace), [("a".to_owned(), true)]);
    let refused = open_canvas.dispatch(maatwerk::domain::Command::Removed(true));
    let expected = maatwerk::session::EditError::ReadOnly(ReadOnly::Removed);
    assert_eq!(refused, Err(expected));
    set(false);
    assert_eq!(listed(&workspace), [("a".to_owned(), false)]);
    assert_eq!(says(&open_canvas), "een");
    assert!(archived("a").unwrap().removed.is_none());
}

#[test]
fn a_canvas_that_is_deleted_is_gone() {
    let workspace = one("een");
    let deleting = Rc::clone(&workspace);
    run(async move { deleting.library().delete(&id("a")).await }).unwrap();
    assert_eq!(listed(&workspace), []);
}

#[test]
fn an_import_puts_aside_what_it_replaces() {
    let workspace = one("hier");
    let open_canvas = canvas(&workspace, "a");
    let mut theirs = open_canvas.snapshot();
    theirs.perspective.text = "bestand".to_owned();
    assert_eq!(import(&workspace, &theirs, ImportChoice::Replace), 1);
    assert_eq!(says(&open_canvas), "bestand");
    let reading = Rc::clone(&workspace);
    let versions = run(async move { reading.library().versions(&id("a")).await }).unwrap();
    assert_eq!(versions.len(), 1);
    assert_eq!(versions[0].canvas.perspective.text, "hier");
    assert_eq!(versions[0].why, FROM_FILE);
    assert_eq!(
        import(&workspace, &theirs, ImportChoice::Replace),
        0,
        "the same"
    );
}

#[test]
fn an_import_can_keep_both() {
    let workspace = one("hier");
    let mut theirs = canvas(&workspace, "a").snapshot();
    theirs.perspective.text = "bestand".to_owned();
    assert_eq!(import(&workspace, &theirs, ImportChoice::KeepBoth), 1);
    assert_eq!(says(&canvas(&workspace, "a")), "hier");
    assert_eq!(listed(&workspace).len(), 2);
}

#[test]
fn a_file_may_not_replace_itself_unseen() {
    let workspace = open();
    let mut twice = vec![Canvas::new(id("a")), Canvas::new(id("a"))];
    twice[1].case_number = "2".to_owned();
    let file = canonical(&Export::new(twice));
    let plan = run(async move { workspace.library().plan_import(&file).await });
    // The file may be refused, or the user may have to choose; both versions are never taken
    // silently.
    if let Ok(plan) = plan {
        assert!(matches!(
            plan.canvases[..],
            [Planned::New(_), Planned::Conflict(_)]
        ));
    }
}

#[test]
fn a_canvas_that_shows_nowhere_is_edited_and_one_that_is_open_shows_it() {
    use maatwerk::domain::{Command, HeaderEdit};
    let workspace = one("een");
    let titled = |title: &str| Command::Header(HeaderEdit::Title(title.to_owned()));
    let edit = |workspace: &Rc<Workspace>, name: &str, command| {
        let (workspace, name) = (Rc::clone(workspace), id(name));
        run(async move { workspace.library().edit(&name, command).await })
    };
    assert_eq!(edit(&workspace, "a", titled("Veilig wonen")), Ok(true));
    assert_eq!(archived("a").unwrap().title, "Veilig wonen");
    let open_canvas = canvas(&workspace, "a");
    assert_eq!(edit(&workspace, "a", titled("Weer thuis")), Ok(true));
    assert_eq!(open_canvas.snapshot().title, "Weer thuis");
    assert_eq!(archived("a").unwrap().title, "Weer thuis");
    assert_eq!(archived("a").unwrap().perspective.text, "een");
    // One that isn't there is not made.
    assert_eq!(edit(&workspace, "b", titled("Niets")), Ok(false));
    assert_eq!(listed(&workspace).len(), 1);
}
