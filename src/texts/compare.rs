//! The words of the comparison with other years and municipalities.

use super::number;
use super::references::{FigureOf, Reference};
use super::results;
use crate::domain::DocumentError;
use crate::domain::results::council::Release;

words! {
    YEARS = "Uw eigen jaren";
    YEARS_HINT = "Het jaar is dat van het gesprek. Deze cijfers zijn voor binnen het team.";
    OTHERS = "Andere gemeenten en eerdere verslagen";
    OTHERS_HINT = "Een gemeente geeft haar vrijgegeven cijfers als een klein bestand. Daarin staat niets over een gezin.";
    NO_OTHERS = "U hebt nog geen bestand van een andere gemeente ingelezen.";
    READ = "Lees een bestand in";
    FILE = "Bestand met vrijgegeven cijfers";
    REMOVE = "Haal weg";
    NO_FIGURES = "Dit is geen bestand met vrijgegeven cijfers.";
    UNREADABLE = "Dit bestand kan niet gelezen worden. Kies het opnieuw.";
    LARGE = "Dit bestand is te groot voor vrijgegeven cijfers.";
    BROKEN = "Dit bestand is beschadigd of niet compleet. Vraag het opnieuw aan wie het gaf.";
    DEEP = "In dit bestand zitten te veel lagen in elkaar. Zo'n bestand met vrijgegeven cijfers bestaat niet.";
    NEWER = "Dit bestand is gemaakt met een nieuwere versie van het maatwerkcanvas. Werk deze app bij en probeer het dan opnieuw.";
    UNCHANGED = "Er is niets veranderd.";
    NO_ROOM = "Dit past niet meer bij wat het team deelt. Er is niets veranderd. Haal eerst een bestand van een andere gemeente weg.";
    ADDED = "De cijfers zijn toegevoegd.";
    REMOVED = "De cijfers zijn weggehaald.";
    PUBLISHED = "Gepubliceerde cijfers";
    PUBLISHED_HINT = "Uit openbare stukken van anderen. Hoe er is gerekend verschilt: lees ze als houvast, niet als norm.";
    MEAN_SAVING = "Gemiddelde verwachte besparing per gezin";
    YEAR = "Jaar";
    PLACE = "Gemeente";
    PLANS = "Plannen";
    SAVING = "Besparing";
    MEAN = "Gemiddeld per gezin";
    FAMILIES = "Met analyse";
    PERIOD = "Periode";
    SOURCE = "Bron";
    AMOUNT = "Bedrag per gezin";
    OF = "Waarvan";
    OWN = "Eigen cijfer";
    OTHER = "Vrijgegeven door";
    OWN_REPORT = "Eigen verslag";
    REFERENCE = "Gepubliceerd";
    NO_YEARS = "Er zijn nog geen analyses om te vergelijken.";
}

/// Why a file isn't read, and that nothing has changed.
#[must_use]
pub fn refused(file: &str, why: &str) -> String {
    ["‘", file, "’ is niet ingelezen. ", why, " ", UNCHANGED].concat()
}

/// What is wrong with a file of released figures.
#[must_use]
pub fn fault(error: &DocumentError) -> &'static str {
    match error {
        DocumentError::TooLarge { .. } | DocumentError::TooManyItems { .. } => LARGE,
        DocumentError::TooNew { .. } => NEWER,
        DocumentError::TooDeep { .. } => DEEP,
        DocumentError::NotJson { .. }
        | DocumentError::NotUtf8 { .. }
        | DocumentError::Duplicate { .. } => BROKEN,
        DocumentError::NotACanvas | DocumentError::Invalid { .. } => NO_FIGURES,
    }
}

/// What a published figure is of.
#[must_use]
pub fn figure_of(of: FigureOf) -> &'static str {
    match of {
        FigureOf::Saving => "verwachte besparing per gezin",
        FigureOf::Cost => "kosten per gezin per jaar",
    }
}

/// The amount of a published figure, or from the lowest to the highest.
#[must_use]
pub fn amount(reference: &Reference) -> String {
    let [low, high] = reference.amounts();
    let euro = number::format_whole_euro;
    if low == high {
        euro(low)
    } else {
        [&euro(low), " tot ", &euro(high)].concat()
    }
}

/// A published figure in a chart.
#[must_use]
pub fn reference_name(reference: &Reference) -> String {
    [
        REFERENCE,
        ": ",
        reference.place,
        " (",
        &reference.year.to_string(),
        ")",
    ]
    .concat()
}

/// A released report in a chart.
#[must_use]
pub fn other_name(report: &Release) -> String {
    let team = if report.team.is_empty() {
        &report.title
    } else {
        &report.team
    };
    [team, ", ", &results::period(report.period())].concat()
}

/// A report of this team in a chart.
#[must_use]
pub fn own_name(report: &Release) -> String {
    [OWN_REPORT, ": ", &results::period(report.period())].concat()
}
