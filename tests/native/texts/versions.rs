//! What changed in a text, to be marked.

use maatwerk::texts::versions::{changed_part, differences};
use proptest::prelude::*;

use crate::generate::ten_thousand;

#[test]
fn the_words_that_changed_are_marked_whole() {
    for (before, after, expected) in [
        (
            "Een eigen huis",
            "Een huurhuis",
            ("Een ", "eigen huis", "huurhuis", ""),
        ),
        (
            "Een eigen huis",
            "Een klein eigen huis",
            ("Een ", "", "klein ", "eigen huis"),
        ),
        ("gelijk", "gelijk", ("gelijk", "", "", "")),
        ("", "nieuw", ("", "", "nieuw", "")),
        ("a a", "a a a", ("a ", "", "a ", "a")),
    ] {
        assert_eq!(changed_part(before, after), expected, "{before} / {after}");
    }
    assert_eq!(differences(1), "1 verschil:");
    assert_eq!(differences(12), "12 verschillen:");
}

proptest! {
    #![proptest_config(ten_thousand())]

    #[test]
    fn the_parts_make_both_texts(before in "[aé ]{0,12}", after in "[aé ]{0,12}") {
        let (head, old, new, tail) = changed_part(&before, &after);
        prop_assert_eq!([head, old, tail].concat(), before.as_str());
        prop_assert_eq!([head, new, tail].concat(), after.as_str());
    }
}
