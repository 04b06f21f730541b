//! Importing a municipality's price list, and documents: good rows load, bad ones are told by their
//! line, and nothing at all makes it fail.

use maatwerk::domain::csv::{rows, separator};
use maatwerk::domain::prices::{
    Column, Import, LARGEST_FILE, MOST_ROWS, Origin, PriceItem, PriceList, Reason,
};
use maatwerk::domain::{Money, read_document, read_export};
use maatwerk::texts::prices::read_list;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use crate::generate;

fn amounts(import: &Import) -> Vec<String> {
    let items = import.list.items().iter();
    items.map(|item| item.amount.to_string()).collect()
}

fn faults(import: &Import) -> Vec<(usize, Reason)> {
    let faults = import.faults.iter();
    faults.map(|fault| (fault.line, fault.reason)).collect()
}

fn of(text: &str) -> Import {
    read_list(text.as_bytes())
}

#[test]
fn each_way_that_spreadsheets_write_is_read() {
    for (name, text) in [
        (
            "semicolons",
            "omschrijving;eenheid;bedrag\r\nOpvang;etmaal;1.354,33\r\n",
        ),
        (
            "commas",
            "omschrijving,eenheid,bedrag\nOpvang,etmaal,1354.33\n",
        ),
        (
            "commas, quoted",
            "omschrijving,eenheid,bedrag\nOpvang,etmaal,\"1354,33\"",
        ),
        (
            "tabs",
            "omschrijving\teenheid\tbedrag\rOpvang\tetmaal\t1.354,33\r",
        ),
        (
            "a mark",
            "\u{feff}omschrijving;eenheid;bedrag\nOpvang;etmaal;€ 1.354,33\n",
        ),
        (
            "other headings",
            "Tarief;EENHEID; Omschrijving ;Eigen kolom\n1354,33;Etmaal;Opvang;x\n",
        ),
        (
            "blank rows",
            "\n;;\nomschrijving;eenheid;bedrag\n\n ; ;\nOpvang;etmaal;1 354,33\n;;\n",
        ),
        (
            "quotes",
            "\"omschrijving\";\"eenheid\";\"bedrag\"\n\"Opvang\";\"etmaal\";\"1354.33\"\n",
        ),
        (
            "too few cells",
            "bedrag;omschrijving;eenheid;bron\n1354,33;Opvang;etmaal\n",
        ),
    ] {
        let import = of(text);
        assert_eq!(faults(&import), [], "{name}");
        let [item] = import.list.items() else {
            panic!("{name}")
        };
        assert_eq!(item.amount.to_string(), "1354.33", "{name}");
        assert_eq!(
            (item.description.as_str(), item.unit.as_str()),
            ("Opvang", "etmaal"),
            "{name}"
        );
        assert_eq!(item.origin, Origin::Own);
    }
}

#[test]
fn windows_1252_is_read_as_it_was_meant() {
    let import = read_list(b"omschrijving;eenheid;bedrag;bron\nCaf\xe9 \x84na\xefef\x94;uur;\x80 10,50;\x8aef \x96 1\n");
    let [item] = import.list.items() else {
        panic!("{:?}", import.faults)
    };
    assert_eq!(item.description, "Café „naïef”");
    assert_eq!(
        (item.amount.to_string(), item.source.as_str()),
        ("10.50".to_owned(), "Šef – 1")
    );
}

#[test]
fn quotes_and_line_ends_within_a_cell() {
    let import = of(
        "omschrijving;eenheid;bedrag\n\"Hulp; \"\"thuis\"\"\r\n en elders\";uur;60\nEen 27\" scherm;stuk;100\n",
    );
    let texts: Vec<&str> = import
        .list
        .items()
        .iter()
        .map(|item| item.description.as_str())
        .collect();
    assert_eq!(texts, ["Hulp; \"thuis\" en elders", "Een 27\" scherm"]);
    assert_eq!(faults(&import), []);
}

