//! The words of the settings that numbers change.

use maatwerk::texts::settings::lists;

#[test]
fn the_lists_are_told_as_people_say_them() {
    assert_eq!(lists(81, None), "Algemene prijslijst: 81 prijzen.");
    assert_eq!(
        lists(81, Some(2)),
        "Algemene prijslijst: 81 prijzen. Prijslijst van de gemeente: 2 prijzen."
    );
}
