//! The sync status in Dutch, and what to do about it.

use crate::domain::{Date, Timestamp};
use crate::store::StoreError;
use crate::sync::probe::ProbeResult;
use crate::sync::protocol::RecordError;
use crate::sync::status::{Status, SyncError};

use super::date::format_timestamp;
use super::overview::canvases;
use super::storage::store_error;

words! {
    TITLE = "Synchroniseren";
    NOT_SET = "Synchroniseren: niet ingesteld";
    NOT_SET_TEXT = "Uw canvassen staan alleen op dit apparaat. Met een server van uw organisatie werkt u er met collega's aan, en op meer apparaten.";
    START = "Wat u invult, staat op dit apparaat en gaat vanzelf naar de server van uw organisatie.";
    NOW = "Nu synchroniseren";
    SETTINGS = "Instellingen";
    SIGN_IN = "Aanmelden";
    LAST = "Laatst gesynchroniseerd";
    NOT_YET = "nog niet";
    WAITING = "Wacht op verzenden";
    NOTHING = "niets";
    // What can't be sent, and what the server has lost.
    REFUSED = "Deze canvassen worden niet verstuurd";
    REFUSED_HINT = "Ze staan op dit apparaat. Wat u nog wijzigt, wordt opnieuw geprobeerd.";
    UNREAD = "Deze canvassen staan op de server in een vorm die niet te lezen is";
    UNREAD_HINT = "Ze worden niet samengevoegd en niet overschreven, en u kunt ze hier niet wijzigen. U kunt de tekst van de server exporteren.";
    EXPORT_UNREAD = "Tekst exporteren";
    REWRITTEN = "Deze canvassen zijn op de server gewijzigd zonder dat een app dat deed";
    REWRITTEN_HINT = "Wat er nu staat, is samengevoegd met wat u had. Hoe het hier stond, vindt u bij Eerdere versies. Vraag uw beheerder wat er is gebeurd.";
    LOST = "Deze canvassen stonden op de server en zijn daar weg";
    LOST_HINT = "Misschien is een oudere kopie van de server teruggezet. Op dit apparaat zijn ze er nog.";
    PUT_BACK = "Terugzetten op de server";
    LEAVE = "Zo laten";
    LEFT = "U hebt gekozen om het zo te laten.";
    UNREADABLE = "Op de server staat een tijd ver in de toekomst. Daardoor lezen we elke keer alles. Vraag uw beheerder om dat canvas opnieuw op te slaan.";
    STRANGE = "Er komt wel een antwoord, maar dat is niet te lezen. Er is niets van overgenomen. Blijft dit zo op uw eigen netwerk? Vraag dan uw beheerder om hulp.";
    DIFFERENCES = "Kies in deze canvassen welke versie blijft";
    OPEN = "Openen";
    // The settings.
    URL = "Adres van de server";
    URL_HINT = "Krijgt u van uw beheerder. Begint met https://. Alles wat op dit apparaat staat, gaat naar die server.";
    URL_HOST = "De pagina waarop u werkt, bepaalt dit adres.";
    URL_WRONG = "Dit adres kan niet. Het moet beginnen met https:// en mag geen ? of # hebben.";
    PASSWORD_NEEDED = "Aanmelden met naam en wachtwoord";
    PASSWORD_HINT = "Zet dit uit als u zich aanmeldt via uw organisatie.";
    NAME = "Gebruikersnaam";
    NAME_MISSING = "Vul uw gebruikersnaam in.";
    PASSWORD = "Wachtwoord";
    REMEMBER = "Onthoud op dit apparaat";
    REMEMBER_HINT = "Doe dit alleen op een apparaat dat u met niemand deelt. Anders vragen we het elke keer opnieuw.";
    TEST = "Test de verbinding";
    TESTING = "We kijken of de server antwoordt…";
    SAVE = "Opslaan";
    SWITCH_OFF = "Synchroniseren uitzetten";
    NOT_KEPT = "Deze browser onthoudt de instellingen niet. Ze gelden tot u deze pagina sluit.";
}

/// How urgent a status is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Everything is synced.
    Good,
    /// In progress; nothing to do.
    Calm,
    /// Waiting for the user.
    Asks,
    /// An error.
    Wrong,
}