#[test]
fn a_bad_row_is_told_by_line_and_reason_and_the_others_load() {
    let text = "code;omschrijving;eenheid;bedrag_min;bedrag;bedrag_max;peiljaar\n\
        A;Goed;uur;10;20;30;2024\n\
        B;;uur;;20;;2024\n\
        C;Geen eenheid;;;20;;2024\n\
        D;Geen bedrag;uur;;;;2024\n\
        E;\"Twee\nregels\";uur;;twintig;;2024\n\
        F;Min;uur;21;20;;2024\n\
        G;Max;uur;;20;19;2024\n\
        H;Min fout;uur;x;20;;2024\n\
        I;Max fout;uur;;20;1,354;2024\n\
        J;Jaar;uur;;20;;24\n\
        A;Dubbel;uur;;20;;2024\n\
        K;Te veel;uur;;20;;2024;nog iets\n\
        L;Ook goed;uur;;20,5;;\n";
    let import = of(text);
    assert_eq!(amounts(&import), ["20.00", "20.50"]);
    assert_eq!(
        faults(&import),
        [
            (3, Reason::Empty(Column::Description)),
            (4, Reason::Empty(Column::Unit)),
            (5, Reason::Empty(Column::Amount)),
            (6, Reason::NoAmount(Column::Amount)),
            (8, Reason::Range),
            (9, Reason::Range),
            (10, Reason::NoAmount(Column::Low)),
            (11, Reason::NoAmount(Column::High)),
            (12, Reason::NoYear),
            (13, Reason::CodeTwice),
            (14, Reason::TooManyCells),
        ]
    );
}

#[test]
fn an_open_quotation_mark_costs_one_row() {
    let import = of("omschrijving;eenheid;bedrag\nA;uur;1\n\"B;uur;2\nC;uur;3\r\nD;uur;4\n");
    assert_eq!(amounts(&import), ["1.00", "3.00", "4.00"]);
    assert_eq!(faults(&import), [(3, Reason::OpenQuote)]);
    let at_once = of("\"omschrijving;eenheid;bedrag\nA;uur;1\n");
    assert_eq!(faults(&at_once), [(1, Reason::OpenQuote)]);
}

#[test]
fn a_file_that_is_none_is_told() {
    assert_eq!(faults(&of("")), [(1, Reason::NoItems)]);
    assert_eq!(
        faults(&of("omschrijving;eenheid;bedrag\n")),
        [(1, Reason::NoItems)]
    );
    assert_eq!(
        faults(&of("naam;eenheid;bedrag\nA;uur;1\n")),
        [(1, Reason::NoColumn(Column::Description))]
    );
    assert_eq!(
        faults(&of("\nomschrijving;eenheid\nA;uur\n")),
        [(2, Reason::NoColumn(Column::Amount))]
    );
    assert_eq!(
        faults(&of("omschrijving;eenheid;bedrag;prijs\nA;uur;1;2\n")),
        [(1, Reason::ColumnTwice(Column::Amount))]
    );
    assert_eq!(
        faults(&of("{\"formaat\":1}")),
        [(1, Reason::NoColumn(Column::Description))]
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "a test that never runs as wasm")]
fn a_file_has_bounds() {
    let large = read_list(&vec![b'x'; LARGEST_FILE + 1]);
    assert_eq!(faults(&large), [(1, Reason::FileTooLarge)]);
    let many: String = (0..=MOST_ROWS)
        .map(|n| format!("rij {n};uur;1\n"))
        .collect();
    let many = of(&format!("omschrijving;eenheid;bedrag\n{many}"));
    assert_eq!(many.list.items().len(), MOST_ROWS);
    assert_eq!(faults(&many), [(MOST_ROWS + 2, Reason::TooManyRows)]);
    let long = of(&format!(
        "omschrijving;eenheid;bedrag\n{};uur;1\n",
        "x".repeat(501)
    ));
    assert_eq!(faults(&long), [(2, Reason::TooLong(Column::Description))]);
    // Open quotation marks on every row don't make the reader go through the file for each.
    let open: String = "\"\n".repeat(LARGEST_FILE / 2 - 20);
    let start = std::time::Instant::now();
    let open = of(&format!("omschrijving;eenheid;bedrag\n{open}"));
    assert_eq!(open.list.items().len(), 0);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn word() -> BoxedStrategy<String> {
    let any = "[ -~é€“ĳ☃]{0,20}"
        .prop_map(|text: String| text.split_whitespace().collect::<Vec<_>>().join(" "));
    prop_oneof![4 => any, 1 => Just("=HYPERLINK(1)".to_owned()), 1 => Just("''+1".to_owned()), 1 => Just("-".to_owned())].boxed()
}

fn item() -> BoxedStrategy<PriceItem> {
    let texts = (word(), word(), word(), word(), word(), word());
    let price = (
        generate::money(),
        option::of(0_i64..1_000_000),
        option::of(0_i64..1_000_000),
    );
    let bound = |amount: Money, by: i64| {
        let moved = amount.decimal() + rust_decimal::Decimal::new(by, 2);
        Money::from_decimal(moved)
    };
    (
        texts,
        word(),
        "[a-z]{1,8}",
        price,
        option::of(1900_u16..=2200),
    )
        .prop_map(
            move |(
                (code, domain, law, source, url, certainty),
                description,
                unit,
                (amount, low, high),
                year,
            )| PriceItem {
                code,
                description: if description.is_empty() {
                    "x".to_owned()
                } else {
                    description
                },
                domain,
                law,
                unit,
                low: low.and_then(|by| bound(amount, -by)),
                amount,
                high: high.and_then(|by| bound(amount, by)),
                year,
                source,
                url,
                certainty,
                ..PriceItem::default()
            },
        )
        .boxed()
}

/// Bytes that look like a file: pieces of one in any order.
fn pieces() -> BoxedStrategy<Vec<u8>> {
    let piece = prop_oneof![
        4 => proptest::sample::select(vec![
            "omschrijving;eenheid;bedrag\n", "code;omschrijving;eenheid;bedrag;peiljaar\r\n", ";", "\"", "\n", "\r",
            "\r\n", "\t", ",", "1.354,33", "uur", "2024", "'=1", "\u{feff}", "€", "A;uur;1\n",
        ]).prop_map(|text| text.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 0..6),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat()).boxed()
}

/// A fixture with some of its bytes changed, taken out or doubled.
fn damaged(text: &'static str) -> BoxedStrategy<Vec<u8>> {
    vec(
        (any::<proptest::sample::Index>(), any::<u8>(), 0_u8..3),
        0..6,
    )
    .prop_map(move |changes| {
        let mut bytes = text.as_bytes().to_vec();
        for (at, byte, kind) in changes {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, byte),
            }
        }
        bytes
    })
    .boxed()
}

