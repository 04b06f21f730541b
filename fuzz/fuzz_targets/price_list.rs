//! A municipality's price list: any bytes are read or reported as faults, and what is read survives
//! a round trip.
#![no_main]

use libfuzzer_sys::fuzz_target;
use maatwerk::domain::csv::{decode, rows, separator};
use maatwerk::domain::prices::search;
use maatwerk::texts::prices::{fault, item, loaded, read_list};

fuzz_target!(|bytes: &[u8]| {
    let import = read_list(bytes);
    assert!(!loaded(&import).is_empty());
    for at in &import.faults {
        assert!(fault(at).starts_with("Regel "));
    }
    for found in import.list.items() {
        assert!(!item(found).is_empty());
    }
    let written = import.list.to_csv();
    let again = read_list(written.as_bytes());
    if !import.list.items().is_empty() {
        assert!(again.faults.is_empty(), "{:?}", again.faults);
        assert_eq!(again.list, import.list);
        // Every row is either an item or a fault.
        let text = decode(bytes);
        let filled = rows(&text, separator(&text))
            .filter(|row| row.open || row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .count();
        let known = import.list.items().len() + import.faults.len();
        assert_eq!(known + 1, filled);
    }
    let typed: String = String::from_utf8_lossy(bytes).chars().take(20).collect();
    assert!(search([&import.list], &typed, 20).len() <= 20);
});
