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

#[test]
fn a_rescue_is_read_back_too() {
    let (small, large, typed) = (canvas("a", 2), canvas("b", ITEMS + 1), canvas("a", 3));
    let stored = || {
        let named = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        vec![
            named("canvas/a", &canonical(&small)),
            named("canvas/b", &canonical(&large)),
            named("broken/c", "{"),
            named("server/a", &canonical(&canvas("a", 9))),
        ]
    };
    let file = ExportFile::rescued(stored(), vec![typed.clone()], None);
    assert_eq!(read_export(&file.text).unwrap(), [typed]);
    assert_eq!(file.count, 1);
    let keys: Vec<&str> = file.apart.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["b", "broken/c", "server/a"]);
    let file = ExportFile::rescued(stored(), Vec::new(), Some(&small.id));
    assert_eq!(
        read_export(&file.text).unwrap(),
        std::slice::from_ref(&small)
    );
    assert!(file.apart.is_empty());
    let file = ExportFile::rescued(stored(), Vec::new(), Some(&large.id));
    assert_eq!((file.count, file.apart.len()), (0, 1));
}
