//! Plausible bugs that random runs must detect; [`rare`](super::rare) has those that they seldom
//! do.

use maatwerk::store::mutation::Mutation;

use super::rare::RARE;
use super::{SEEDS, one, runs};

/// Performs runs with a bug until one detects it.
fn shows(bug: Mutation) {
    let found = runs(1, SEEDS, Some(bug));
    let Some((seed, faults)) = found.first() else {
        panic!("no run detects {bug:?}");
    };
    eprintln!("{bug:?} is detected in run {seed}: {}", faults[0]);
    assert_eq!(one(*seed), [""; 0], "run {seed} fails without the bug");
}

macro_rules! is_active {
    ($($name:ident: $bug:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            shows(Mutation::$bug);
        })*

        #[test]
        fn each_bug_is_tried() {
            let tried: Vec<Mutation> = [$(Mutation::$bug),*].into_iter().chain(RARE).collect();
            assert_eq!(tried.len(), Mutation::ALL.len());
            assert!(Mutation::ALL.iter().all(|bug| tried.contains(bug)));
        }
    };
}
is_active! {
    no_overlap: NoOverlap,
    trust_server: TrustServer,
    cursor_first: CursorFirst,
    blind_put: BlindPut,
    delete_wins: DeleteWins,
    absence_deletes: AbsenceDeletes,
    base_is_current: BaseIsCurrent,
    keep_screen: KeepScreen,
    show_early: ShowEarly,
    drop_typed: DropTyped,
    save_over: SaveOver,
    open_journal: OpenJournal,
    idle_writes: IdleWrites,
    trust_rev: TrustRev,
    type_over: TypeOver,
    silent_newer: SilentNewer,
    clock_erases: ClockErases,
    send_clear: SendClear,
    take_clear: TakeClear,
    mix_teams: MixTeams,
    ignore_switch: IgnoreSwitch,
    loose_place: LoosePlace,
    forget_keys: ForgetKeys,
}
