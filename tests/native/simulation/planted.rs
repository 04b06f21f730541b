//! Bugs that someone could make: the simulation sees each of them.

use maatwerk::sync::flaw::Flaw;

use super::{SEEDS, lives, one};

/// Lives with a bug until it shows.
fn shows(flaw: Flaw) {
    let found = lives(1, SEEDS, Some(flaw));
    let Some((seed, faults)) = found.first() else {
        panic!("nobody would see {flaw:?}");
    };
    eprintln!("{flaw:?} shows in life {seed}: {}", faults[0]);
    assert_eq!(one(*seed), [""; 0], "without the bug, life {seed} is well");
}

macro_rules! planted {
    ($($name:ident: $flaw:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            shows(Flaw::$flaw);
        })*

        #[test]
        fn each_bug_is_tried() {
            assert_eq!([$(Flaw::$flaw),*], Flaw::ALL);
        }
    };
}
planted! {
    no_overlap: NoOverlap,
    forget_pending: ForgetPending,
    trust_server: TrustServer,
    cursor_first: CursorFirst,
    blind_put: BlindPut,
    delete_wins: DeleteWins,
    absence_deletes: AbsenceDeletes,
    base_is_current: BaseIsCurrent,
    keep_screen: KeepScreen,
    no_backoff: NoBackoff,
    idle_writes: IdleWrites,
    resurrect: Resurrect,
}
