//! What went wrong, in plain Dutch.

use maatwerk::domain::{DocumentError, PersonalData, Rejected, read_export};
use maatwerk::texts::chance::ChanceError;
use maatwerk::texts::date::DateError;
use maatwerk::texts::explain;
use maatwerk::texts::number::{GradeError, NumberError};
use serde_json::json;

const IDS: [&str; 3] = [
    "0000000000000000000000000000000a",
    "0000000000000000000000000000000b",
    "0000000000000000000000000000000c",
];

fn explained(text: &str) -> String {
    explain::document(&read_export(text).unwrap_err(), text)
}

#[test]
fn a_broken_file_names_line_and_column() {
    let said = explained("{\n \"formaat\": 1,\n oeps }");
    assert!(said.contains("regel 3, teken 2"), "{said}");
    let said = explained("<html>");
    assert!(said.contains("regel 1, teken 1"), "{said}");
}

#[test]
fn a_fault_is_named_in_the_words_of_the_page() {
    let line = |order: &str| json!({ "volgorde": order, "huidig": { "bedrag": "1.00" } });
    let mut canvas = json!({
        "formaat": 1, "id": "x",
        "kosten": { "looptijd": 12, "regels": { IDS[0]: line("9"), IDS[1]: line("2"), IDS[2]: line("1") } },
    });
    canvas["kosten"]["regels"][IDS[0]]["huidig"]["bedrag"] = json!(5);
    let said = explained(&canvas.to_string());
    assert!(
        said.contains("in de kosten, regel 3, bij Huidig."),
        "by order and not by id: {said}"
    );
    assert!(
        said.contains(&format!("(Technisch: kosten.regels.{}.huidig", IDS[0])),
        "{said}"
    );

    let file = json!({ "soort": "maatwerkcanvas-export", "versie": 1, "canvassen": [{ "formaat": 1, "id": "y" }, canvas] });
    let said = explained(&file.to_string());
    assert!(
        said.contains("in canvas 2, in de kosten, regel 3, bij Huidig."),
        "{said}"
    );

    for (broken, words) in [
        (
            json!({ "perspectief": { "tekst": 5 } }),
            "in het vak Perspectief, bij \u{201c}tekst\u{201d}.",
        ),
        (
            json!({ "acties": { IDS[0]: { "volgorde": "1", "vak": "elders" } } }),
            "in de acties, actie 1, bij \u{201c}vak\u{201d}.",
        ),
        (json!({ "datum": "21-11-2026" }), "bij de datum."),
        (json!({ "kosten": {} }), "in de kosten, bij de looptijd."),
        (
            json!({ "tevredenheid": { "cijfers": { IDS[1]: { "persoon": IDS[0], "moment": "nulmeting", "cijfer": "7.3" } } } }),
            "in de tevredenheid, bij de cijfers, cijfer 1, bij \u{201c}cijfer\u{201d}.",
        ),
        (
            json!({ "tevredenheid": { "personen": { IDS[1]: { "volgorde": 3 } } } }),
            "in de tevredenheid, gezinslid 1, bij \u{201c}volgorde\u{201d}.",
        ),
    ] {
        let mut canvas = json!({ "formaat": 1, "id": "x" });
        canvas
            .as_object_mut()
            .unwrap()
            .extend(broken.as_object().unwrap().clone());
        let said = explained(&canvas.to_string());
        assert!(said.contains(words), "{said} lacks {words}");
    }
}

#[test]
fn a_place_is_named_without_the_text_as_well() {
    let error = DocumentError::Invalid {
        path: format!("kosten.regels.{}", IDS[0]),
        reason: "x".into(),
    };
    let said = explain::document(&error, "");
    assert!(said.contains("in de kosten, bij een regel."), "{said}");
    let error = DocumentError::Invalid {
        path: "document".into(),
        reason: "x".into(),
    };
    assert!(explain::document(&error, "").contains("in het bestand."));
}

