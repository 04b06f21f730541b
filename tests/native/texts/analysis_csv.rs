//! The analysis as a file: the right columns, numbers that stay numbers, and no formulas. Where
//! `LibreOffice` is installed, it opens the file and says what it sees.

use std::path::Path;
use std::process::Command;

use crate::shipped::shipped_prices;
use maatwerk::domain::csv::{decode, rows, unguarded};
use maatwerk::domain::prices::{Indexation, Proposal};
use maatwerk::domain::{Canvas, CostLine, ItemId, Money, OwnNames, Per, Usage};
use maatwerk::texts::analysis_csv::csv;
use maatwerk::texts::codes;

fn id(n: u128) -> ItemId {
    ItemId::from_bits(n)
}

/// A canvas with accents, formulas, quotes, line ends and amounts below zero.
fn canvas() -> Canvas {
    let mut canvas = Canvas::new("x".parse().unwrap());
    canvas.costs.horizon = 6;
    let mut care = CostLine::new("1".parse().unwrap());
    let found = shipped_prices().find("WMO-BEG-REG").unwrap();
    for mut edit in Proposal::of(found).edits(&care, |code| {
        codes::payer_name(code, "", &OwnNames::default())
    }) {
        edit.swap(&mut care);
    }
    let Indexation::Possible(lifted) = Indexation::of(care.price.as_ref().unwrap()) else {
        panic!()
    };
    care.price = Some(*lifted);
    care.life_domain = Some("opvoeding".into());
    care.looming = Some(Usage::Computed {
        count: "1".parse().unwrap(),
        per: Per::Week,
        from: 1,
        to: Some(6),
        chance: None,
        extra: Default::default(),
    });
    care.tailored = Some(Usage::Computed {
        count: "1.5".parse().unwrap(),
        per: Per::Month,
        from: 2,
        to: Some(9),
        chance: Some("35".parse().unwrap()),
        extra: Default::default(),
    });
    let income = CostLine {
        description: "=1+1".into(),
        rationale: "Eén; \"naïef\"\nop 2 regels, café €".into(),
        checked_by: "@collega".into(),
        current: Some(Usage::typed(Money::from_cents(-500).unwrap())),
        tailored: Some(Usage::typed(Money::from_cents(123_456_789).unwrap())),
        ..CostLine::new("2".parse().unwrap())
    };
    canvas.costs.lines = [(id(1), care), (id(2), income)].into_iter().collect();
    canvas
}

fn table(text: &str) -> Vec<Vec<String>> {
    let text = decode(text.as_bytes());
    rows(&text, ';')
        .map(|row| {
            row.cells
                .iter()
                .map(|cell| unguarded(cell).to_owned())
                .collect()
        })
        .collect()
}

fn row<'a>(table: &'a [Vec<String>], kind: &str, what: &str) -> Vec<&'a str> {
    let found = table
        .iter()
        .find(|row| row[0] == kind && row[1..4].iter().any(|cell| cell == what));
    found.unwrap().iter().map(String::as_str).collect()
}

#[test]
fn the_file_has_a_row_for_each_line_and_each_total() {
    let text = csv(&canvas(), &OwnNames::default());
    assert!(text.starts_with("\u{feff}Soort;Omschrijving;Leefgebied;Financier;Prijs;"));
    assert_eq!(
        text.matches("\r\n").count(),
        text.lines().count() - 1,
        "one line end is within a cell"
    );
    let table = table(&text);
    assert!(
        table.iter().all(|row| row.len() == 24),
        "every row has every column"
    );
    let care = row(&table, "Regel", "Gemeente: Wmo");
    assert_eq!(
        care[2..14],
        [
            "Opvoeding en gezin",
            "Gemeente: Wmo",
            "68,18",
            "uur",
            "20,66",
            "68,18",
            "2024",
            "WMO-BEG-REG",
            "Meerinzicht, Tarieven Wmo Zin en pgb 2023",
            "66,00",
            "2023",
            "1,033",
        ]
    );
    assert_eq!(
        care[14..22],
        [
            "",
            "",
            "1 uur per week, 6 maanden x €\u{a0}68,18 = €\u{a0}1.772,68",
            "1772,68",
            "1,5 uur per maand, maand 2 tot en met 6 (5 maanden) x €\u{a0}68,18, kans 35\u{a0}% = €\u{a0}178,97",
            "178,97",
            "1593,71",
            "178,97",
        ]
    );
    let income = row(&table, "Regel", "=1+1");
    assert_eq!(
        income[14..],
        [
            "Zelf ingevuld: €\u{a0}−5,00",
            "-5,00",
            "",
            "",
            "Zelf ingevuld: €\u{a0}1.234.567,89",
            "1234567,89",
            "-1234567,89",
            "1234572,89",
            "Eén; \"naïef\"\nop 2 regels, café €",
            "@collega",
        ]
    );
    assert_eq!(
        row(&table, "Totaal", "6 maanden")[14..22],
        [
            "",
            "-5,00",
            "",
            "1772,68",
            "",
            "1234746,86",
            "-1232974,18",
            "1234751,86"
        ]
    );
    let low = row(&table, "Totaal laag", "");
    assert_eq!(
        [low[15], low[17], low[19], low[20]],
        ["-5,00", "537,16", "1234622,12", "-1234084,96"]
    );
    assert_eq!(row(&table, "Totaal hoog", "")[17], "1772,68");
    assert_eq!(row(&table, "Per financier", "Gemeente: Wmo")[17], "1772,68");
    assert_eq!(row(&table, "Per financier", codes::NO_PAYER)[15], "-5,00");
    assert_eq!(
        row(&table, "Per leefgebied", "Opvoeding en gezin")[19],
        "178,97"
    );
    assert_eq!(row(&table, "Tot en met maand", "6")[17], "1772,68");
    assert_eq!(
        table
            .iter()
            .filter(|row| row[0] == "Tot en met maand")
            .count(),
        6
    );
}

