//! Scenarios of a store, for any archive and journal: natively in memory, and in a browser on real
//! storage. Each begins with an empty profile.

use maatwerk::store::{Envelope, Store};

use super::kit::id;

mod damage;
mod figures;
mod newer;
mod outage;
mod pages;
mod saving;

pub(crate) use damage::*;
pub(crate) use figures::*;
pub(crate) use newer::*;
pub(crate) use outage::*;
pub(crate) use pages::*;
pub(crate) use saving::*;

/// The name of a scenario, and a function that runs it.
macro_rules! scenarios {
    ($run:ident) => {
        $run!(saved_is_found_again);
        $run!(a_save_that_was_not_archived_is_replayed);
        $run!(an_old_entry_that_came_back_changes_nothing);
        $run!(an_entry_that_is_archived_already_just_goes);
        $run!(an_entry_of_the_same_number_that_differs_is_kept_aside);
        $run!(a_damaged_entry_is_set_aside);
        $run!(a_damaged_record_is_set_aside);
        $run!(a_good_entry_mends_a_damaged_record);
        $run!(a_deleted_archive_is_no_other_page_and_is_begun_anew);
        $run!(who_deletes_a_canvas_or_keeps_a_version_of_a_deleted_archive_is_told_the_same);
        $run!(a_page_that_took_the_empty_archive_over_fences_the_one_before);
        $run!(a_newer_envelope_is_never_written_over);
        $run!(a_newer_document_is_never_written_over);
        $run!(a_newer_entry_of_the_journal_is_never_written_over);
        $run!(an_older_page_is_fenced);
        $run!(without_locks_versions_are_checked);
        $run!(what_was_refused_never_takes_the_place_of_what_another_page_saved);
        $run!(what_another_page_typed_is_kept_aside);
        $run!(a_late_commit_does_not_undo_a_newer_one);
        $run!(what_is_gone_stays_gone);
        $run!(a_version_is_kept_once);
        $run!(the_overview_mends_itself);
        $run!(the_overview_counts_the_journal_in);
        $run!(figures_follow_what_is_saved);
    };
}
pub(crate) use scenarios;

async fn texts_of_versions(store: &Store, of: &str) -> Vec<(String, String)> {
    let versions = store.versions(&id(of)).await.expect("versions");
    let version = versions.into_iter();
    version
        .map(|version| (version.why, version.canvas.perspective.text))
        .collect()
}

fn forged(key: &str, seq: u64, doc: &str) -> Vec<u8> {
    let doc = doc.to_owned();
    Envelope { seq, doc }.encode(&format!("canvas/{key}"))
}
