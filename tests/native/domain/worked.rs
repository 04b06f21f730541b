//! Analyses worked by hand, frozen as fixtures: what the code makes of them, to the cent.

use std::path::PathBuf;

use maatwerk::domain::analysis::{Analysis, Band, Group};
use maatwerk::domain::{Canvas, Scenario, read_document};
use maatwerk::texts::analysis::{calculation, payback};
use rust_decimal::Decimal;
use serde_json::{Value, json};

/// The fixtures by name.
fn fixtures() -> Vec<(String, Value)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/kba");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, serde_json::from_str(&text).unwrap())
    };
    files.into_iter().map(read).collect()
}

fn texts(amounts: [Decimal; 3]) -> Value {
    json!(amounts.map(|amount| format!("{amount:.2}")))
}

fn ends(band: &Band) -> Value {
    texts([band.low, band.middle, band.high])
}

fn groups(groups: &[Group]) -> Value {
    let row = |group: &Group| {
        let totals = Scenario::ALL.map(|scenario| group.totals.get(scenario));
        (group.code.clone(), texts(totals))
    };
    groups
        .iter()
        .map(row)
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn sentences(canvas: &Canvas) -> Vec<String> {
    let lines = canvas.lines_in_order().into_iter();
    let all = lines.flat_map(|(_, line)| {
        Scenario::ALL.map(|scenario| calculation(line, scenario, canvas.costs.horizon))
    });
    all.filter(|sentence| !sentence.is_empty())
        .map(|sentence| sentence.replace('\u{a0}', " "))
        .collect()
}

#[test]
fn each_analysis_comes_out_as_worked_by_hand() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= 6);
    for (name, fixture) in fixtures {
        let canvas = read_document(&fixture["document"].to_string()).unwrap();
        let analysis = Analysis::of(&canvas.costs);
        let expected = &fixture["verwacht"];
        let totals = Scenario::ALL.map(|scenario| analysis.totals.get(scenario));
        assert_eq!(texts(totals), expected["totaal"], "{name}");
        assert_eq!(
            ends(&analysis.bands.saving),
            expected["besparing"],
            "{name}"
        );
        let bands = Scenario::ALL.map(|scenario| *analysis.bands.get(scenario));
        let or_total = |end: &str| match &expected[end] {
            Value::Null => expected["totaal"].clone(),
            given => given.clone(),
        };
        assert_eq!(
            texts(bands.map(|band| band.low)),
            or_total("laag"),
            "{name}"
        );
        assert_eq!(
            texts(bands.map(|band| band.middle)),
            expected["totaal"],
            "{name}"
        );
        assert_eq!(
            texts(bands.map(|band| band.high)),
            or_total("hoog"),
            "{name}"
        );
        assert_eq!(analysis.months.len(), 12, "{name}");
        for (month, costs) in expected["maanden"].as_object().unwrap() {
            let at = month.parse::<usize>().unwrap() - 1;
            assert_eq!(texts(analysis.months[at]), *costs, "{name}, month {month}");
        }
        assert_eq!(json!(analysis.payback), expected["terugverdiend"], "{name}");
        assert_eq!(groups(&analysis.payers), expected["financiers"], "{name}");
        assert_eq!(
            groups(&analysis.life_domains),
            expected["leefgebieden"],
            "{name}"
        );
        assert_eq!(json!(sentences(&canvas)), expected["zinnen"], "{name}");
        assert_eq!(json!(payback(&analysis)), expected["zin"], "{name}");
    }
}
