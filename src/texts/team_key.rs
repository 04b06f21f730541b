//! The words of a team whose members exchange sealed canvases.

use crate::crypto::TeamCodeError;
use crate::store::StoreError;

words! {
    TITLE = "Versleuteling";
    PLAIN = "Wat uw team deelt, staat leesbaar op de server. Wie de server beheert, kan het lezen.";
    SEALED = "Wat uw team deelt, is versleuteld. Wie de server beheert, ziet alleen hoeveel canvassen er zijn, hoe groot ze ongeveer zijn en wanneer ze wijzigen.";
    HOST = "De sleutel komt van deze omgeving. Wie die omgeving beheert, kan dus meelezen.";
    NO_KEY = "Uw team versleutelt wat het deelt, en de sleutel staat niet op dit apparaat. Tot u de code invoert, komt er niets bij en gaat er niets weg. Wat u hier hebt, blijft staan.";
    NO_SERVER = "Versleutelt uw team wat het deelt? Voer dan hier de code van een collega in.";
    NEEDS_DEVICE = "De sleutel van het team mag alleen op een apparaat staan dat beveiligd is met een wachtzin. Beveilig dit apparaat eerst.";
    ENCRYPT = "Versleutel wat het team deelt";
    JOIN = "Ik heb een code van een collega";
    SHOW_CODE = "Toon de code aan een collega";
    NEW_KEY = "Nieuwe teamsleutel";
    RESEAL = "Alles opnieuw versleutelen";
    RESEAL_WHY = "Er staan nog canvassen op de server met een oude sleutel. Wie die sleutel heeft, kan ze lezen.";
    RESEALED = "Wat nog een oude sleutel heeft, wordt nu opnieuw versleuteld. Dat gaat vanzelf verder, ook na een onderbreking.";
    FORGET = "Verwijder de sleutel van dit apparaat";
    FORGET_WHY = "Uw canvassen blijven op dit apparaat. Er komt niets bij en er gaat niets weg, tot iemand de code weer invoert. Staat de sleutel nog op een ander apparaat of op papier?";
    FORGOTTEN = "De sleutel staat niet meer op dit apparaat.";

    FIRST_TITLE = "De sleutel van uw team";
    FIRST = "Deze code opent alles wat uw team deelt. Druk hem af of schrijf hem over, en bewaar hem in een kluis. Is de code nergens meer? Dan kan niemand lezen wat op de server staat, ook wij niet.";
    NEXT = "Uw collega's voeren straks deze nieuwe code in. Tot dan kunnen zij niet lezen wat u vanaf nu wijzigt. Wat zij zelf wijzigen, kunt u wel lezen.";
    COLLEAGUES = "Uw collega's voeren straks dezelfde code in. Tot dan kunnen zij niet wijzigen wat versleuteld is, en raken zij niets kwijt. Wat zij nog zonder versleuteling versturen, leggen we apart.";
    START = "Versleutel nu";
    START_NEXT = "Gebruik deze sleutel";
    BUSY = "Alles wordt nu versleuteld verstuurd. U kunt gewoon doorwerken. Stopt de app halverwege, dan gaat die later verder.";
    DONE = "Alles op de server is versleuteld.";
    NEXT_DONE = "De nieuwe sleutel geldt. Laat uw collega's de code invoeren.";

    CODE_TITLE = "Code voor een collega";
    CODE_HOW = "Uw collega opent daar Synchroniseren, dan Instellingen, en voert de code in. Stuur de code niet per mail of app.";
    CODE_ALT = "QR-code van de teamsleutel";
    ADDRESS = "Adres van de server";
    PRINT = "Code afdrukken";
    PRINT_TITLE = "Teamsleutel maatwerkcanvas";
    PRINT_FOR = "Deze code opent alles wat het team via de server deelt. Wie de code heeft en bij de server kan, kan alles lezen.";
    PRINT_HOW = "Zo gebruikt u de code: beveilig het apparaat, kies Synchroniseren, dan Instellingen, dan Ik heb een code van een collega, en typ de veertien groepen over.";
    PRINT_OF = "Team:";
    GROUP_WRONG = "Dit klopt niet. Kijk op uw papier.";

    TYPE = "Code van het team";
    TYPE_HINT = "Veertien groepen van vijf tekens. Hoofdletters, spaties en streepjes maken niet uit.";
    SCAN = "Maak een foto van de QR-code";
    SCAN_NONE = "Op deze foto staat geen code die we kunnen lezen. Probeer het van dichterbij, of typ de code.";
    JOIN_START = "Gebruik deze code";
    JOINED = "De sleutel staat op dit apparaat. Alles wordt nu opgehaald.";
    TOO_NEW = "Deze code is van een nieuwere app. Werk deze app bij.";

    TAKE = "Overnemen";
    TAKEN = "Overgenomen. Het wordt nu versleuteld verstuurd.";
    REMOVE = "Haal weg van de server";
    REMOVE_SURE = "Weet u zeker dat uw team niet versleutelt, en weet u van wie dit is? Dan gaat het weg van de server, voor iedereen. Staat dit canvas ook op dit apparaat? Dan komt wat u hier hebt in de plaats, zonder versleuteling. Exporteer de tekst eerst als iemand die nog nodig heeft.";
    REMOVE_YES = "Ja, haal het weg";
    REMOVED = "Het wordt nu van de server gehaald.";
    NOT_REMOVED = "Er is niets weggehaald. Op de server staat verder niets zonder versleuteling: uw team versleutelt dus. Vraag een collega om de code.";

    NO_CRYPTO = "Deze browser geeft geen willekeurige getallen. Gebruik een andere.";
    NO_HOST_KEY = "Deze omgeving geeft geen sleutel voor het team. Er is niets veranderd. Vraag uw beheerder.";
}

/// The keys of a team: which is the current one, and how many there were.
#[must_use]
pub fn which(kid: &str, keys: usize) -> String {
    let mark = kid.get(..4).unwrap_or(kid);
    let mut text = ["Kenmerk van de sleutel: ", mark, "."].concat();
    if keys > 1 {
        let old = (keys - 1).to_string();
        let many = if keys == 2 {
            " oude sleutel"
        } else {
            " oude sleutels"
        };
        text += &[
            " Er staat ook ",
            &old,
            many,
            " op dit apparaat, om te lezen.",
        ]
        .concat();
    }
    text
}

/// The request to type a group of the code, counted from 1.
#[must_use]
pub fn type_group(group: usize) -> String {
    ["Typ groep ", &group.to_string(), " van de code over"].concat()
}

/// How many are sealed.
#[must_use]
pub fn progress(done: usize, all: usize) -> String {
    [&done.to_string(), " van ", &all.to_string(), " versleuteld"].concat()
}

/// What is wrong in a typed code.
#[must_use]
pub fn code_error(error: TeamCodeError) -> String {
    match error {
        TeamCodeError::Length(found) => {
            let found = found.to_string();
            ["Dit zijn ", &found, " tekens. De code heeft er 70."].concat()
        }
        TeamCodeError::Group(group) => {
            let group = group.to_string();
            ["In groep ", &group, " zit een typefout. Kijk die groep na."].concat()
        }
        TeamCodeError::TooNew => TOO_NEW.to_owned(),
    }
}

/// Why storage didn't change the keys.
#[must_use]
pub fn storage(error: &StoreError) -> &'static str {
    super::lock::seal_storage(error)
}
