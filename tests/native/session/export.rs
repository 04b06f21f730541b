//! An export is verified by reading it back.

use maatwerk::domain::limits::ITEMS;
use maatwerk::domain::{Action, ActionBox, Canvas, ItemId, canonical, read_export};
use maatwerk::session::ExportFile;

fn canvas(id: &str, actions: usize) -> Canvas {
    let mut canvas = Canvas::new(id.parse().unwrap());
    for at in 0..actions {
        let id = ItemId::from_bits(u128::try_from(at).unwrap());
        let action = Action::new(ActionBox::Support, "V".parse().unwrap());
        canvas.actions.insert(id, action);
    }
    canvas
}

#[test]
fn every_canvas_is_in_the_file() {
    let canvases = vec![canvas("a", 2), canvas("b", 0)];
    let file = ExportFile::of(canvases.clone());
    assert_eq!((file.count, file.left_out), (2, 0));
    assert!(file.apart.is_empty());
    assert_eq!(read_export(&file.text).unwrap(), canvases);
}

#[test]
fn what_an_import_would_refuse_goes_in_a_file_apart() {
    let (small, large) = (canvas("a", 2), canvas("b", ITEMS + 1));
    let file = ExportFile::of(vec![small.clone(), large.clone()]);
    assert_eq!((file.count, file.left_out), (1, 0));
    assert_eq!(read_export(&file.text).unwrap(), [small]);
    assert_eq!(file.apart, [("b".to_owned(), canonical(&large))]);
}
