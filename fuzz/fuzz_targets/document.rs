//! A document from a file, the host page or a server: any text is either rejected or read as a
//! canvas. A canvas that was read survives a round trip, and can be analysed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use maatwerk::domain::analysis::Analysis;
use maatwerk::domain::{
    Date, OwnNames, Scenario, canonical, findings, justification, read_document, read_export,
};
use maatwerk::texts::{analysis_csv, explain, sentences};

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = read_export(&text) {
        assert!(!explain::document(&error, &text).is_empty());
    }
    let Ok(canvas) = read_document(&text) else {
        return;
    };
    let written = canonical(&canvas);
    assert_eq!(read_document(&written).as_ref(), Ok(&canvas));
    let analysis = Analysis::of(&canvas.costs);
    let totals = Scenario::ALL.map(|scenario| analysis.totals.get(scenario));
    assert_eq!(analysis.months.last(), Some(&totals));
    let today = Date::new(2026, 11, 22).unwrap();
    let found = findings(&canvas, today).into_iter();
    for finding in found.chain(justification(&canvas, today)) {
        assert!(!sentences::finding(&finding, &canvas).is_empty());
    }
    assert!(analysis_csv::csv(&canvas, &OwnNames::default()).ends_with("\r\n"));
});