/// The number of canvases from which the badge shows it.
const MANY: usize = 10;

/// The badge's text. `waiting` is the number of canvases to be sent, `left` the number that the server
/// lacks and a user chose to leave so.
#[must_use]
pub fn badge(status: &Status, waiting: usize, left: usize, moment: &str) -> String {
    match status {
        Status::NotSet => NOT_SET.to_owned(),
        Status::LocalOnly => "Alleen op dit apparaat".to_owned(),
        Status::Synced(_) if waiting > 0 => [&waits(waiting), " op verzenden"].concat(),
        Status::Synced(_) if left > 0 => ["Gesynchroniseerd, behalve ", &canvases(left)].concat(),
        Status::Synced(_) => ["Gesynchroniseerd ", moment].concat(),
        Status::Busy { sent, total, .. } if *total >= MANY => {
            format!("Bezig: {sent} van {total} verstuurd")
        }
        Status::Busy { received, .. } if *received >= MANY => {
            format!("Bezig: {received} ontvangen")
        }
        Status::Busy { .. } => "Bezig met synchroniseren…".to_owned(),
        Status::Offline(0) => "Offline".to_owned(),
        Status::Offline(1) => "Offline met 1 gewijzigd canvas".to_owned(),
        Status::Offline(count) => format!("Offline met {count} gewijzigde canvassen"),
        Status::SignIn => "Aanmelden nodig".to_owned(),
        Status::Conflicts(1) => "1 verschil om te kiezen".to_owned(),
        Status::Conflicts(count) => format!("{count} verschillen om te kiezen"),
        Status::Failed(trouble) => failure(trouble),
    }
}

fn waits(count: usize) -> String {
    match count {
        1 => "1 canvas wacht".to_owned(),
        _ => [&canvases(count), " wachten"].concat(),
    }
}

fn failure(trouble: &SyncError) -> String {
    let text = match trouble {
        SyncError::NotStarted => "Alleen op dit apparaat",
        SyncError::Elsewhere => "Een ander venster synchroniseert",
        SyncError::Offline | SyncError::Strange => "Offline",
        SyncError::SignIn => "Aanmelden nodig",
        SyncError::Forbidden => "Geen toegang tot de server",
        SyncError::Settings(_) => "Het adres van de server klopt niet",
        SyncError::Server(_) => "De server heeft een storing",
        SyncError::Storage(_) => "Synchroniseren lukt niet op dit apparaat",
        SyncError::Lost(1) => "1 canvas ontbreekt op de server",
        SyncError::Lost(count) => return format!("{count} canvassen ontbreken op de server"),
        SyncError::Refused(1) => "1 canvas niet verstuurd",
        SyncError::Refused(count) => return format!("{count} canvassen niet verstuurd"),
        SyncError::Unread(1) => "1 canvas op de server is niet te lezen",
        SyncError::Unread(count) => {
            return format!("{count} canvassen op de server zijn niet te lezen");
        }
        SyncError::Held(_) => "Versleuteld: de sleutel ontbreekt",
        SyncError::Contested(1) => "1 canvas komt niet op de server",
        SyncError::Contested(count) => return format!("{count} canvassen komen niet op de server"),
        SyncError::Endless(_) => "De server blijft canvassen sturen",
        SyncError::TooMany(_) => "De server heeft te veel canvassen",
    };
    text.to_owned()
}

/// How urgent a status is.
#[must_use]
pub fn tone(status: &Status, waiting: usize, left: usize) -> Tone {
    match status {
        Status::Synced(_) if waiting == 0 && left == 0 => Tone::Good,
        Status::NotSet
        | Status::LocalOnly
        | Status::Synced(_)
        | Status::Busy { .. }
        | Status::Offline(_)
        | Status::Failed(SyncError::Elsewhere | SyncError::NotStarted) => Tone::Calm,
        Status::SignIn | Status::Conflicts(_) => Tone::Asks,
        Status::Failed(_) => Tone::Wrong,
    }
}

