//! The price list: what ships, how it is searched, taken over and lifted to a later year.

use crate::shipped::shipped_prices;
use maatwerk::domain::prices::{
    Indexation, Origin, PriceItem, Proposal, factor, fold, payer_of_law, search,
};
use maatwerk::domain::{
    CostLine, LIFE_DOMAINS, LineEdit, Money, Original, Payer, Payers, Per, Price, Scenario, Usage,
};
use proptest::prelude::*;

use crate::generate;

fn euros(text: &str) -> Money {
    text.parse().unwrap()
}

fn item(code: &str) -> &'static PriceItem {
    shipped_prices().find(code).unwrap()
}

fn codes(typed: &str) -> Vec<&'static str> {
    let found = search([shipped_prices()], typed, 100);
    found.into_iter().map(|item| item.code.as_str()).collect()
}

#[test]
fn the_whole_list_ships_with_every_column() {
    let items = shipped_prices().items();
    assert_eq!(items.len(), 81);
    let file = include_str!("../../../src/domain/prices/prijslijst.csv");
    for (item, row) in items.iter().zip(file.lines().skip(1)) {
        let amount = |amount: Option<Money>| amount.map(|m| m.to_string()).unwrap_or_default();
        let (low, high) = (amount(item.low), amount(item.high));
        let (middle, year) = (item.amount.to_string(), item.year.unwrap().to_string());
        let columns = [
            &item.code,
            &item.description,
            &item.domain,
            &item.law,
            &item.unit,
            &low,
            &middle,
            &high,
            &year,
            &item.source,
            &item.url,
            &item.certainty,
        ];
        assert_eq!(columns.map(String::as_str).join(";"), row);
        assert_eq!(item.origin, Origin::Shipped);
    }
    let compared = items.iter().filter(|item| item.is_comparison());
    assert_eq!(compared.count(), 4);
}

#[test]
fn what_is_for_comparison_only_comes_last_and_not_unasked() {
    let all = codes("");
    assert_eq!(all.len(), 77);
    assert_eq!(all[0], "INK-BIJST-ALL");
    assert!(all.iter().all(|code| !code.starts_with("REF-")));
    let reference = codes("referentie");
    let first = reference.iter().position(|code| code.starts_with("REF-"));
    assert_eq!(first, Some(reference.len() - 4), "{reference:?}");
    let family = codes("gezin");
    assert!(family[..2].iter().all(|code| !code.starts_with("REF-")));
    assert_eq!(
        family[family.len() - 4..]
            .iter()
            .filter(|code| code.starts_with("REF-"))
            .count(),
        4
    );
}

#[test]
fn accents_fold_away() {
    assert_eq!(
        fold("Één CAFÉ, naïef; ĳs, œuvre, Straße"),
        "een cafe, naief; ijs, oeuvre, strasse"
    );
    assert_eq!(fold("e\u{301}e\u{301}n"), "een");
}

#[test]
fn a_law_proposes_who_pays() {
    for (law, payer) in [
        ("Wmo 2015", Some("wmo")),
        ("Jeugdwet", Some("jeugdwet")),
        ("Participatiewet", Some("participatiewet")),
        ("Wgs", Some("schuldhulp")),
        ("BW Boek 1", Some("bijzondereBijstand")),
        ("WIA", Some("rijk")),
        ("Wajong", Some("rijk")),
        ("AKW", Some("rijk")),
        ("WKB", Some("rijk")),
        ("Wml", Some("rijk")),
        ("Wko", Some("rijk")),
        ("Zvw", Some("zvw")),
        ("Wlz", Some("wlz")),
        ("Sr", Some("justitie")),
        ("Politiewet", Some("justitie")),
        ("Pbw", Some("justitie")),
        ("Bjj", Some("justitie")),
        ("Wpo en Wec", Some("onderwijs")),
        ("WVO 2020", Some("onderwijs")),
        ("WEB", Some("onderwijs")),
        ("Wht", Some("gezin")),
        ("-", None),
        ("", None),
        ("Woningwet", None),
    ] {
        assert_eq!(payer_of_law(law, "Iets"), payer, "{law}");
    }
    let special = "Bijdrage in de huur via Bijzondere bijstand";
    assert_eq!(
        payer_of_law("Participatiewet", special),
        Some(Payers::SPECIAL)
    );
    for item in shipped_prices().items() {
        let proposal = Proposal::of(item);
        assert!(
            proposal
                .payer
                .is_none_or(|code| Payers::ALL.contains(&code))
        );
        assert!(
            proposal
                .life_domain
                .is_none_or(|code| LIFE_DOMAINS.contains(&code))
        );
        assert_eq!(proposal.payer.is_none(), item.law == "-", "{}", item.code);
    }
}

#[test]
fn a_line_takes_over_all_of_a_price() {
    let mut line = CostLine::new("V".parse().unwrap());
    let name = |code: &str| format!("Naam van {code}");
    for mut edit in Proposal::of(item("MW-HUURBIJ")).edits(&line, name) {
        edit.swap(&mut line);
    }
    assert_eq!(
        line.price,
        Some(Price {
            amount: Some(euros("74.00")),
            unit: "maand".into(),
            source: "Gemeente Maastricht, Tussenevaluatie 50 gezinnen aanpak".into(),
            code: "MW-HUURBIJ".into(),
            price_year: Some(2020),
            ..Price::default()
        })
    );
    assert!(
        line.description
            .starts_with("Maatwerk: maandelijkse bijdrage")
    );
    let payer = line.payer.clone().unwrap();
    assert_eq!(
        (payer.code.as_str(), payer.name.as_str()),
        ("bijzondereBijstand", "Naam van bijzondereBijstand")
    );
    assert_eq!(line.life_domain.as_deref(), Some("wonen"));
    // What the consultant filled in stays; the price is what they chose.
    let edits = Proposal::of(item("ZVW-SEH")).edits(&line, name);
    assert!(matches!(edits.as_slice(), [LineEdit::Price(Some(_))]));
    let range = item("JGD-VERBLIJF").price();
    assert_eq!(range.ends(), Some((euros("83.55"), euros("195.91"))));
}

