//! The kept versions of a canvas, and why each was kept.

words! {
    VERSIONS = "Eerdere versies";
    NONE = "Er zijn nog geen eerdere versies. Wordt dit canvas in één keer vervangen, dan bewaren we hier wat er stond.";
    VIEW = "Bekijken";
    PUT_BACK = "Terugzetten";
    PUT_BACK_DONE = "Teruggezet. Wat er stond, staat nu bovenaan in deze lijst.";
    NEVER_CHANGED = "Zonder datum";
    // Frozen plans.
    FROZEN = "Vastgelegde versies";
    FROZEN_HINT = "Leg vast hoe het plan nu is, bijvoorbeeld voor u ermee naar een tafel gaat. Later ziet u precies wat er sindsdien is veranderd.";
    FREEZE_NAME = "Naam van deze versie";
    FREEZE = "Versie vastleggen";
    FREEZE_MISSING = "Geef deze versie een naam, bijvoorbeeld: eerste tafel.";
    FROZEN_DONE = "Deze versie is vastgelegd.";
    REMOVE = "Weghalen";
    COMPARE = "Vergelijken";
    COMPARE_WITH = "Vergelijken met";
    AS_NOW = "Het plan van nu";
    SAME = "Er is geen verschil.";
    WAS = "Was";
    IS = "Is geworden";
    REPLACED = "Bewaard toen iets werd vervangen";
    FORMER = "Weggehaald, maar nog in een eerdere versie";
    FORMER_HINT = "Deze mensen staan niet meer in het canvas. Hun cijfers en redenen staan nog wel in een eerdere versie.";
}

/// Says under which name the plan as it is now is frozen already.
#[must_use]
pub fn frozen_as(name: &str) -> String {
    ["Het plan van nu is vastgelegd als “", name, "”."].concat()
}

/// The number of differences between two plans.
#[must_use]
pub fn differences(count: usize) -> String {
    match count {
        1 => "1 verschil:".to_owned(),
        _ => [&count.to_string(), " verschillen:"].concat(),
    }
}

/// Two texts in four parts: what both begin with, what each has of its own, and what both end in. Words
/// stay whole.
#[must_use]
pub fn changed_part<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str, &'a str, &'a str) {
    let start = shared(before.split_inclusive(' '), after.split_inclusive(' '));
    let (head, old) = before.split_at(start);
    let new = after.get(start..).unwrap_or_default();
    let words = |text: &'a str| text.split_inclusive(' ').rev();
    let end = shared(words(old), words(new));
    let (old, tail) = old.split_at(old.len().saturating_sub(end));
    let new = new.get(..new.len().saturating_sub(end)).unwrap_or_default();
    (head, old, new, tail)
}

/// The bytes of the words that two texts have in common before the first that differs.
fn shared<'a>(
    before: impl Iterator<Item = &'a str>,
    after: impl Iterator<Item = &'a str>,
) -> usize {
    let same = before.zip(after).take_while(|(one, other)| one == other);
    same.map(|(word, _)| word.len()).sum()
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
