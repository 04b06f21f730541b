//! What was just done to a canvas, in a few words.

use maatwerk::domain::{Action, ActionBox, Canvas, ItemId, Moment, Place, TextBox};
use maatwerk::texts::steps;

fn id(bits: u128) -> ItemId {
    ItemId::from_bits(bits)
}

fn canvas() -> Canvas {
    let mut canvas = Canvas::new("x".parse().unwrap());
    let action = Action::new(ActionBox::Treatment, "V".parse().unwrap());
    canvas.actions.insert(id(1), action);
    canvas
}

#[test]
fn a_step_is_named_by_its_place() {
    let canvas = canvas();
    let text = [Place::Text(TextBox::Breakthrough)];
    assert_eq!(
        steps::undone(&canvas, &text),
        "Ongedaan gemaakt: Doorbraak."
    );
    assert_eq!(steps::redone(&canvas, &text), "Opnieuw gedaan: Doorbraak.");
    let action = [Place::Action(id(1)), Place::Actions];
    assert_eq!(
        steps::undone(&canvas, &action),
        "Ongedaan gemaakt: Actie 1 bij Behandeling."
    );
    let gone = [Place::Action(id(2)), Place::Actions];
    assert_eq!(steps::undone(&canvas, &gone), "Ongedaan gemaakt: Acties.");
    let all = TextBox::ALL.map(Place::Text);
    assert_eq!(
        steps::undone(&canvas, &all),
        "Ongedaan gemaakt: het hele canvas."
    );
}

#[test]
fn what_was_removed_is_named_by_its_beginning() {
    assert_eq!(
        steps::action_removed(" bellen "),
        "Actie verwijderd: “bellen”."
    );
    assert_eq!(steps::action_removed(" "), "Actie verwijderd.");
    let long = "a".repeat(41);
    assert_eq!(
        steps::line_removed(&long),
        format!("Regel verwijderd: “{}…”.", "a".repeat(40))
    );
    assert_eq!(steps::person_removed("moeder", 0), "Moeder is verwijderd.");
    assert_eq!(
        steps::person_removed("jeugdige 1", 2),
        "Jeugdige 1 is verwijderd, met 2 cijfers."
    );
    assert_eq!(
        steps::grade_removed("moeder", &Moment::Baseline),
        "Cijfer verwijderd: moeder, nulmeting."
    );
    assert_eq!(steps::moved(2, 4), "Verplaatst: nu 2 van 4.");
    assert_eq!(
        steps::moved_to(ActionBox::Support),
        "Verplaatst naar Ondersteuning."
    );
}
