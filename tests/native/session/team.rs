//! What the team shares: moved in from the device once, edited, and no canvas in the list.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::domain::team::{Team, fields};
use maatwerk::domain::{Canvas, OwnNames, Payer, canonical};
use maatwerk::session::{ImportChoice, Workspace};

use super::page::{archived, canvas, disk, id, open, pass, run, write};

const NAMES: &str =
    r#"{"financiers":[{"code":"wmo","naam":"Wmo-loket"},{"code":"fonds","naam":"Het fonds"}]}"#;

fn names(workspace: &Rc<Workspace>) -> Vec<String> {
    let own = workspace.own().get_untracked();
    let payers = own.names.payers.into_iter();
    payers
        .map(|it| format!("{}={}", it.code, it.name))
        .collect()
}

fn set_names(workspace: &Rc<Workspace>, payers: &[(&str, &str)]) {
    let payers = payers.iter().map(|(code, name)| Payer {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
        ..Payer::default()
    });
    let names = OwnNames {
        payers: payers.collect(),
        ..OwnNames::default()
    };
    let workspace = Rc::clone(workspace);
    run(async move { workspace.municipal_settings().keep_names(names).await });
}

fn refresh(workspace: &Rc<Workspace>) {
    let workspace = Rc::clone(workspace);
    run(async move { workspace.library().refresh().await });
}

#[test]
fn what_a_device_has_moves_into_the_team_once_and_nothing_is_lost() {
    disk().put_setting("namen", NAMES);
    let workspace = open();
    assert_eq!(
        names(&workspace),
        ["wmo=Wmo-loket", "fonds=Het fonds"],
        "at once"
    );
    pass(400);
    let team = archived("team").expect("the team's document");
    assert_eq!(Team::of(&team).names.payers.len(), 2);
    // What is taken away stays away, though the device still has it.
    set_names(&workspace, &[("wmo", "Loket")]);
    assert_eq!(names(&workspace), ["wmo=Loket"]);
    drop(workspace);
    let again = open();
    pass(400);
    refresh(&again);
    assert_eq!(names(&again), ["wmo=Loket"]);
}

#[test]
fn a_device_without_settings_makes_no_document() {
    let workspace = open();
    pass(400);
    refresh(&workspace);
    assert_eq!(archived("team"), None);
    assert!(names(&workspace).is_empty());
}

#[test]
fn the_team_is_no_canvas_of_the_list_and_is_in_an_export() {
    let workspace = open();
    write(&canvas(&workspace, "a"), "een");
    set_names(&workspace, &[("wmo", "Loket")]);
    pass(400);
    refresh(&workspace);
    let listed = workspace.library().summaries().get_untracked();
    let ids: Vec<&str> = listed.iter().map(|it| it.id.as_str()).collect();
    assert_eq!(ids, ["a"]);
    let library = Rc::clone(&workspace);
    let file = run(async move { library.library().export(None).await }).expect("an export");
    assert_eq!(file.count, 2);
    assert!(file.text.contains("Loket"));
}

#[test]
fn an_imported_team_is_put_together_with_the_one_that_is_here() {
    let workspace = open();
    set_names(&workspace, &[("wmo", "Loket")]);
    let mut other = Canvas::new_team(id("team"));
    let entry = maatwerk::domain::method::Entry::new(None).with(fields::NAME, "Jeugd");
    let list = maatwerk::domain::method::EntryList::Disciplines;
    let put = maatwerk::domain::Command::PutEntry(
        list,
        maatwerk::domain::ItemId::from_bits(7),
        Some(Box::new(entry)),
    );
    maatwerk::domain::apply(&mut other, put, &crate::generate::stamp(1)).unwrap();
    let library = Rc::clone(&workspace);
    let stored = run(async move {
        let plan = library
            .library()
            .plan_import(&canonical(&other))
            .await
            .expect("a plan");
        assert_eq!(plan.clashes(), 0);
        library.library().import(plan, ImportChoice::KeepBoth).await
    });
    assert_eq!(stored, Ok(1));
    pass(400);
    let team = Team::of(&archived("team").expect("the team's document"));
    assert_eq!(team.disciplines, ["Jeugd"]);
    assert_eq!(team.names.payers.len(), 1);
    assert_eq!(
        workspace
            .municipal_settings()
            .team()
            .get_untracked()
            .disciplines,
        ["Jeugd"]
    );
}

#[test]
fn a_canvas_of_before_the_id_was_the_teams_is_kept_under_another() {
    // As an older version stored it, whose host page had chosen that id.
    let old =
        r#"{"formaat":1,"id":"team","casusnummer":"24-0113","perspectief":{"tekst":"Weer thuis"}}"#;
    disk().put_stored("team", old);
    let workspace = open();
    refresh(&workspace);
    let problem = |workspace: &Rc<Workspace>| {
        let all = workspace.library().summaries().get_untracked();
        let found = all.into_iter().find(|it| it.id.as_str() == "team");
        found.map(|it| it.problem.is_some())
    };
    assert_eq!(problem(&workspace), Some(true), "it is named in the list");
    let settings = |workspace: &Rc<Workspace>| {
        let workspace = Rc::clone(workspace);
        run(async move { workspace.municipal_settings().has_misplaced().await })
    };
    assert_eq!(settings(&workspace), Ok(true));
    let moving = Rc::clone(&workspace);
    let moved = run(async move { moving.municipal_settings().move_misplaced().await });
    let moved = moved.unwrap().expect("a canvas");
    let kept = archived(moved.as_str()).unwrap();
    assert_eq!(kept.case_number, "24-0113");
    assert_eq!(kept.perspective.text, "Weer thuis");
    refresh(&workspace);
    assert_eq!(problem(&workspace), None);
    assert_eq!(settings(&workspace), Ok(false));
    // What the team shares has its place.
    set_names(&workspace, &[("wmo", "Loket")]);
    pass(400);
    let team = archived("team").expect("the team's document");
    assert_eq!(Team::of(&team).names.payers.len(), 1);
}
