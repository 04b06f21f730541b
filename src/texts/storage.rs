//! Messages about storage in Dutch: what happened, and what to do about it.

use crate::store::{Notice, StoreError};

/// Why the last edits aren't saved; follows "Niet opgeslagen:".
#[must_use]
pub fn store_error(error: &StoreError) -> &'static str {
    match error {
        StoreError::Denied => {
            "deze browser staat niet toe dat er iets bewaard wordt. Exporteer uw werk voordat u sluit."
        }
        StoreError::Full => {
            "de opslag van dit apparaat is vol. Exporteer uw werk en maak ruimte vrij. We proberen het opnieuw."
        }
        StoreError::Damaged => {
            "de opslag van dit apparaat is beschadigd. Exporteer uw werk voordat u sluit."
        }
        StoreError::TooNew { .. } => {
            "hier staat al een nieuwere versie van dit canvas. Werk de app bij. Exporteer eerst uw werk."
        }
        StoreError::Locked => {
            "dit apparaat is vanuit een ander venster beveiligd. Exporteer uw laatste wijzigingen en laad de pagina opnieuw."
        }
        StoreError::Fenced => {
            "een ander venster heeft dit overgenomen. Exporteer uw laatste wijzigingen, of neem het werk hier weer over."
        }
        StoreError::Erased => {
            "de opslag van dit apparaat is gewist terwijl u hier werkte. Wat u ziet is er nog: exporteer het, of kies Probeer opnieuw."
        }
        StoreError::Outdated => {
            "dit canvas is in een ander venster gewijzigd. Exporteer uw werk en laad de pagina opnieuw."
        }
        StoreError::Superseded => {
            "iemand anders heeft dit canvas net gewijzigd. Kijk het na en probeer het opnieuw."
        }
        StoreError::Closed | StoreError::Failed(_) => {
            "het opslaan lukte niet. We proberen het opnieuw. Blijft dit staan? Exporteer dan uw werk."
        }
    }
}

/// A notice about storage.
#[must_use]
pub fn notice(notice: &Notice) -> String {
    match notice {
        Notice::NothingKept => {
            "Deze browser bewaart niets voor deze pagina. U kunt werken, maar exporteer uw canvas voordat u sluit.".to_owned()
        }
        Notice::NoJournal(_) => {
            "De snelle opslag van deze browser doet het niet. Wacht na het typen tot er 'Opgeslagen' staat.".to_owned()
        }
        Notice::NoArchive(error) => no_archive(error).to_owned(),
        Notice::Erased => {
            "De opslag van dit apparaat is gewist terwijl dit venster open was. Wat hier open staat is opnieuw opgeslagen. Andere canvassen komen terug met synchroniseren of uit een export.".to_owned()
        }
        Notice::JournalFull => {
            "De snelle opslag is vol. Er wordt gewoon opgeslagen, maar wacht tot er 'Opgeslagen' staat.".to_owned()
        }
        Notice::Insecure => {
            "Deze pagina is niet beveiligd (http). Open maar één venster tegelijk, en vraag uw beheerder om https.".to_owned()
        }
        Notice::ArchiveTooNew { .. } => {
            "De opslag is gemaakt door een nieuwere versie. U kunt bekijken en exporteren. Werk de app bij om te wijzigen.".to_owned()
        }
        Notice::TooNew { .. } => {
            "Een canvas is gemaakt door een nieuwere versie. U kunt het exporteren. Werk de app bij om het te openen.".to_owned()
        }
        Notice::Quarantined { .. } => {
            "Een canvas kon niet gelezen worden. Wat er stond is apart gezet en niet gewist. U vindt het in het overzicht.".to_owned()
        }
        Notice::Replayed { count: 1 } => {
            "Eén canvas was nog niet helemaal opgeslagen. Dat is nu hersteld.".to_owned()
        }
        Notice::Replayed { count } => {
            format!("{count} canvassen waren nog niet helemaal opgeslagen. Dat is nu hersteld.")
        }
        Notice::BinEnds { count, days } => super::overview::bin_ends(*count, *days),
        Notice::RemovedElsewhere => {
            "De server meldt dat canvassen definitief verwijderd zijn. Ze liggen hier nog 30 dagen in de prullenbak. Klopt het niet? Zet ze dan terug.".to_owned()
        }
        Notice::KeptAside { .. } => {
            "Van een canvas is een oudere versie apart bewaard, zodat er niets verloren gaat.".to_owned()
        }
    }
}

/// The message that canvases can't be stored, or not even read, with what to do about it.
#[must_use]
pub fn no_archive(error: &StoreError) -> &'static str {
    match error {
        StoreError::Full => {
            "De opslag van dit apparaat is vol. Wat u nu typt, wordt niet opgeslagen. Exporteer uw werk, maak ruimte vrij en kies Probeer opnieuw. Wat hier al stond, is er nog."
        }
        StoreError::Denied => {
            "De grote opslag van deze browser doet het niet. Uw werk wordt minder zeker bewaard. Exporteer het regelmatig."
        }
        StoreError::Erased => {
            "De opslag van dit apparaat is gewist terwijl dit venster open was. Exporteer wat u ziet, of kies Probeer opnieuw."
        }
        _ => {
            "De opslag van dit apparaat doet het nu niet. Wat u typt, wordt niet opgeslagen. Exporteer uw werk, sluit andere programma's en kies Probeer opnieuw. Wat hier al stond, is er nog."
        }
    }
}
