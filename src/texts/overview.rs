//! The words and sentences of the overview: the list, the bin, the examples, import and export.

use crate::sync::bin::NOTICE_DAYS;

words! {
    TAGLINE = "Eén plan op één pagina, samen met het gezin.";
    // What to begin with.
    NEW = "Nieuw canvas";
    NEW_TITLE = "Begin met een leeg canvas";
    NEW_TEXT = "Vul het samen in, aan tafel of op de bank. Alles wordt vanzelf opgeslagen.";
    EXAMPLES = "Voorbeelden";
    SEE_EXAMPLES = "Voorbeelden bekijken";
    EXAMPLES_TITLE = "Kijk eerst hoe het eruitziet";
    EXAMPLES_TEXT = "Zeven ingevulde canvassen laten zien wat er kan. U mag er alles in proberen.";
    IMPORT = "Importeren";
    IMPORT_TITLE = "Ga verder met een bestand";
    IMPORT_TEXT = "Hebt u een canvas als bestand gekregen of zelf geëxporteerd? Zet het op dit apparaat.";
    EXPORT_ALL = "Alles exporteren";
    START = "Aan de slag";
    ONLY_HERE = "Wat u invult, blijft op dit apparaat. Exporteer uw canvassen af en toe, dan hebt u altijd een kopie.";
    MANAGE = "Canvassen beheren";
    SHOW = "Wat ziet u?";
    // The list.
    YOURS = "Uw canvassen";
    FILE = "Bestand";
    SEARCH = "Zoeken";
    SEARCH_HINT = "Op casusnummer of op een stuk tekst";
    CLEAR_SEARCH = "Zoeken wissen";
    SORT = "Volgorde";
    SORT_CHANGED = "Laatst gewijzigd";
    SORT_NUMBER = "Casusnummer";
    SORT_DATE = "Datum";
    SORT_SAVING = "Besparing";
    NO_NUMBER = "Zonder casusnummer";
    NO_DATE = "zonder datum";
    EMPTY_CANVAS = "Hier is nog weinig ingevuld.";
    CHANGED_BY = "Gewijzigd door";
    CHANGED_ON = "Gewijzigd op";
    NO_AMOUNTS = "nog geen bedragen";
    GRADE = "Tevredenheid";
    ACCESS = "Inzage voor het gezin";
    TO_BIN = "Naar de prullenbak";
    UNREADABLE = "Dit canvas kan niet worden getoond";
    // The bin.
    BIN = "Prullenbak";
    BIN_HINT = "Wat hier ligt, wordt na 30 dagen vanzelf definitief verwijderd. Een week van tevoren staat dat erbij.";
    DELETE = "Definitief verwijderen";
    DELETE_SURE = "Definitief verwijderen? Dit kunt u niet ongedaan maken.";
    DELETE_YES = "Ja, verwijder";
    // The examples.
    EXAMPLES_BANNER = "U kijkt naar voorbeelden. Dit is geen echt werk.";
    EXAMPLES_BANNER_MORE = "Probeer gerust alles: uw eigen canvassen staan apart.";
    TO_OWN = "Naar uw eigen canvassen";
    EXAMPLES_AGAIN = "Voorbeelden opnieuw laden";
    EXAMPLES_RESTORED = "De voorbeelden zijn weer zoals ze waren.";
    // Another window.
    FOLLOWER = "Uw canvassen zijn open in een ander venster. Hier kijkt u mee.";
    IMPORT_FOLLOWER = "Importeren kan hier nu niet: uw canvassen zijn open in een ander venster. Kies eerst ‘Hier verder werken’.";
    IMPORT_READ_ONLY = "Importeren kan hier niet: u kunt de canvassen bekijken, niet wijzigen.";
    // Import.
    IMPORTING = "Het bestand wordt gelezen…";
    UNREADABLE_FILE = "Dit bestand kan niet gelezen worden. Kies het opnieuw.";
    LARGE_FILE = "Dit bestand is te groot voor een export van het maatwerkcanvas.";
    NOTHING_IMPORTED = "Er is niets gewijzigd.";
    NOTHING_NEW = "Alles uit dit bestand staat al op dit apparaat.";
    EMPTY_FILE = "Er staat geen canvas in dit bestand.";
    CLASH_TITLE = "Welke versie wilt u houden?";
    REPLACE = "Vervangen";
    REPLACE_TEXT = "De versie uit het bestand komt in de plaats van die op dit apparaat. De oude versie blijft bewaard.";
    REPLACE_NEWER = "Let op: de versie op dit apparaat is nieuwer.";
    KEEP_BOTH = "Beide houden";
    KEEP_BOTH_TEXT = "De versie uit het bestand komt er als apart canvas bij.";
    CANCEL_TEXT = "Er verandert niets.";
    NEVER_CHANGED = "onbekend wanneer";
    // Export.
    EXPORTED_RAW = "De tekst van dit canvas is geëxporteerd. Vraag hulp om het te herstellen.";
    NOTHING_TO_EXPORT = "Er is niets om te exporteren.";
    // What a copy's case number ends in.
    COPY_SUFFIX = " (kopie)";
}