#[test]
fn a_unit_starts_a_use_that_makes_sense() {
    for (unit, per, amount) in [
        ("maand", Per::Month, "120.00"),
        ("etmaal", Per::Day, "3650.00"),
        ("uur", Per::Week, "520.00"),
        ("kwartaal", Per::Quarter, "40.00"),
        ("jaar", Per::Year, "10.00"),
        ("traject", Per::Once, "10.00"),
    ] {
        let usage = Usage::computed(unit);
        let expected = Usage::Computed {
            count: "1".parse().unwrap(),
            per,
            from: 1,
            to: None,
            chance: None,
            extra: Default::default(),
        };
        assert_eq!(usage, expected);
        assert_eq!(
            usage.amount(Some(euros("10.00")), 12).unwrap().to_string(),
            amount,
            "{unit}"
        );
    }
}

#[test]
fn an_old_price_is_lifted_and_can_be_put_back() {
    let found = item("WMO-BEG-REG").price();
    let Indexation::Possible(lifted) = Indexation::of(&found) else {
        panic!("2023 has a factor")
    };
    // 66,00 x 1,033 = 68,178; 20,00 x 1,033 = 20,66.
    assert_eq!(
        (lifted.amount, lifted.low, lifted.high),
        (
            Some(euros("68.18")),
            Some(euros("20.66")),
            Some(euros("68.18"))
        )
    );
    assert_eq!(lifted.price_year, Some(2024));
    assert_eq!(
        lifted.original.as_deref(),
        Some(&Original {
            amount: euros("66.00"),
            price_year: 2023,
            factor: "1.033".parse().unwrap(),
            low: Some(euros("20.00")),
            high: Some(euros("66.00")),
            ..Original::default()
        })
    );
    assert_eq!(
        Indexation::of(&lifted),
        Indexation::Done(Box::new(found.clone()))
    );
    for (year, times) in [
        (2018, "1.281"),
        (2019, "1.26"),
        (2020, "1.227"),
        (2021, "1.18"),
        (2022, "1.073"),
        (2023, "1.033"),
    ] {
        assert_eq!(factor(year).unwrap().to_string(), times);
    }
    let of = |year| {
        Indexation::of(&Price {
            price_year: year,
            ..found.clone()
        })
    };
    assert_eq!(of(Some(2017)), Indexation::NoFactor(2017));
    assert_eq!(of(Some(2024)), Indexation::NotNeeded);
    assert_eq!(of(Some(2026)), Indexation::NotNeeded);
    assert_eq!(of(None), Indexation::NotNeeded);
    // A line's amount is made of the lifted price, which is rounded first.
    let line = CostLine {
        price: Some(*lifted),
        tailored: Some(Usage::computed("uur")),
        ..CostLine::new("V".parse().unwrap())
    };
    assert_eq!(
        line.amount(Scenario::Tailored, 12).unwrap().to_string(),
        "3545.36"
    );
}

#[test]
fn a_price_typed_over_is_no_lifted_price_any_more() {
    let Indexation::Possible(lifted) = Indexation::of(&item("WMO-BEG-REG").price()) else {
        panic!()
    };
    let within = lifted.retyped(Some(euros("50.00")));
    assert_eq!(
        (within.low, within.high, within.original),
        (lifted.low, lifted.high, None)
    );
    let beyond = lifted.retyped(Some(euros("90.00")));
    assert_eq!((beyond.low, beyond.high), (None, None));
    assert_eq!(beyond.source, lifted.source);
    assert_eq!(lifted.retyped(None).amount, None);
}

#[test]
fn own_names_are_settings_in_json() {
    let text = r#"{"financiers":[{"code":"wmo","naam":"Team Wmo"}],"leefgebieden":[{"code":"sport","naam":"Sport"}]}"#;
    let own: maatwerk::domain::OwnNames = serde_json::from_str(text).unwrap();
    assert_eq!(
        own.payers[0],
        Payer {
            code: "wmo".into(),
            name: "Team Wmo".into(),
            ..Payer::default()
        }
    );
    assert_eq!(serde_json::to_string(&own).unwrap(), text);
    assert_eq!(
        serde_json::from_str::<maatwerk::domain::OwnNames>("{}").unwrap(),
        Default::default()
    );
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn putting_back_is_exact(price in generate::price(), low in proptest::option::of(generate::money()), year in 2017_u16..2026) {
        let price = Price { price_year: Some(year), low, original: None, ..price };
        if let Indexation::Possible(lifted) = Indexation::of(&price) {
            let by = factor(year).unwrap().decimal();
            let exact = price.amount.unwrap().decimal() * by;
            prop_assert_eq!(lifted.amount.unwrap().decimal(), Money::round(exact));
            prop_assert_eq!(Indexation::of(&lifted), Indexation::Done(Box::new(price)));
        }
    }

    #[test]
    fn a_search_takes_anything(typed in "\\PC{0,20}") {
        let found = search([shipped_prices()], &typed, 20);
        prop_assert!(found.len() <= 20);
    }
}
