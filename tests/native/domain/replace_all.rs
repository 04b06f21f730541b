//! A document put in the place of another as one edit.

use maatwerk::domain::{Canvas, Command, CostLine, ItemId, Place, TextBox, apply};

use super::empty;
use crate::generate::stamp;

fn do_it(canvas: &mut Canvas, command: Command) -> Vec<Place> {
    apply(canvas, command, &stamp(1)).unwrap().touched
}

#[test]
fn a_whole_document_leaves_the_name_the_bin_and_who_changed_it_to_the_place() {
    let mut canvas = empty();
    let text = |text: &str| Command::Text(TextBox::Situation, text.into());
    do_it(&mut canvas, text("nu"));
    let mut earlier = Canvas::new("anders".parse().unwrap());
    do_it(&mut earlier, text("toen"));
    do_it(&mut earlier, Command::Removed(true));
    let line = ItemId::from_bits(2);
    let content = CostLine::new("V".parse().unwrap());
    do_it(
        &mut earlier,
        Command::PutLine(line, Some(Box::new(content))),
    );
    let before = canvas.clone();
    let command = Command::ReplaceAll(Box::new(earlier));
    let applied = apply(&mut canvas, command.clone(), &stamp(7)).unwrap();
    assert_eq!(canvas.situation.text, "toen");
    assert_eq!(
        (canvas.id.as_str(), canvas.removed.as_ref()),
        ("leeg", None)
    );
    assert_eq!(canvas.changed.as_ref().unwrap().at, Some(stamp(7).at));
    for place in [
        Place::Line(line),
        Place::Lines,
        Place::Text(TextBox::Situation),
    ] {
        assert!(applied.touched.contains(&place), "{place:?}");
    }
    assert!(do_it(&mut canvas, command).is_empty(), "it says so already");
    apply(&mut canvas, applied.inverse, &stamp(8)).unwrap();
    assert_eq!(canvas.without_stamps(), before.without_stamps());
}