/// The number of canvases.
#[must_use]
pub fn canvases(count: usize) -> String {
    match count {
        1 => "1 canvas".to_owned(),
        _ => format!("{count} canvassen"),
    }
}

/// The number of canvases that a search found.
#[must_use]
pub fn found(count: usize) -> String {
    match count {
        0 => "Geen canvas gevonden. Zoek met minder of andere woorden.".to_owned(),
        _ => format!("{} gevonden", canvases(count)),
    }
}

/// The result of an import.
#[must_use]
pub fn imported(count: usize) -> String {
    format!("{} geïmporteerd.", canvases(count))
}

/// The file that an export has made, and how many canvases it doesn't hold.
#[must_use]
pub fn exported(name: &str, left_out: usize) -> String {
    match left_out {
        0 => format!("Geëxporteerd naar {name}."),
        1 => format!(
            "Geëxporteerd naar {name}, zonder 1 canvas dat niet getoond kan worden: exporteer dat apart."
        ),
        _ => format!(
            "Geëxporteerd naar {name}, zonder {left_out} canvassen die niet getoond kunnen worden: exporteer die apart."
        ),
    }
}

/// What was exported, and that some of it can't be imported again.
#[must_use]
pub fn exported_apart(name: &str, refused: usize) -> String {
    format!(
        "Geëxporteerd naar {name}. {} in een tweede bestand, „onleesbaar”: dat is te groot of te diep om weer te importeren. Bewaar het.",
        match refused {
            1 => "1 canvas staat".to_owned(),
            _ => format!("{refused} canvassen staan"),
        }
    )
}

/// An export for which storage could not be read as usual.
#[must_use]
pub fn rescued(readable: usize, unreadable: usize) -> String {
    let mut text = format!(
        "De opslag werkt niet goed. {} geëxporteerd.",
        canvases(readable)
    );
    if unreadable > 0 {
        text.push_str(&format!(
            " Wat niet te lezen was ({unreadable}), staat in een tweede bestand."
        ));
    }
    text
}

/// The message that a canvas was put in the bin.
#[must_use]
pub fn removed(name: &str) -> String {
    format!("‘{name}’ ligt in de prullenbak.")
}

/// The message that a canvas was restored from the bin.
#[must_use]
pub fn restored(name: &str) -> String {
    format!("‘{name}’ is teruggezet.")
}

/// The message that a canvas was deleted for good.
#[must_use]
pub fn deleted(name: &str) -> String {
    format!("‘{name}’ is definitief verwijderd.")
}

/// The message that a copy was made.
#[must_use]
pub fn copied(name: &str) -> String {
    format!("Er is een kopie gemaakt van ‘{name}’.")
}

/// The bin's label, with the number of canvases in it.
#[must_use]
pub fn bin(count: usize) -> String {
    format!("{BIN} ({count})")
}