/// Every row of a file is an item or a fault.
fn nothing_is_lost(bytes: &[u8]) -> Result<(), TestCaseError> {
    let import = read_list(bytes);
    let text = maatwerk::domain::csv::decode(bytes);
    let filled = rows(&text, separator(&text))
        .filter(|row| row.open || row.cells.iter().any(|cell| !cell.trim().is_empty()));
    let filled = filled.count();
    let known = import.list.items().len() + import.faults.len();
    let refused = import.list.items().is_empty() && import.faults.len() == 1;
    prop_assert!(refused || known + 1 == filled, "{known} of {filled} rows");
    let last = text.lines().count().max(1) + text.matches('\r').count();
    prop_assert!(
        import
            .faults
            .iter()
            .all(|fault| (1..=last).contains(&fault.line))
    );
    Ok(())
}

proptest! {
    #![proptest_config(generate::ten_thousand())]

    #[test]
    fn a_list_is_read_back_as_it_was_written(items in vec(item(), 1..8)) {
        let mut items = items;
        for (n, item) in items.iter_mut().enumerate() {
            item.code.push_str(&n.to_string());
        }
        let list = PriceList::new(Origin::Own, items);
        let import = of(&list.to_csv());
        prop_assert_eq!(faults(&import), []);
        prop_assert_eq!(import.list, list);
    }

    #[test]
    fn any_bytes_are_read_or_told(bytes in vec(any::<u8>(), 0..400)) {
        nothing_is_lost(&bytes)?;
    }

    #[test]
    fn any_pieces_of_a_file_are_read_or_told(bytes in pieces()) {
        nothing_is_lost(&bytes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_list_is_read_or_told(bytes in damaged(include_str!("../../../src/domain/prices/prijslijst.csv"))) {
        nothing_is_lost(&bytes)?;
    }

    #[test]
    fn a_damaged_document_is_read_or_refused(bytes in damaged(include_str!("../../fixtures/canvas-1-vol.json"))) {
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(canvas) = read_document(&text) {
            let written = maatwerk::domain::canonical(&canvas);
            prop_assert_eq!(read_document(&written).unwrap(), canvas);
        }
        drop(read_export(&text));
    }

    #[test]
    fn any_text_is_a_document_or_refused(text in "\\PC{0,80}") {
        drop(read_document(&text));
        drop(read_export(&text));
    }
}