#[test]
fn what_is_too_large_too_deep_double_or_no_text_is_told_with_its_place() {
    let id = IDS[0];
    let twice = format!(
        r#"{{"formaat":1,"id":"x","kosten":{{"looptijd":12,"regels":{{"{id}":{{"volgorde":"1"}},"{id}":{{"volgorde":"2"}}}}}}}}"#
    );
    let said = explained(&twice);
    assert!(said.contains("dubbel in de kosten, regel 1."), "{said}");
    let deep = format!(
        r#"{{"formaat":1,"id":"x","toekomst":{}{}}}"#,
        "[".repeat(60),
        "]".repeat(60)
    );
    let said = explained(&deep);
    assert!(
        said.contains("toekomst") && said.contains("te veel lagen"),
        "{said}"
    );
    let large = DocumentError::TooLarge {
        path: "canvassen[2]".into(),
        bytes: 9_000_000,
    };
    assert_eq!(
        explain::document(&large, ""),
        "Canvas 3 van dit bestand is te groot: 9 MB. Een canvas kan 8 MB groot zijn. Er is niets gewijzigd."
    );
    let many = DocumentError::TooManyItems {
        path: String::new(),
        items: 12_345,
    };
    let said = explain::document(&many, "");
    assert!(
        said.starts_with("Dit canvas is te groot: er staan 12.345 acties"),
        "{said}"
    );
    assert!(said.contains("10.000 zijn"), "{said}");
    let bytes = DocumentError::NotUtf8 { line: 3, column: 9 };
    assert!(explain::document(&bytes, "").contains("op regel 3, teken 9"));
    assert!(explain::too_many_items(10_001).contains("exporteren"));
}

#[test]
fn every_invalid_fixture_gets_a_message_that_says_what_to_do() {
    for entry in std::fs::read_dir(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/invalid"
    ))
    .unwrap()
    {
        let path = entry.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let said = explained(&text);
        assert!(
            said.len() > 40 && !said.contains("in ,") && !said.contains(", ,"),
            "{said}"
        );
    }
}

#[test]
fn a_newer_and_a_foreign_file_are_told_apart() {
    assert!(explained(r#"{"formaat":7,"id":"x"}"#).contains("versie 7"));
    assert!(explained(r#"{"hallo":1}"#).contains("geen bestand van het maatwerkcanvas"));
}

/// Every short message ends as a sentence, is said once and fits under a field.
#[test]
fn messages_are_sentences_and_differ() {
    use NumberError::{
        Ambiguous, Grouping, Negative, NoUnit, NotANumber, PerUnit, TooLarge, TooManyDecimals,
        Unfinished,
    };
    let numbers = [
        NotANumber,
        Ambiguous,
        Grouping,
        TooManyDecimals,
        Negative,
        TooLarge,
        Unfinished,
        PerUnit,
        NoUnit,
    ];
    let chances = [
        ChanceError::NotAChance,
        ChanceError::Outside,
        ChanceError::TooManyDecimals,
    ];
    let grades = [
        GradeError::NotANumber,
        GradeError::Outside,
        GradeError::NotAHalf,
    ];
    let dates = [DateError::NotADate, DateError::NoYear, DateError::NoSuchDay];
    let codes = [
        PersonalData::Bsn,
        PersonalData::Email,
        PersonalData::Phone,
        PersonalData::Iban,
        PersonalData::Address,
    ];
    let refusals = [
        Rejected::Missing,
        Rejected::TooLarge,
        Rejected::OutOfRange,
        Rejected::TooManyItems,
        Rejected::TextTooLong,
    ];
    let groups: Vec<Vec<String>> = vec![
        numbers.map(explain::number_error).to_vec(),
        grades.map(explain::grade_error).map(str::to_owned).to_vec(),
        dates
            .map(explain::typed_date_error)
            .map(str::to_owned)
            .to_vec(),
        codes
            .map(explain::personal_data)
            .map(str::to_owned)
            .to_vec(),
        refusals.map(explain::rejected).map(str::to_owned).to_vec(),
        chances
            .map(explain::chance_error)
            .map(str::to_owned)
            .to_vec(),
    ];
    for group in groups {
        for (at, message) in group.iter().enumerate() {
            assert!(message.ends_with('.') && message.len() < 180, "{message}");
            assert!(!group[..at].contains(message), "{message}");
        }
    }
    for error in numbers {
        assert!(explain::count_error(error).ends_with('.'));
    }
    assert!(
        explain::personal_data(PersonalData::Bsn).contains("Gebruik het cliëntnummer, geen namen.")
    );
}
