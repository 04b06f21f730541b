//! How syncing stands, in words.

use maatwerk::domain::Timestamp;
use maatwerk::sync::probe::ProbeResult;
use maatwerk::sync::protocol::RecordError;
use maatwerk::sync::status::{Status, SyncError};
use maatwerk::texts::sync::{self, Tone};

/// Half past two in the afternoon, and two minutes, of 20 November 2026 in the Netherlands.
fn at() -> Timestamp {
    Timestamp::from_millis(1_795_181_520_000)
}

fn badge(status: &Status, waiting: usize) -> String {
    sync::badge(status, waiting, 0, "om 14:32")
}

#[test]
fn the_badge_says_synced_only_when_all_is() {
    assert_eq!(badge(&Status::Synced(at()), 0), "Gesynchroniseerd om 14:32");
    assert_eq!(
        badge(&Status::Synced(at()), 1),
        "1 canvas wacht op verzenden"
    );
    assert_eq!(
        badge(&Status::Synced(at()), 3),
        "3 canvassen wachten op verzenden"
    );
    let others = [
        Status::NotSet,
        Status::LocalOnly,
        Status::Offline(2),
        Status::SignIn,
        Status::Conflicts(2),
        Status::Failed(SyncError::Server(503)),
    ];
    for status in others {
        let text = badge(&status, 0);
        assert!(!text.contains("Gesynchroniseerd"), "{text}");
        assert_ne!(sync::tone(&status, 0, 0), Tone::Good, "{text}");
    }
    assert_ne!(sync::tone(&Status::Synced(at()), 1, 0), Tone::Good);
    assert_ne!(sync::tone(&Status::Synced(at()), 0, 1), Tone::Good);
    let left = sync::badge(&Status::Synced(at()), 0, 2, "om 14:32");
    assert_eq!(left, "Gesynchroniseerd, behalve 2 canvassen");
}

#[test]
fn the_badge_counts_what_is_many() {
    let busy = |received, sent, total| {
        let status = Status::Busy {
            received,
            sent,
            total,
        };
        badge(&status, 0)
    };
    assert_eq!(busy(3, 0, 2), "Bezig met synchroniseren…");
    assert_eq!(busy(150, 0, 0), "Bezig: 150 ontvangen");
    assert_eq!(busy(150, 12, 300), "Bezig: 12 van 300 verstuurd");
    assert_eq!(badge(&Status::Offline(0), 0), "Offline");
    assert_eq!(
        badge(&Status::Offline(1), 1),
        "Offline met 1 gewijzigd canvas"
    );
    assert_eq!(badge(&Status::Conflicts(1), 0), "1 verschil om te kiezen");
}

#[test]
fn a_moment_of_today_has_no_day() {
    let day = |text: &str| text.parse().expect("a date");
    assert_eq!(sync::moment(at(), 60, day("2026-11-20")), "om 14:32");
    assert_eq!(
        sync::moment(at(), 60, day("2026-11-21")),
        "op 20-11-2026 om 14:32"
    );
    assert_eq!(sync::moment(at(), 0, day("2026-11-20")), "om 13:32");
}

#[test]
fn what_is_wrong_comes_with_what_to_do() {
    let troubles = [
        SyncError::Offline,
        SyncError::SignIn,
        SyncError::Forbidden,
        SyncError::Settings(404),
        SyncError::Server(500),
        SyncError::Lost(2),
        SyncError::Refused(2),
        SyncError::Elsewhere,
    ];
    for trouble in troubles {
        let status = Status::Failed(trouble);
        assert!(!badge(&status, 0).is_empty() && sync::advice(&status).ends_with('.'));
    }
    assert_eq!(
        sync::refusal(RecordError::TooLarge(300_000)),
        "te groot om te versturen (293 kB, hoogstens 256 kB). Maak teksten korter."
    );
    assert!(sync::refusal(RecordError::Server(400)).contains("code 400"));
    assert!(sync::refusal(RecordError::BeyondLimits).contains("te groot voor deze app"));
}

#[test]
fn a_verdict_speaks_of_the_clock_only_when_it_is_off() {
    let good = |ahead| {
        sync::verdict(ProbeResult::Good {
            writes: true,
            ahead,
        })
    };
    assert!(!good(None).contains("klok") && !good(Some(-4)).contains("klok"));
    assert!(good(Some(10)).contains("loopt 10 minuten achter"));
    assert!(good(Some(-10)).contains("loopt 10 minuten voor"));
    let reads = sync::verdict(ProbeResult::Good {
        writes: false,
        ahead: None,
    });
    assert!(reads.contains("niet wijzigen"));
}
