//! The words of sealing, locking and unlocking.

use crate::crypto::{MIN_LENGTH, RecoveryCodeError};
use crate::store::StoreError;

words! {
    LOCK = "Vergrendel";
    LOCKED = "Vergrendeld";
    PASSPHRASE = "Wachtzin";
    UNLOCK = "Ontgrendelen";
    SHOW = "Toon wat ik typ";
    WITH_CODE = "Met de noodcode openen";
    WITH_PASSPHRASE = "Met de wachtzin openen";
    CODE = "Noodcode";
    CODE_HINT = "Acht groepen van vijf tekens. Ze staan op het noodblad. Hoofdletters en streepjes maken niet uit.";
    OPENING = "Een ogenblik. De wachtzin wordt nagekeken.";
    OPENING_BY_CODE = "Een ogenblik. De noodcode wordt nagekeken.";
    ASKS_HOST = "Een ogenblik. De sleutel van deze omgeving wordt opgehaald.";
    HOST_OPENS = "Deze omgeving geeft de sleutel. Kies Ontgrendelen om verder te gaan.";
    HOST_FAILS = "De sleutel van deze omgeving kwam niet, of past niet. Er is niets weg. Probeer het opnieuw, of vraag uw beheerder.";
    HOST_CANNOT_SEAL = "Deze omgeving beveiligt wat u hier bewaart, maar dat lukt nu niet. Uw canvassen zijn er nog. Ze staan nu leesbaar op dit apparaat.";
    HOST_STOPPED = "Deze omgeving versleutelt wat u hier bewaart, maar de opslag van dit apparaat werkt nu niet mee. Uw canvassen zijn er nog. Een deel staat nog leesbaar op dit apparaat. De app gaat vanzelf verder.";
    IDLE = "U hebt hier een tijd niets gedaan.";
    HIDDEN = "De app was een tijd uit beeld.";
    CLOCK = "De klok van dit apparaat is teruggezet.";
    SAVED = "Wat u had getypt, is opgeslagen.";
    SAVING = "Wat u had getypt, wordt nog opgeslagen. Laat deze pagina open.";
    DOES_NOT_OPEN = "De proef lukte niet: de nieuwe wachtzin of noodcode opende niet. Er is niets veranderd. Probeer het opnieuw.";
    WRONG = "Deze wachtzin past niet. Er is niets gewist. Let op hoofdletters en spaties.";
    WRONG_CODE = "Deze noodcode hoort niet bij dit apparaat. Hebt u later een nieuw noodblad gemaakt? Gebruik dan dat.";
    NO_RING = "De sleutel van dit apparaat is niet gevonden. De canvassen op dit apparaat zijn dan niet meer te openen. Haal ze terug met synchroniseren of uit een export.";
    BY_PASSKEY = "Met vingerafdruk, gezicht of pincode openen";
    FOLLOW_DEVICE = "Volg wat dit apparaat vraagt.";
    WRONG_PASSKEY = "Wat dit apparaat gaf, past niet meer. Er is niets gewist. Gebruik uw wachtzin of de noodcode.";
    PASSKEY_NOT_USED = "Dat lukte niet. Er is niets gewist. Probeer het opnieuw, of gebruik uw wachtzin.";
    PASSKEY_NOT_NOW = "Deze browser kan dit nu niet. Er is niets gewist. Gebruik uw wachtzin of de noodcode.";
    NO_CRYPTO = "Deze browser kan dit niet. Werk de browser bij, of gebruik een andere.";

    OFFER_TITLE = "Beveilig dit apparaat";
    OFFER = "Wie dit apparaat vindt of leent, kan nu lezen wat hier staat. Met een wachtzin kan dat niet meer.";
    SECURE = "Beveilig dit apparaat";
    LATER = "Later, herinner mij over een week";

    CHOOSE = "Kies een wachtzin. Die typt u elke keer als u hier begint.";
    PROPOSED = "Vijf woorden die ik krijg";
    OTHER_WORDS = "Andere woorden";
    OWN = "Een eigen wachtzin";
    OWN_LABEL = "Uw wachtzin";
    OWN_HINT = "Minstens 15 tekens. Neem een zin die alleen u kent, en geen naam of datum.";
    SCOPE_TITLE = "Wat dit wel en niet doet";
    SCOPE_YES = "Wel: wie het apparaat, de schijf of een reservekopie in handen krijgt, kan de canvassen niet lezen zolang het vergrendeld is.";
    SCOPE_NO = "Niet: wie meekijkt of het apparaat ontgrendeld in handen krijgt. Ook niet: wat u exporteert of afdrukt, wat op de server staat, en resten van wat hier eerder onbeveiligd stond. De voorbeelden worden niet beveiligd.";
    NEXT = "Verder";
    BACK = "Terug";

    SHEET_TITLE = "Noodblad";
    SHEET_WHY = "Wachtzin vergeten? Dan opent alleen deze noodcode nog uw canvassen. Niemand anders kan dat, ook wij niet.";
    SHEET_PRINT = "Noodblad afdrukken";
    SHEET_WRITE = "Geen printer? Schrijf de code over op papier.";
    AGAIN = "Typ uw wachtzin nog een keer";
    AGAIN_WRONG = "Dit is niet dezelfde wachtzin.";
    GROUP_WRONG = "Dit klopt niet. Kijk op uw noodblad.";
    START = "Beveilig nu";

    BUSY = "Alles wordt nu versleuteld. U kunt gewoon doorwerken. Stopt de app halverwege, dan gaat die later verder.";
    OPENING_BUSY = "Alles wordt weer leesbaar opgeslagen. U kunt gewoon doorwerken.";
    PREPARING = "Een ogenblik. De wachtzin wordt klaargemaakt.";
    STOPPED_TITLE = "Nog niet alles is versleuteld";
    STOPPED = "De opslag van dit apparaat werkte niet mee. Er is niets kwijt. Uw wachtzin en uw noodcode gelden al: bewaar ze goed. De app gaat vanzelf verder.";
    GOES_ON = "De opslag van dit apparaat werkte niet mee. Er is niets kwijt. De app gaat vanzelf verder.";
    DONE_TITLE = "Dit apparaat is beveiligd";
    DONE = "Wat u bewaart, is vanaf nu versleuteld. Bewaar het noodblad niet bij het apparaat.";
    PROGRESS = "Voortgang";

    SETTINGS = "Beveiliging";
    STATE_OFF = "Wat op dit apparaat staat, is leesbaar voor wie het in handen krijgt.";
    STATE_ON = "Wat op dit apparaat staat, is versleuteld. U opent het met uw wachtzin.";
    STATE_HOST = "Wat op dit apparaat staat, is versleuteld. De sleutel komt van deze omgeving.";
    MINUTES = "Vergrendel na zoveel minuten zonder gebruik";
    MINUTES_HINT = "Van 1 tot 60. Uit beeld vergrendelt dit apparaat altijd na 5 minuten.";
    MINUTES_WRONG = "Typ een heel getal van 1 tot 60.";
    CHANGE = "Andere wachtzin";
    NEW_SHEET = "Nieuw noodblad";
    SWITCH_OFF = "Beveiliging uitzetten";
    SWITCH_OFF_WHY = "Daarna is weer alles leesbaar voor wie dit apparaat in handen krijgt.";
    HAS_TEAM_KEY = "Op dit apparaat staat de sleutel van uw team. Die mag niet onbeveiligd op een apparaat staan. Verwijder eerst de teamsleutel: bij Synchroniseren, Instellingen, Versleuteling.";
    CHANGED = "De nieuwe wachtzin geldt. De oude opent niets meer.";
    NEW_SHEET_WHY = "Het oude noodblad opent niets meer zodra u op Gebruik deze noodcode drukt.";
    USE_SHEET = "Gebruik deze noodcode";
    SHEET_CHANGED = "De nieuwe noodcode geldt. Gooi het oude noodblad weg.";
    SAVE = "Bewaren";

    PASSKEY_APP = "Maatwerkcanvas";
    PASSKEY_NAME = "Maatwerkcanvas op dit apparaat";
    ADD_PASSKEY = "Ontgrendelen met vingerafdruk, gezicht of pincode van dit apparaat";
    PASSKEY_WHY = "U opent de app dan zoals u dit apparaat zelf opent. Wie dat kan, kan dan ook bij uw canvassen. Uw wachtzin en het noodblad blijven gelden: bewaar ze goed.";
    PASSKEY_SYNCED = "Bewaart dit apparaat zulke sleutels bij Apple, Google of Microsoft? Dan staat deze daar ook. Zonder wat op dit apparaat staat, opent hij niets.";
    MAKE_PASSKEY = "Maak de sleutel";
    PASSKEY_MADE = "De sleutel is gemaakt. Nu de proef: open er één keer mee.";
    PASSKEY_AGAIN = "Nog één keer. Dan is zeker dat hij straks ook opent.";
    PROVE_PASSKEY = "Doe de proef";
    PASSKEY_ADDED = "Gelukt. U kunt dit apparaat nu ook zo ontgrendelen.";
    PASSKEY_CANCELLED = "Het is afgebroken, of het duurde te lang. Er is niets veranderd. Probeer het opnieuw.";
    PASSKEY_UNSUPPORTED = "Dit apparaat of deze browser kan dit niet. Er is niets veranderd. Uw wachtzin en noodblad blijven gelden.";
    REMOVE_PASSKEY = "Niet meer met vingerafdruk, gezicht of pincode";
    PASSKEY_REMOVED = "U ontgrendelt nu alleen met uw wachtzin of de noodcode. In de instellingen van dit apparaat kan de sleutel nog staan. Die mag u daar weghalen.";

    ERASE_OFFER = "Ik heb geen wachtzin en geen noodblad meer";
    ERASE_TITLE = "Opnieuw beginnen";
    ERASE_SEARCH = "Zoek eerst het noodblad. Zonder wachtzin en zonder noodcode opent niemand wat hier staat, ook wij niet. U kunt dit apparaat dan alleen leegmaken.";
    ERASE_LOST = "Weg is dan alles wat alleen op dit apparaat staat: de canvassen, de eerdere versies, de prullenbak, en wat u nog niet had gesynchroniseerd. Dit kunt u niet ongedaan maken.";
    ERASE_STAYS = "Wat op de server van uw team staat, blijft daar staan. Na het leegmaken haalt u dat terug met Synchroniseren. Wat u had geëxporteerd, leest u weer in met Importeren.";
    ERASE_WORD = "WISSEN";
    ERASE_TYPE = "Typ WISSEN als u dit zeker weet";
    ERASE_TYPE_WRONG = "Typ het hele woord: WISSEN.";
    ERASE_YES = "Maak dit apparaat leeg";
    ERASE_BUSY = "Een ogenblik. Dit apparaat wordt leeggemaakt.";
    ERASE_IN_USE = "Een ander venster werkt hier nu mee, of er wordt nog opgeslagen. Er is niets gewist. Sluit het andere venster, en probeer het opnieuw.";
    ERASE_FAILED = "Het leegmaken lukte niet: de opslag van dit apparaat werkte niet mee. Probeer het opnieuw.";
    ERASED = "Dit apparaat is leeggemaakt. U begint opnieuw.";

    PRINT_TITLE = "Noodblad maatwerkcanvas";
    PRINT_FOR = "Deze code opent de canvassen op één apparaat als de wachtzin kwijt is. Wie deze code en het apparaat heeft, kan alles lezen.";
    PRINT_KEEP = "Bewaar dit blad in een kluis of een afgesloten kast op kantoor. Niet bij het apparaat, niet op een foto en niet in de mail.";
    PRINT_HOW = "Zo gebruikt u de code: kies op het vergrendelde scherm Met de noodcode openen, en typ de acht groepen over. Kies daarna bij Instellingen een nieuwe wachtzin.";
    PRINT_OF = "Apparaat van:";
    PRINT_DATE = "Gemaakt op:";
}

