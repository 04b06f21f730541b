//! The words of the price list.

use crate::shipped::shipped_prices;
use maatwerk::domain::prices::{Column, Fault, Indexation, Reason};
use maatwerk::domain::{OwnNames, Payer, Payers, Price};
use maatwerk::texts::prices::{
    fault, indexation, item, lift, loaded, price, put_back, range, read_list,
};
use maatwerk::texts::{codes, prices};

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn of(code: &str) -> Price {
    shipped_prices().find(code).unwrap().price()
}

#[test]
fn a_price_is_told_with_its_unit_range_and_year() {
    assert_eq!(plain(&price(&of("WMO-BEG-REG"))), "€ 66,00 per uur");
    assert_eq!(plain(&price(&of("MW-STOFFERING"))), "€ 1.354,33 eenmalig");
    assert_eq!(price(&Price::default()), "");
    assert_eq!(plain(&range(&of("WMO-BEG-REG"))), "van € 20,00 tot € 66,00");
    assert_eq!(range(&of("MW-STOFFERING")), "");
    let hotel = shipped_prices().find("OPV-PLEK").unwrap();
    assert_eq!(
        plain(&item(hotel)),
        "€ 15.000,00 per jaar, van € 15.000,00 tot € 70.000,00, peiljaar 2025"
    );
}

#[test]
fn what_can_be_done_about_an_old_price_is_told_and_undone() {
    let found = of("WMO-BEG-REG");
    assert_eq!(
        plain(&indexation(&found)),
        "Deze prijs is van 2023. Omgerekend naar 2024 is hij € 68,18."
    );
    let Indexation::Possible(lifted) = Indexation::of(&found) else {
        panic!("2023 has a factor")
    };
    assert_eq!(
        plain(&indexation(&lifted)),
        "Omgerekend naar 2024: € 66,00 uit 2023 x 1,033 = € 68,18."
    );
    assert_eq!(plain(&put_back(&found)), "Terug naar € 66,00 uit 2023");
    assert_eq!(lift(), "Omrekenen naar 2024");
    assert!(indexation(&of("VEI-JJI")).contains("geen factor bekend"));
    assert_eq!(indexation(&of("INK-KB")), "");
}

#[test]
fn what_came_out_of_a_file_is_counted() {
    let says = |text: &str| loaded(&read_list(text.as_bytes()));
    let head = "omschrijving;eenheid;bedrag\n";
    assert_eq!(says(&format!("{head}A;uur;1\n")), "1 prijs geladen.");
    assert_eq!(
        says(&format!("{head}A;uur;1\nB;uur;2\nC;uur;x\n")),
        "2 prijzen geladen, 1 regel niet."
    );
    assert_eq!(
        says(&format!("{head}A;uur;1\nB;;2\nC;uur;x\n")),
        "1 prijs geladen, 2 regels niet."
    );
    assert_eq!(says("niets"), prices::NO_FILE);
}

#[test]
fn every_fault_names_its_line_and_what_to_do() {
    let at = |reason| fault(&Fault { line: 7, reason });
    assert_eq!(
        at(Reason::NoAmount(Column::High)),
        "Regel 7: bij “bedrag_max” staat geen bedrag. Schrijf het als 1.354,33 of 1354.33."
    );
    assert_eq!(
        at(Reason::Empty(Column::Description)),
        "Regel 7: “omschrijving” is leeg."
    );
    let mut all: Vec<String> = [
        Reason::FileTooLarge,
        Reason::TooManyRows,
        Reason::NoItems,
        Reason::NoColumn(Column::Unit),
        Reason::ColumnTwice(Column::Unit),
        Reason::OpenQuote,
        Reason::TooManyCells,
        Reason::Empty(Column::Unit),
        Reason::TooLong(Column::Unit),
        Reason::NoAmount(Column::Low),
        Reason::Range,
        Reason::NoYear,
        Reason::CodeTwice,
    ]
    .into_iter()
    .map(at)
    .collect();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 13);
    assert!(
        all.iter()
            .all(|text| text.starts_with("Regel 7: ") && text.ends_with('.'))
    );
}

#[test]
fn a_municipality_renames_and_adds_kinds() {
    let entry = |code: &str, name: &str| Payer {
        code: code.to_owned(),
        name: name.to_owned(),
        ..Payer::default()
    };
    let own = OwnNames {
        payers: vec![
            entry("wmo", "Team Wmo"),
            entry("fonds", "Lokaal fonds"),
            entry("fonds", "Nog eens"),
            entry("", "Zonder code"),
        ],
        life_domains: vec![entry("sport", "Sport en spel")],
    };
    let choices = codes::payers(&own);
    assert_eq!(choices.len(), Payers::ALL.len() + 1);
    assert_eq!(choices[0], entry("wmo", "Team Wmo"));
    assert_eq!(choices[1], entry("jeugdwet", "Gemeente: Jeugdwet"));
    assert_eq!(choices.last(), Some(&entry("fonds", "Lokaal fonds")));
    assert_eq!(
        codes::life_domains(&own).last(),
        Some(&entry("sport", "Sport en spel"))
    );
    // What the document says goes before today's names.
    assert_eq!(codes::payer_name("wmo", "Oude naam", &own), "Oude naam");
    assert_eq!(codes::payer_name("wmo", "", &own), "Team Wmo");
    assert_eq!(codes::payer_name("zvw", "", &own), "Zorgverzekeraar (Zvw)");
    assert_eq!(codes::payer_name("onbekend", "", &own), "onbekend");
    assert_eq!(codes::payer_name("", "", &own), codes::NO_PAYER);
    assert_eq!(codes::life_domain_name("sport", &own), "Sport en spel");
    assert_eq!(codes::life_domain_name("", &own), codes::NO_LIFE_DOMAIN);
    for choice in codes::payers(&OwnNames::default())
        .iter()
        .chain(&codes::life_domains(&OwnNames::default()))
    {
        assert_ne!(choice.code, choice.name, "every code of ours has a name");
    }
}

#[test]
fn units_know_their_plural() {
    for unit in codes::UNITS {
        assert_eq!(codes::unit(unit, true), unit);
    }
    let many = [
        "uur", "dag", "etmaal", "maand", "jaar", "rit", "km", "nacht",
    ];
    let many = many.map(|unit| codes::unit(unit, false));
    assert_eq!(
        many,
        [
            "uur", "dagen", "etmalen", "maanden", "jaar", "ritten", "km", "nacht"
        ]
    );
    for item in shipped_prices().items() {
        assert!(codes::UNITS.contains(&item.unit.as_str()), "{}", item.unit);
    }
}