/// What a status means, and what to do about it.
#[must_use]
pub fn advice(status: &Status) -> &'static str {
    match status {
        Status::NotSet => NOT_SET_TEXT,
        Status::LocalOnly => "Er is nog niets gesynchroniseerd.",
        Status::Synced(_) => {
            "Dit gaat vanzelf: na een wijziging, elke minuut en zodra er weer verbinding is."
        }
        Status::Busy { .. } => "U kunt gewoon doorwerken.",
        Status::Offline(_) => {
            "De server is niet bereikbaar. U kunt gewoon doorwerken: alles blijft op dit apparaat staan, en we proberen het steeds opnieuw. Bent u op een openbaar netwerk? Meld u daar dan eerst aan."
        }
        Status::SignIn => {
            "De server wil weten wie u bent. Tot dan blijft alles op dit apparaat staan."
        }
        Status::Conflicts(_) => {
            "U en een collega hebben hetzelfde gewijzigd. Beide versies zijn bewaard, ook op de server. Kies in het canvas welke blijft."
        }
        Status::Failed(trouble) => help(trouble),
    }
}

fn help(trouble: &SyncError) -> &'static str {
    match trouble {
        SyncError::NotStarted => "Er is nog niets gesynchroniseerd.",
        SyncError::Elsewhere => {
            "Uw canvassen zijn open in een ander venster. Dat venster synchroniseert ze."
        }
        SyncError::Offline | SyncError::Strange => advice(&Status::Offline(0)),
        SyncError::SignIn => advice(&Status::SignIn),
        SyncError::Forbidden => {
            "U bent aangemeld, maar mag hier niet bij. Vraag uw beheerder om toegang. Alles blijft op dit apparaat staan."
        }
        SyncError::Settings(_) => {
            "Op dit adres staan geen canvassen. Controleer het adres bij Instellingen, of vraag uw beheerder."
        }
        SyncError::Server(_) => {
            "Alles blijft op dit apparaat staan. We proberen het steeds opnieuw."
        }
        SyncError::Storage(error) => match error {
            StoreError::Fenced => help(&SyncError::Elsewhere),
            other => store_error(other),
        },
        SyncError::Lost(_) => "Kies hieronder wat u wilt. Tot dan versturen we niets.",
        SyncError::Refused(_) => "De andere canvassen zijn wel gesynchroniseerd.",
        SyncError::Unread(_) => {
            "Hieronder staat welke. De andere canvassen zijn wel gesynchroniseerd. Vraag uw beheerder om hulp."
        }
        SyncError::Held(_) => {
            "Op de server staan canvassen die versleuteld zijn, en dit apparaat heeft de sleutel niet. Daarom versturen we van dit apparaat niets: dat zou leesbaar op de server komen. Wat u typt, blijft op dit apparaat staan. Versleutelt uw team? Vraag een collega om de code, en kies Instellingen, Versleuteling. Versleutelt uw team niet? Vraag eerst wie dit heeft gedaan. Haal het daarna hieronder weg, dan gaat alles verder."
        }
        SyncError::Contested(_) => {
            "De server zegt steeds dat er een andere versie is, en neemt de uwe niet aan. Alles blijft op dit apparaat staan en we proberen het steeds opnieuw. Blijft dit zo? Vraag uw beheerder."
        }
        SyncError::Endless(_) => {
            "Er kwamen er duizenden achter elkaar. We wachten een kwartier en lezen dan verder; wat u typt, wordt wel verstuurd. Hoort uw organisatie er niet zo veel te hebben? Vraag dan uw beheerder."
        }
        SyncError::TooMany(_) => {
            "Zoveel canvassen kan deze app niet aan. De rest lezen we niet; wat u typt, wordt wel verstuurd. Vraag uw beheerder."
        }
    }
}

