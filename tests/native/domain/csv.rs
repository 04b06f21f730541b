//! Cells of text in files for spreadsheets.

use maatwerk::domain::csv::{Sheet, rows, unguarded};
use proptest::prelude::*;

use crate::generate::ten_thousand;

/// The cell as the file has it, without the file's mark and the quotation marks.
fn cell(text: &str) -> String {
    let mut sheet = Sheet::default();
    sheet.text(text);
    sheet.text("end");
    sheet.end();
    let file = sheet.finish();
    let row = rows(file.strip_prefix('\u{feff}').unwrap(), ';')
        .next()
        .unwrap();
    assert_eq!(row.cells[1], "end");
    row.cells[0].clone()
}

#[test]
fn what_a_spreadsheet_may_calculate_gets_a_sign_that_it_is_text() {
    for text in [
        "=1+1",
        "+31",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\ntekst",
        "\ttekst",
        "\rtekst",
        "\u{ff1d}1+1",
        "\u{ff0b}31",
        "\u{ff0d}5",
        "\u{ff20}SUM(A1)",
        "\u{fe66}1",
        "\u{fe62}1",
        "\u{fe63}1",
        "\u{fe6b}A",
        " =1",
        "  \u{ff1d}1",
        "\u{a0}=1",
        "\u{feff}=1",
        "\u{feff}\u{a0} +1",
        "\u{200b}=1",
        "\u{3000}=1",
        "\u{0}=1",
        "'=1",
        "' =1",
        "''\n=1",
        " '=1",
        "\u{2060}@A",
    ] {
        assert_eq!(cell(text), format!("'{text}"), "{text:?}");
        assert_eq!(unguarded(&cell(text)), text, "{text:?}");
    }
    for text in [
        "",
        "tekst",
        " tekst",
        "5 - 3",
        "a=1",
        "'t kind",
        "\u{2212}5",
        "5+",
        "'",
        "\u{a0}",
    ] {
        assert_eq!(cell(text), text, "{text:?}");
        assert_eq!(unguarded(&cell(text)), text, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn a_cell_reads_back_and_never_begins_a_formula(
        text in "['\u{a0}\u{feff}\u{200b} \t\r\n]{0,3}[=+@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}a1-]{0,2}\\PC{0,4}",
    ) {
        let written = cell(&text);
        prop_assert_eq!(unguarded(&written), &text);
        // What remains when all is dropped that can't be seen.
        let seen = written.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'));
        prop_assert!(!seen.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']), "{:?}", written);
        prop_assert!(!written.starts_with(['\t', '\r', '\n']), "{:?}", written);
    }
}