/// The request to type a group of the code, counted from 1.
#[must_use]
pub fn type_group(group: usize) -> String {
    ["Typ groep ", &group.to_string(), " van de noodcode over"].concat()
}

/// How far it is, in records.
#[must_use]
pub fn progress(done: usize, all: usize) -> String {
    [&done.to_string(), " van ", &all.to_string()].concat()
}

/// That the passphrase is too short, with how many characters it has.
#[must_use]
pub fn too_short(found: usize) -> String {
    [
        "Dit zijn ",
        &found.to_string(),
        " tekens. Neem er minstens ",
        &MIN_LENGTH.to_string(),
        ".",
    ]
    .concat()
}

/// That the passphrase is wrong, with the seconds until the next try.
#[must_use]
pub fn wrong_for(seconds: u32) -> String {
    again_in("Deze wachtzin past niet. Er is niets gewist. ", seconds)
}

/// That it isn't time for another try yet.
#[must_use]
pub fn too_soon(seconds: u32) -> String {
    again_in("Te vaak achter elkaar een verkeerde wachtzin. ", seconds)
}

fn again_in(why: &str, seconds: u32) -> String {
    let count = seconds.to_string();
    let unit = if seconds == 1 {
        " seconde"
    } else {
        " seconden"
    };
    [why, "U kunt het over ", &count, unit, " weer proberen."].concat()
}