/// Why a canvas can't be sent.
#[must_use]
pub fn refusal(refusal: RecordError) -> String {
    match refusal {
        RecordError::TooLarge(bytes) => format!(
            "te groot om te versturen ({} kB, hoogstens 256 kB). Maak teksten korter.",
            bytes.div_ceil(1024)
        ),
        RecordError::SealedTooLarge(bytes) => format!(
            "te groot om te versturen: versleuteld is het {} kB, en het mag hoogstens 256 kB zijn. Maak teksten korter.",
            bytes.div_ceil(1024)
        ),
        RecordError::Nul => {
            "er staat een teken in dat de server niet kan opslaan. Typ de tekst opnieuw.".to_owned()
        }
        RecordError::TooDeep => "het bestand waar het uit komt, klopt niet.".to_owned(),
        RecordError::Server(413) => "te groot voor de server. Maak teksten korter.".to_owned(),
        RecordError::Server(0) => {
            "de server neemt het niet aan: misschien is het te groot. Maak teksten korter."
                .to_owned()
        }
        RecordError::Server(status) => {
            format!("de server weigert het (code {status}). Vraag uw beheerder.")
        }
        RecordError::Newer => {
            "op de server staat een versie van een nieuwere app. Werk deze app bij.".to_owned()
        }
        RecordError::Unreadable => {
            "wat op de server staat, is geen canvas dat een app kan lezen.".to_owned()
        }
        RecordError::AwaitsKey => {
            "dit is versleuteld, en de sleutel staat niet op dit apparaat. Vraag een collega om de code. Voer die in bij Instellingen, Versleuteling.".to_owned()
        }
        RecordError::Foreign => {
            "dit is versleuteld, en uw team deelt alles zonder versleuteling. U had dit canvas nooit. Misschien heeft iemand het adres van een ander team ingevuld. De andere canvassen gaan gewoon verder.".to_owned()
        }
        RecordError::Forged => {
            "wat op de server staat, heeft uw team niet zo versleuteld. Iemand heeft het veranderd of verwisseld. Er is niets van overgenomen. Vraag uw beheerder wat er is gebeurd.".to_owned()
        }
        RecordError::InTheClear => {
            "dit staat zonder versleuteling op de server. Er is niets van overgenomen. Weet u van wie het is? Neem het dan over.".to_owned()
        }
        RecordError::BeyondLimits => {
            "wat op de server staat, is te groot voor deze app: meer dan 8 MB, meer dan 10.000 onderdelen of te veel lagen in elkaar.".to_owned()
        }
    }
}

/// "om 14:32", with the day unless it is today.
#[must_use]
pub fn moment(at: Timestamp, offset_minutes: i32, today: Date) -> String {
    let written = format_timestamp(at, offset_minutes);
    match written.strip_prefix(&super::date::format_date(today)) {
        Some(time) => time.trim_start().to_owned(),
        None => ["op ", &written].concat(),
    }
}

/// The result of checking a server.
#[must_use]
pub fn verdict(verdict: ProbeResult) -> String {
    let text = match verdict {
        ProbeResult::Silent => {
            "De server antwoordt niet. Controleer het adres en uw verbinding. Klopt dat? Dan mag deze app dit adres niet gebruiken: vraag uw beheerder."
        }
        ProbeResult::Strange => {
            "Op dit adres antwoordt iets anders dan een server voor canvassen. Bent u op een openbaar netwerk? Meld u daar dan eerst aan."
        }
        ProbeResult::SignIn => {
            "De server is er, maar kent u niet. Controleer uw naam en wachtwoord."
        }
        ProbeResult::Forbidden => {
            "De server kent u, maar u mag hier niet bij. Vraag uw beheerder om toegang."
        }
        ProbeResult::NotThere(_) => {
            "De server is er, maar op dit adres staan geen canvassen. Controleer het adres."
        }
        ProbeResult::Failing(_) => {
            "De server is er, maar heeft een storing. Probeer het later opnieuw."
        }
        ProbeResult::Good { writes: false, .. } => {
            "De verbinding werkt. U mag hier canvassen lezen, maar niet wijzigen. Vraag uw beheerder om toegang."
        }
        ProbeResult::Good {
            writes: true,
            ahead,
        } => return good(ahead.unwrap_or(0)),
    };
    text.to_owned()
}

fn good(ahead: i64) -> String {
    let mut text = "De verbinding werkt. U mag hier canvassen lezen en wijzigen.".to_owned();
    let side = if ahead > 0 { "achter" } else { "voor" };
    if ahead.abs() >= 5 {
        text += &format!(
            " De klok van dit apparaat loopt {} minuten {side}: tijden bij uw wijzigingen kloppen dan niet.",
            ahead.abs()
        );
    }
    text
}
