//! Remote changes that can't be stored: screen, archive and base must stay consistent.

use std::cell::{Cell, RefCell};

use maatwerk::domain::{Canvas, DocumentId};
use maatwerk::store::{LiveCanvases, Store, StoreError, Ticket};
use maatwerk::sync::task::perform;

use super::{Profile, Screen, does, due, keep, says, stored};
use crate::store::now;

#[test]
fn what_came_on_screen_and_could_not_be_stored_is_stored_with_its_base() {
    let profile = Profile::new();
    let store = profile.writer();
    does(&store, &Screen::default(), keep(&says("base"), 10, 1, &[]));
    let screen = Screen(RefCell::new(Some(says("base"))));
    profile.room.limit(Some(0));
    let outcome = now(perform(&store, &screen, keep(&says("theirs"), 11, 2, &[1])));
    assert_eq!(outcome, Err(StoreError::Full));
    assert_eq!(
        *screen.0.borrow(),
        Some(says("base")),
        "the screen doesn't run ahead"
    );
    profile.room.limit(None);
    does(&store, &screen, keep(&says("theirs"), 11, 2, &[1]));
    assert_eq!(stored(&store), Some(says("theirs")));
    assert!(!due(&store), "the old text isn't sent as an edit");
}

/// An open canvas that is edited as soon as it adopts a remote change, and saved before the
/// transaction fails.
struct Typing<'a> {
    screen: &'a Screen,
    ticket: Cell<Option<Ticket>>,
    store: &'a Store,
}

impl LiveCanvases for Typing<'_> {
    fn current(&self, id: &DocumentId) -> Option<Canvas> {
        self.screen.current(id)
    }

    fn adopt(&self, canvas: &Canvas) {
        self.screen.adopt(canvas);
        if let Some(canvas) = self
            .screen
            .0
            .borrow_mut()
            .as_mut()
            .filter(|it| it.lead.is_empty())
        {
            canvas.lead = "typed".to_owned();
            self.ticket.set(Some(self.store.journal(canvas)));
        }
    }
}

#[test]
fn what_is_typed_on_top_of_what_could_not_be_stored_keeps_its_base() {
    for saved in [false, true] {
        let profile = Profile::new();
        let store = profile.writer();
        does(&store, &Screen::default(), keep(&says("base"), 10, 1, &[]));
        let screen = Screen(RefCell::new(Some(says("base"))));
        let typing = Typing {
            screen: &screen,
            ticket: Cell::new(None),
            store: &store,
        };
        profile.room.limit(Some(0));
        let outcome = now(perform(&store, &typing, keep(&says("theirs"), 11, 2, &[1])));
        assert_eq!(outcome, Err(StoreError::Full));
        profile.room.limit(None);
        let mut typed = says("base");
        typed.lead = "typed".to_owned();
        assert_eq!(
            *screen.0.borrow(),
            Some(typed),
            "only the remote change is taken back"
        );
        if saved {
            // The save with the adopted change is archived after all.
            now(store.commit(typing.ticket.take().unwrap())).unwrap();
        }
        does(&store, &screen, keep(&says("theirs"), 11, 2, &[1]));
        let mut both = says("theirs");
        both.lead = "typed".to_owned();
        assert_eq!(*screen.0.borrow(), Some(both.clone()));
        assert_eq!(stored(&store), Some(both));
        assert!(due(&store), "the edit is due");
        // An edit of another device: if the base weren't the server's document, this would
        // conflict.
        let mut edited = says("theirs");
        edited.situation.text = "other box".to_owned();
        does(&store, &screen, keep(&edited, 12, 3, &[2]));
        assert_eq!(stored(&store).map(|it| it.conflicts.len()), Some(0));
    }
}
