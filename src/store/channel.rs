//! What pages of one place tell each other: which canvas was saved, and who may write.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::domain::DocumentId;

/// A message between pages. It never holds a text of a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// This canvas was saved or removed.
    Saved(DocumentId),
    /// A page asks the writing one to let go.
    Asked,
    /// The writing page has saved all it has and writes no more.
    Ready,
}

impl Message {
    /// The message as text.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Saved(id) => format!("saved {id}"),
            Self::Asked => "asked".to_owned(),
            Self::Ready => "ready".to_owned(),
        }
    }

    /// Reads a message; `None` for one that this version doesn't know.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        match text {
            "asked" => Some(Self::Asked),
            "ready" => Some(Self::Ready),
            _ => text.strip_prefix("saved ")?.parse().ok().map(Self::Saved),
        }
    }
}

type Listener = Rc<RefCell<dyn FnMut(Message)>>;

#[derive(Default)]
struct Listeners {
    next: Cell<u64>,
    all: RefCell<Vec<(u64, Listener)>>,
}

/// A listener's stay: it ends when this is dropped.
#[must_use = "dropping it ends the subscription"]
pub struct Subscription {
    listeners: Weak<Listeners>,
    number: u64,
}

impl Drop for Subscription {
    fn drop(&mut self) {
        let Some(listeners) = self.listeners.upgrade() else {
            return;
        };
        // The listener goes after the list is free again: it may hold subscriptions itself.
        let mut all = listeners.all.borrow_mut();
        let at = all.iter().position(|(number, _)| *number == self.number);
        let gone = at.map(|at| all.remove(at));
        drop(all);
        drop(gone);
    }
}

/// The channel of a place. Without one (in memory, in old browsers) nobody hears anything.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    listeners: Rc<Listeners>,
    _heard: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Channel {
    /// A channel that nobody else is on.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            channel: None,
            listeners: Rc::default(),
            _heard: None,
        }
    }

    /// The channel by this name, shared with the other pages.
    #[must_use]
    pub fn open(name: &str) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else {
            return Self::silent();
        };
        let listeners = Rc::<Listeners>::default();
        let hearing = listeners.clone();
        let heard = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(message) = text.as_deref().and_then(Message::decode) {
                hearing.tell(&message);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        Self {
            channel: Some(channel),
            listeners,
            _heard: Some(heard),
        }
    }

    /// Tells the other pages.
    pub fn post(&self, message: &Message) {
        if let Some(channel) = &self.channel {
            // Fails only on a closed channel, and we close ours when it is dropped.
            channel
                .post_message(&JsValue::from_str(&message.encode()))
                .ok();
        }
    }

    /// Calls `listener` for what other pages tell.
    pub fn listen(&self, listener: impl FnMut(Message) + 'static) -> Subscription {
        let number = self.listeners.next.get();
        self.listeners.next.set(number + 1);
        let listener: Listener = Rc::new(RefCell::new(listener));
        self.listeners.all.borrow_mut().push((number, listener));
        Subscription {
            listeners: Rc::downgrade(&self.listeners),
            number,
        }
    }
}

impl Listeners {
    fn tell(&self, message: &Message) {
        // A copy, as a listener may come or go while it is told.
        let all: Vec<Listener> = self
            .all
            .borrow()
            .iter()
            .map(|(_, listener)| listener.clone())
            .collect();
        for listener in all {
            if let Ok(mut listener) = listener.try_borrow_mut() {
                listener(message.clone());
            }
        }
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}