/// The days until the bin deletes a canvas; `None` for a deletion that the server doesn't know yet.
#[must_use]
pub fn days_left(days: Option<i64>) -> String {
    match days {
        None => "blijft hier tot de server het heeft".to_owned(),
        Some(days) if days <= NOTICE_DAYS => {
            ["wordt ", &when(days), " definitief verwijderd"].concat()
        }
        Some(days) => format!("nog {days} dagen"),
    }
}

/// The same, of a canvas that was not put in the bin here: the server said that it was removed for good.
#[must_use]
pub fn days_left_elsewhere(days: Option<i64>) -> String {
    ["niet hier verwijderd, ", &days_left(days)].concat()
}

/// The canvases that the bin deletes soon; the first of them in the given number of days.
#[must_use]
pub fn bin_ends(count: usize, days: i64) -> String {
    let when = when(days);
    let text = match count {
        1 => format!("1 canvas in de prullenbak wordt {when} definitief verwijderd."),
        _ => format!(
            "{count} canvassen in de prullenbak worden binnenkort definitief verwijderd, het eerste {when}."
        ),
    };
    [&text, " Zet terug wat u wilt houden."].concat()
}

fn when(days: i64) -> String {
    match days {
        ..=0 => "vandaag of bij de volgende start".to_owned(),
        1 => "over 1 dag".to_owned(),
        _ => format!("over {days} dagen"),
    }
}

/// The message that a file wasn't imported, and why.
#[must_use]
pub fn refused(file: &str, why: &str) -> String {
    let ending = if why.contains(NOTHING_IMPORTED) {
        ""
    } else {
        NOTHING_IMPORTED
    };
    format!("‘{file}’ is niet geïmporteerd. {why} {ending}")
        .trim_end()
        .to_owned()
}

/// The content of a file of which some conflicts with what is stored.
#[must_use]
pub fn plan(new: usize, same: usize, clashing: usize) -> String {
    let total = new.saturating_add(same).saturating_add(clashing);
    let mut parts = Vec::new();
    match new {
        0 => {}
        1 => parts.push("1 is nieuw".to_owned()),
        _ => parts.push(format!("{new} zijn nieuw")),
    }
    match same {
        0 => {}
        1 => parts.push("1 staat er hier al net zo".to_owned()),
        _ => parts.push(format!("{same} staan er hier al net zo")),
    }
    match clashing {
        1 => parts.push("1 is anders dan op dit apparaat".to_owned()),
        _ => parts.push(format!("{clashing} zijn anders dan op dit apparaat")),
    }
    let last = parts.pop().unwrap_or_default();
    let list = if parts.is_empty() {
        last
    } else {
        format!("{} en {last}", parts.join(", "))
    };
    let verb = if total == 1 { "staat" } else { "staan" };
    format!("In het bestand {verb} {}: {list}.", canvases(total))
}

/// When the two versions of a conflicting canvas were last changed.
#[must_use]
pub fn versions(name: &str, file: &str, here: &str) -> String {
    format!("{name}: in het bestand gewijzigd op {file}, op dit apparaat op {here}")
}

/// More of the same than is shown.
#[must_use]
pub fn and_more(count: usize) -> String {
    format!("en nog {count}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_names_only_what_there_is() {
        assert_eq!(
            plan(0, 0, 1),
            "In het bestand staat 1 canvas: 1 is anders dan op dit apparaat."
        );
        assert_eq!(
            plan(2, 1, 2),
            "In het bestand staan 5 canvassen: 2 zijn nieuw, 1 staat er hier al net zo en 2 zijn anders dan op dit apparaat."
        );
    }

    #[test]
    fn counts_bend_with_their_number() {
        assert_eq!(found(1), "1 canvas gevonden");
        assert_eq!(imported(3), "3 canvassen geïmporteerd.");
        assert_eq!(
            [days_left(Some(0)), days_left(Some(1)), days_left(Some(30))].join(", "),
            "wordt vandaag of bij de volgende start definitief verwijderd, wordt over 1 dag definitief verwijderd, nog 30 dagen"
        );
    }
}
