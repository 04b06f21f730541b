//! What a page hears of other pages while it holds a key, also where it doesn't show the namespace.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use crate::domain::SortedMap;
use crate::session::environment::Environment;
use crate::session::keys;
use crate::store::{Channel, Message, Namespace, Store, Subscription, Unlocked};

/// How long other pages get to say that they have the key.
const ANSWER: Duration = Duration::from_millis(300);

/// A channel of a namespace, and what listens to it.
struct KeyListener {
    channel: Rc<Channel>,
    _listens: Subscription,
}

thread_local! {
    /// One for each key; that of a key which was forgotten alone does nothing.
    static LISTENERS: RefCell<SortedMap<Namespace, KeyListener>> = RefCell::default();
}

/// Holds a key, and listens to the other pages of its namespace for as long. `lock` locks this page.
pub(super) fn hold(environment: Environment, namespace: Namespace, unlocked: Unlocked, lock: fn()) {
    let channel = Rc::new(environment.open_channel(&namespace));
    let (answers, its) = (Rc::downgrade(&channel), namespace.clone());
    let listens = channel.listen(move |message| {
        if keys::key_of(&its).is_none() {
            return;
        }
        match (message, answers.upgrade()) {
            // Not from inside what listens: it goes with the key.
            (Message::Lock, _) => environment.spawn(async move { lock() }),
            (Message::AsksForKeys, Some(channel)) => channel.post(&Message::HasKey),
            _ => {}
        }
    });
    let listener = KeyListener {
        channel,
        _listens: listens,
    };
    let before =
        LISTENERS.with_borrow_mut(|listeners| listeners.insert(namespace.clone(), listener));
    drop(before);
    keys::hold(namespace, unlocked);
}

/// Has every other page lock that has one of the keys of this page.
pub(super) fn lock_others() {
    let all = LISTENERS.with_borrow(|listeners| {
        let held = listeners
            .iter()
            .filter(|(its, _)| keys::key_of(its).is_some());
        held.map(|(_, listener)| Rc::clone(&listener.channel))
            .collect::<Vec<_>>()
    });
    for channel in all {
        channel.post(&Message::Lock);
    }
}

/// Listens no more: all keys are gone.
pub(super) fn close() {
    drop(LISTENERS.take());
}

/// Whether another page says that it has the key of this store's namespace.
pub(super) async fn is_held_elsewhere(environment: Environment, store: &Store) -> bool {
    let held = Rc::new(Cell::new(false));
    let told = Rc::clone(&held);
    let _listens = store.channel().listen(move |message| {
        if message == Message::HasKey {
            told.set(true);
        }
    });
    store.channel().post(&Message::AsksForKeys);
    environment.sleep(ANSWER).await;
    held.get()
}
