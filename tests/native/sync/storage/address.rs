//! A change of the server's address.

use maatwerk::sync::task::{Done, Task};

use super::{Profile, Screen, does, due, keep, says, stored};

#[test]
fn another_address_is_a_new_start() {
    let profile = Profile::new();
    let store = profile.writer();
    let survey = |url: &str| {
        does(
            &store,
            &Screen::default(),
            Task::Survey {
                url: url.to_owned(),
            },
        )
    };
    let found = |done| match done {
        Done::Surveyed { since, due, .. } => (since, due.len()),
        other => panic!("{other:?}"),
    };
    survey("https://one.example");
    does(&store, &Screen::default(), keep(&says("x"), 10, 1, &[]));
    assert_eq!(found(survey("https://one.example")), (10, 0));
    assert_eq!(found(survey("https://two.example")), (0, 1));
    assert_eq!(
        found(survey("https://two.example")),
        (0, 1),
        "also if the page closed before it was sent"
    );
    let compare = Task::Compare {
        headers: Vec::new(),
        since: 0,
    };
    let compared = does(&store, &Screen::default(), compare);
    assert_eq!(
        compared,
        Done::Compared {
            lost: Vec::new(),
            known: 0,
            since: None
        },
        "a server can't lose what it never had"
    );
    assert_eq!(stored(&store), Some(says("x")));
    assert!(due(&store), "due on the new server");
}
