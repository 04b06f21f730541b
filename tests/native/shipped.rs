//! What the product comes with in files of its own: the price list, and the worked examples.

use std::sync::LazyLock;

use maatwerk::domain::prices::PriceList;
use maatwerk::domain::{Canvas, Export, canonical, read_document};
use maatwerk::texts;

static PRICES: LazyLock<PriceList> =
    LazyLock::new(|| PriceList::of_shipped(include_str!("../../src/domain/prices/prijslijst.csv")));

/// The price list.
pub(crate) fn shipped_prices() -> &'static PriceList {
    &PRICES
}

/// The examples, in the order of their ids: `xtask/web/texts.mjs` puts the same files in one.
pub(crate) fn examples() -> Vec<Canvas> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/texts/examples");
    let files = std::fs::read_dir(folder).unwrap();
    let read = |path| read_document(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut all: Vec<Canvas> = files.map(|file| read(file.unwrap().path())).collect();
    all.sort_by(|one, other| one.id.cmp(&other.id));
    all
}

#[test]
fn all_seven_examples_are_read_from_one_file_and_have_a_title() {
    let all = examples();
    let file = canonical(&Export::new(all.clone()));
    assert_eq!(texts::examples::canvases(&file), all);
    assert_eq!(all.len(), 7);
    for canvas in &all {
        let title = texts::examples::title(&canvas.id);
        assert!(title.is_some(), "{} has no title", canvas.id);
        let number = &canvas.case_number;
        assert!(number.starts_with("VOORBEELD-"), "{number}");
    }
    assert!(texts::examples::canvases("<!doctype html>").is_empty());
}