#[test]
fn no_cell_is_a_formula() {
    let text = csv(&canvas(), &OwnNames::default());
    let text = decode(text.as_bytes());
    for cell in rows(&text, ';').flat_map(|row| row.cells) {
        let number = cell.strip_prefix('-').unwrap_or(&cell);
        let number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == ',');
        assert!(
            number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
            "{cell}"
        );
    }
    assert!(text.contains(";'=1+1;") && text.contains(";'@collega\r\n"));
}

/// A cell as `LibreOffice` sees it.
#[derive(Debug, PartialEq)]
enum Cell {
    Text(String),
    Number(String),
    Formula(String),
}

/// The cells of a flat document, each row up to its last filled one.
fn cells(document: &str) -> Vec<Vec<Cell>> {
    let within = |text: &str, from: &str, to: &str| -> Option<String> {
        let rest = text.split_once(from)?.1;
        Some(rest.split_once(to)?.0.to_owned())
    };
    let mut table = Vec::new();
    for row in document.split("<table:table-row").skip(1) {
        let row = row.split("</table:table-row>").next().unwrap();
        let mut cells = Vec::new();
        for cell in row.split("<table:table-cell").skip(1) {
            let head = cell.split('>').next().unwrap();
            let times =
                within(head, "number-columns-repeated=\"", "\"").map_or(1, |n| n.parse().unwrap());
            let paragraphs: Vec<String> = cell
                .split("<text:p>")
                .skip(1)
                .map(|text| {
                    let text = text.split("</text:p>").next().unwrap();
                    text.replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")
                })
                .collect();
            for _ in 0..times {
                let value = within(head, "office:value=\"", "\"");
                cells.push(match (within(head, "table:formula=\"", "\""), value) {
                    (Some(formula), _) => Cell::Formula(formula),
                    (None, Some(value)) => Cell::Number(value),
                    (None, None) => Cell::Text(paragraphs.join("\n")),
                });
                if times > 100 {
                    break;
                }
            }
        }
        while cells.last() == Some(&Cell::Text(String::new())) {
            cells.pop();
        }
        if !cells.is_empty() {
            table.push(cells);
        }
    }
    table
}

/// The file as `LibreOffice` set to Dutch opens it; `None` where it isn't installed.
fn opened(text: &str) -> Option<Vec<Vec<Cell>>> {
    let program = ["soffice", "libreoffice"].into_iter().find(|program| {
        Command::new(program)
            .arg("--version")
            .output()
            .is_ok_and(|out| out.status.success())
    })?;
    let folder = std::env::temp_dir().join(format!("maatwerk-kba-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("analyse.csv"), text).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let output = Command::new(program)
        .args([profile.as_str(), "--headless", "--convert-to", "fods"])
        // Semicolon, quotation mark, UTF-8, from line 1, Dutch.
        .args(["--infilter=CSV:59,34,76,1,,1043", "--outdir"])
        .arg(&folder)
        .arg(folder.join("analyse.csv"))
        .output()
        .unwrap();
    let read = |path: &Path| std::fs::read_to_string(path);
    let document = read(&folder.join("analyse.fods")).unwrap_or_else(|_| panic!("{output:?}"));
    std::fs::remove_dir_all(&folder).unwrap();
    Some(cells(&document))
}

#[test]
#[expect(clippy::print_stdout, reason = "a skipped test says so")]
fn libreoffice_opens_it_with_the_same_cells() {
    let text = csv(&canvas(), &OwnNames::default());
    let Some(seen) = opened(&text) else {
        println!(
            "Skipped: there is no LibreOffice here (Debian: apt-get install libreoffice-calc-nogui)."
        );
        return;
    };
    let written = decode(text.as_bytes());
    let written: Vec<Vec<String>> = rows(&written, ';').map(|row| row.cells).collect();
    assert_eq!(seen.len(), written.len());
    let mut numbers = 0;
    for (seen, written) in seen.iter().zip(&written) {
        for (at, text) in written.iter().enumerate() {
            let cell = seen.get(at);
            let plain = text.replace(',', ".");
            match plain.parse::<rust_decimal::Decimal>() {
                Ok(number) => {
                    let Some(Cell::Number(value)) = cell else {
                        panic!("{text} is {cell:?}")
                    };
                    assert_eq!(value.parse::<rust_decimal::Decimal>().unwrap(), number);
                    numbers += 1;
                }
                Err(_) if text.is_empty() => {
                    assert!(cell.is_none_or(|cell| *cell == Cell::Text(String::new())))
                }
                Err(_) => assert_eq!(cell, Some(&Cell::Text(text.clone()))),
            }
        }
    }
    assert!(numbers > 60, "{numbers} numbers");
}

#[test]
fn no_saving_is_written_while_nothing_is_known_of_what_threatens() {
    let mut canvas = canvas();
    for line in canvas.costs.lines.values_mut() {
        line.looming = None;
    }
    let table = table(&csv(&canvas, &OwnNames::default()));
    let at = table[0]
        .iter()
        .position(|cell| cell == "Besparing")
        .unwrap();
    for row in &table[1..] {
        assert_eq!(row[at], "", "{row:?}");
    }
}
