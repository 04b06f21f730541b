//! The kept versions of a canvas, and why each was kept.

words! {
    VERSIONS = "Eerdere versies";
    NONE = "Er zijn nog geen eerdere versies. Wordt dit canvas in één keer vervangen, dan bewaren we hier wat er stond.";
    VIEW = "Bekijken";
    PUT_BACK = "Terugzetten";
    PUT_BACK_DONE = "Teruggezet. Wat er stond, staat nu bovenaan in deze lijst.";
    NEVER_CHANGED = "Zonder datum";
}

/// The reason why a version was kept, from the word stored with it.
#[must_use]
pub fn why(word: &str) -> &'static str {
    match word {
        "import" => "Vervangen door een bestand.",
        "portaal" => "Vervangen door het portaal.",
        "teruggezet" => "Vervangen door een eerdere versie.",
        "journaal" => "Later teruggevonden op dit apparaat.",
        "zelfde-rev" => "Zo stond het hier toen de server het zelf wijzigde.",
        "zonder-basis" => "Zo stond het hier voor het samenvoegen met de server.",
        _ => "Bewaard om niets te verliezen.",
    }
}