/// Why the key of a locked device can't be read.
#[must_use]
pub fn storage(error: &StoreError) -> &'static str {
    match error {
        StoreError::TooNew { .. } => {
            "Dit apparaat is beveiligd met een nieuwere versie van de app. Werk de app bij."
        }
        StoreError::Damaged => {
            "De sleutel van dit apparaat is beschadigd. Er is niets gewist. Vraag uw beheerder om hulp."
        }
        _ => {
            "De opslag van dit apparaat is nu niet te lezen. Er is niets gewist. Probeer het zo opnieuw."
        }
    }
}

/// Why storage didn't seal.
#[must_use]
pub fn seal_storage(error: &StoreError) -> &'static str {
    match error {
        StoreError::Fenced => {
            "Een ander venster schrijft nu. Doe dit in dat venster, of sluit het eerst."
        }
        StoreError::Denied => {
            "Dit kan alleen op een beveiligde pagina (https). Vraag uw beheerder."
        }
        _ => "De opslag van dit apparaat werkte niet mee. Er is niets kwijt. Probeer het opnieuw.",
    }
}

/// What is wrong in a typed code.
#[must_use]
pub fn code_error(error: RecoveryCodeError) -> String {
    match error {
        RecoveryCodeError::Length(found) => {
            let found = found.to_string();
            ["Dit zijn ", &found, " tekens. De noodcode heeft er 40."].concat()
        }
        RecoveryCodeError::Group(group) => {
            let group = group.to_string();
            ["In groep ", &group, " zit een typefout. Kijk die groep na."].concat()
        }
    }
}
