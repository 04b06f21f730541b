//! Searching the price list: ranks, other words for the same, and what fits a description.

use crate::shipped::shipped_prices;
use maatwerk::domain::prices::{Origin, PriceItem, PriceList, fold, search, suggest};

fn codes(typed: &str) -> Vec<&'static str> {
    let found = search([shipped_prices()], typed, 100);
    found.into_iter().map(|item| item.code.as_str()).collect()
}

#[test]
fn a_search_finds_words_parts_codes_domains_and_laws() {
    assert_eq!(codes("dakloos"), ["OPV-DAKLOOS", "OPV-DAKLOOS-JONG"]);
    assert_eq!(codes("JUSTITIELE  jeugd"), ["VEI-JJI"]);
    assert_eq!(codes("justitiële"), ["VEI-JJI"]);
    assert_eq!(codes("huur bijz"), ["MW-HUURBIJ"]);
    assert_eq!(codes("stoff"), ["MW-STOFFERING"]);
    assert_eq!(codes("ink-kb")[0], "INK-KB");
    assert_eq!(codes("wajong"), ["INK-WAJONG-CASUS"]);
    assert_eq!(codes("kinderopvang").len(), 2);
    assert_eq!(codes("zwembad"), [""; 0]);
    assert_eq!(codes("huur zwembad"), [""; 0], "every word has to be there");
    // A word's start comes before a part of one, and its own text before its law.
    assert_eq!(codes("begel")[..2], ["WMO-BEG-REG", "WMO-BEG-SPEC"]);
    assert_eq!(
        codes("jeugdhulp")[..3],
        ["JGD-AMB", "JGD-DAGBEH", "JGD-VERBLIJF"]
    );
    assert_eq!(search([shipped_prices()], "e", 5).len(), 5);
}

#[test]
fn a_word_in_the_title_comes_before_one_that_is_only_mentioned() {
    assert_eq!(
        codes("begeleiding")[..2],
        ["WMO-BEG-REG", "WMO-BEG-SPEC"],
        "`OPV-PLEK` only mentions `ggz-begeleiding` behind its title"
    );
    assert_eq!(codes("opvang")[..2], ["OPV-JONG-AMS", "OPV-PLEK"]);
    assert_eq!(codes("detentie")[0], "VEI-DETENTIE");
}

#[test]
fn other_words_for_the_same_are_found() {
    for (typed, first) in [
        ("vrouwenopvang", "OPV-PLEK"),
        ("vrouwenopv", "OPV-PLEK"),
        ("uithuisplaatsing", "JGD-UHP"),
        ("pgb", "BW-ETMAAL"),
        ("persoonsgebonden", "BW-ETMAAL"),
        ("jeugdzorg", "JGD-AMB"),
        ("deurwaarder", "SCH-HUISH"),
        ("thuiszorg", "WMO-HH"),
        ("huisuitzetting", "WON-UITHUIS-CORP"),
        ("ambulance", "ZVW-AMBU"),
    ] {
        assert_eq!(
            codes(typed).first().copied(),
            Some(first),
            "{typed}: {:?}",
            codes(typed)
        );
    }
    // A term of the table that nothing in the list has would find nothing.
    for line in include_str!("../../../src/domain/prices/synoniemen.csv").lines() {
        for term in line.split(';').skip(1) {
            assert!(!codes(term).is_empty(), "{line}: {term}");
        }
        let word = line.split(';').next().unwrap();
        assert_eq!(fold(word), word, "folded");
        assert!(!codes(word).is_empty(), "{line}");
    }
}

#[test]
fn a_description_suggests_what_it_may_be_about() {
    let suggested = |text: &str| {
        let found = suggest([shipped_prices()], text, 100);
        found
            .into_iter()
            .map(|item| item.code.as_str())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        suggested("Maatschappelijke opvang moeder en kind")[0],
        "OPV-PLEK"
    );
    assert_eq!(suggested("Ambulante begeleiding gezin")[0], "WMO-BEG-REG");
    assert_eq!(suggested("Uithuisplaatsing van Tim")[0], "JGD-UHP");
    assert_eq!(suggested("bewindvoerder")[0], "SCH-BEWIND");
    assert_eq!(suggested(""), [""; 0]);
    assert_eq!(suggested("en de bij"), [""; 0]);
    assert!(
        suggested("referentie gezin")
            .iter()
            .all(|code| !code.starts_with("REF-"))
    );
}

#[test]
fn a_municipality_s_long_list_is_searched_first() {
    let row = |n: usize| PriceItem {
        code: format!("EIGEN-{n}"),
        description: format!(
            "Begeleiding aan huis van een gezin, variant {n}, volgens het contract"
        ),
        unit: "uur".into(),
        ..PriceItem::default()
    };
    let own = PriceList::new(Origin::Own, (0..5_000).map(row).collect());
    let found = search([&own, shipped_prices()], "gezin variant 4999", 20);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].origin, Origin::Own);
    let both = search([&own, shipped_prices()], "begeleiding", 6_000);
    assert!(both[..5_000].iter().all(|item| item.origin == Origin::Own));
}
