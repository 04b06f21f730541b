//! The keys of a team: only where the device is sealed, and nothing in the clear from the moment that one is stored.

use std::rc::Rc;

use leptos::prelude::GetUntracked;
use maatwerk::crypto::{RecoveryCode, read_team_code, team_groups};
use maatwerk::session::team::{TeamError, TeamState};
use maatwerk::session::vault::{NewRing, SealError};
use maatwerk::session::{Visit, Workspace, give_lock, give_team};
use maatwerk::sync::protocol::RecordError;

use super::page::{bodies, canvas, environment, open, pass, run, set_server, write};
use super::server::Server;

const URL: &str = "https://sync.example/v1";

fn seal(workspace: &Rc<Workspace>) {
    give_lock();
    give_team();
    let code: RecoveryCode = workspace.new_recovery_code().expect("random numbers");
    let workspace = Rc::clone(workspace);
    run(async move {
        let new = NewRing::of_passphrase_in(environment(), "een zin die alleen ik ken", &code);
        workspace.seal(&new.await.expect("a ring"), drop).await
    })
    .expect("it is sealed");
}

fn syncing() -> Visit {
    set_server(Server::Kept);
    let visit = open();
    assert!(visit.sync().host_url(Some(URL)));
    pass(0);
    visit
}

fn state(visit: &Visit) -> TeamState {
    let workspace = Rc::clone(visit);
    run(async move { workspace.team_state().await })
}

#[test]
fn a_device_that_is_not_sealed_keeps_no_key_of_a_team() {
    let visit = syncing();
    give_team();
    let workspace = Rc::clone(&visit);
    let made = run(async move { workspace.new_team_key().await });
    assert_eq!(made, Err(TeamError::NotSealed));
    assert_eq!(state(&visit), TeamState::Plain);
}

#[test]
fn from_the_moment_that_a_key_is_stored_nothing_is_sent_in_the_clear() {
    let visit = syncing();
    write(&canvas(&visit, "a"), "geheim");
    pass(60_000);
    assert!(bodies().iter().any(|body| body.contains("geheim")));
    seal(&visit);
    let workspace = Rc::clone(&visit);
    let key = run(async move {
        let key = workspace.new_team_key().await?;
        workspace.use_team_key(key.clone()).await.map(|()| key)
    })
    .expect("a key");
    pass(60_000);
    let all = bodies();
    assert!(!all.is_empty(), "what was there is sealed in its place");
    for body in &all {
        assert!(
            body.contains(r#""fmt":2"#) && !body.contains("geheim"),
            "{body}"
        );
    }
    let TeamState::Sealed { kid, stored, .. } = state(&visit) else {
        panic!("it is sealed");
    };
    assert!(stored && kid == key.kid());
    write(&canvas(&visit, "a"), "geheim en meer");
    pass(60_000);
    assert!(bodies().iter().all(|body| !body.contains("geheim")));

    // The device stays sealed for as long as the key is on it.
    let workspace = Rc::clone(&visit);
    let opened = run(async move { workspace.unseal(drop).await });
    assert_eq!(opened, Err(SealError::HasTeamKey));
    let workspace = Rc::clone(&visit);
    run(async move { workspace.forget_team_keys().await }).expect("it is forgotten");
    pass(60_000);
    assert_eq!(state(&visit), TeamState::NoKey);
    assert!(bodies().is_empty(), "nothing is sent without the key");
    let report = visit.sync().report().get_untracked().expect("a report");
    let waits = report.refused.iter().chain(&report.unread);
    assert!(
        waits
            .into_iter()
            .any(|(_, why)| *why == RecordError::AwaitsKey)
    );

    // Typed again, as from a colleague's screen.
    let typed = team_groups(&key).join(" ").to_lowercase();
    let workspace = Rc::clone(&visit);
    let invitation = read_team_code(&typed).expect("the code");
    run(async move { workspace.join_team(invitation).await }).expect("it joins");
    pass(60_000);
    write(&canvas(&visit, "a"), "weer met sleutel");
    pass(60_000);
    let all = bodies();
    assert!(!all.is_empty() && all.iter().all(|body| body.contains(r#""fmt":2"#)));
}
