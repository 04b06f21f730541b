//! Messages between the pages of one namespace: which canvas was saved, and the handover of the
//! lead.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::domain::DocumentId;

/// A message between pages. It never contains text of a canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// This canvas was saved or removed.
    Saved(DocumentId),
    /// A follower asks the leader to hand over.
    Asked,
    /// The leader has saved everything and no longer writes.
    Ready,
    /// The user has locked the device: every page does.
    Lock,
    /// The key ring has changed, so what a page knows of it is of no use any more: it opens the namespace anew.
    Rekeyed,
    /// A page that is about to erase the namespace asks whether any page has its key.
    AsksForKeys,
    /// A page has it.
    HasKey,
}

impl Message {
    /// The message's text on the channel.
    #[must_use]
    pub fn encode(&self) -> String {
        match self {
            Self::Saved(id) => format!("saved {id}"),
            Self::Asked => "asked".to_owned(),
            Self::Ready => "ready".to_owned(),
            Self::Lock => "lock".to_owned(),
            Self::Rekeyed => "rekeyed".to_owned(),
            Self::AsksForKeys => "asks-for-keys".to_owned(),
            Self::HasKey => "has-key".to_owned(),
        }
    }

    /// Parses a message; `None` for one that this version doesn't know.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        match text {
            "asked" => Some(Self::Asked),
            "ready" => Some(Self::Ready),
            "lock" => Some(Self::Lock),
            "rekeyed" => Some(Self::Rekeyed),
            "asks-for-keys" => Some(Self::AsksForKeys),
            "has-key" => Some(Self::HasKey),
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

/// A registered listener, which is removed when this is dropped.
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
        // Dropped after the borrow of the list ends, as the listener may own subscriptions.
        let mut all = listeners.all.borrow_mut();
        let at = all.iter().position(|(number, _)| *number == self.number);
        let gone = at.map(|at| all.remove(at));
        drop(all);
        drop(gone);
    }
}

/// The `BroadcastChannel` of a namespace. Does nothing in memory and in browsers without one.
pub struct Channel {
    channel: Option<BroadcastChannel>,
    listeners: Rc<Listeners>,
    _heard: Option<Closure<dyn FnMut(MessageEvent)>>,
}

impl Channel {
    /// A channel without other pages: posts nothing and receives nothing.
    #[must_use]
    pub fn silent() -> Self {
        Self {
            channel: None,
            listeners: Rc::default(),
            _heard: None,
        }
    }

    /// The channel with this name, shared with the other pages.
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

    /// Posts a message to the other pages.
    pub fn post(&self, message: &Message) {
        if let Some(channel) = &self.channel {
            // Fails only on a closed channel, and this one is closed on drop.
            channel
                .post_message(&JsValue::from_str(&message.encode()))
                .ok();
        }
    }

    /// Calls `listener` for each message from another page.
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
        // A copy, as a listener may add or remove listeners.
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
