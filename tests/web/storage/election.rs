//! One writing page, and how another takes over, with real Web Locks. Two pages are two stores here.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use js_sys::{Function, Reflect};
use maatwerk::store::leader::{ElectionRole, LeaderDelegate, LeaderElection, PageLocks, Runtime};
use maatwerk::store::{Store, StoreError};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

use super::kit::{canvas, save, says};
use super::page::{namespace, namespace_of, open, script, sleep};

/// What a page's script offers: as the element's own, but each call is a page of its own.
const LOCKS: &str = "
    const held = new Map();
    return {
      lock: (name, mode, lost) => new Promise((resolve) => {
        const options = mode === 'steal' ? { steal: true } : { ifAvailable: true };
        navigator.locks.request(name, options, (granted) => {
          resolve(granted ? 'granted' : 'taken');
          return granted && new Promise((free) => held.set(name, free));
        }).catch(lost);
      }),
      unlock: (name) => held.get(name)?.(),
    };";

async fn locks() -> Rc<PageLocks> {
    let given = script(LOCKS).await;
    let get = |name: &str| -> Function {
        let function = Reflect::get(&given, &JsValue::from_str(name)).expect("a function");
        function.unchecked_into()
    };
    Rc::new(PageLocks::new(get("lock"), get("unlock")))
}

/// The timers of a page that is visible.
struct Visible;

impl Runtime for Visible {
    fn spawn(&self, task: Pin<Box<dyn Future<Output = ()>>>) {
        wasm_bindgen_futures::spawn_local(task);
    }

    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()>>> {
        let ms = u32::try_from(pause.as_millis()).unwrap_or(u32::MAX);
        Box::pin(sleep(ms))
    }

    fn is_visible(&self) -> bool {
        true
    }
}

/// A page with one canvas that is being typed.
struct Page {
    store: Store,
    typed: RefCell<Option<&'static str>>,
    answers: Cell<bool>,
    roles: RefCell<Vec<ElectionRole>>,
}

impl LeaderDelegate for Page {
    fn flush(&self) -> Pin<Box<dyn Future<Output = ()>>> {
        let (store, typed) = (self.store.clone(), self.typed.take());
        let answers = self.answers.get();
        Box::pin(async move {
            if !answers {
                std::future::pending::<()>().await;
            }
            if let Some(text) = typed {
                save(&store, &canvas("a", text)).await.expect("a flush");
            }
        })
    }

    fn role_changed(&self, role: ElectionRole) {
        self.roles.borrow_mut().push(role);
    }
}

async fn page(name: &str) -> (Rc<Page>, LeaderElection) {
    let opened = open(name).await;
    let page = Rc::new(Page {
        store: opened.store.clone(),
        typed: RefCell::new(None),
        answers: Cell::new(true),
        roles: RefCell::default(),
    });
    let owner: Rc<dyn LeaderDelegate> = page.clone();
    let owner = Rc::downgrade(&owner);
    let (election, started) = LeaderElection::start(
        &namespace_of(name),
        opened.store,
        locks().await,
        Rc::new(Visible),
        owner,
    )
    .await;
    assert_eq!(started, Ok(()));
    (page, election)
}

#[wasm_bindgen_test]
async fn the_first_page_writes_and_the_next_follows() {
    let name = namespace();
    let (one, first) = page(&name).await;
    let (two, second) = page(&name).await;
    assert_eq!(
        (first.role(), second.role()),
        (ElectionRole::Leader, ElectionRole::Follower)
    );
    save(&one.store, &canvas("a", "een")).await.expect("a save");
    let ticket = two.store.journal(&canvas("b", "mag niet"));
    assert_eq!(two.store.commit(ticket).await, Err(StoreError::Fenced));
    // When the leader leaves, taking over takes no time.
    first.stop();
    sleep(20).await;
    second.take_over().await.expect("a take-over");
    assert_eq!(*two.roles.borrow(), [ElectionRole::Leader]);
    save(&two.store, &canvas("a", "twee"))
        .await
        .expect("a save");
}

#[wasm_bindgen_test]
async fn a_take_over_loses_nothing_that_was_typed() {
    let name = namespace();
    let (one, first) = page(&name).await;
    let (two, second) = page(&name).await;
    let texts = ["1", "2", "3", "4", "5", "6"];
    let mut pages = [(&one, &first), (&two, &second)];
    for text in texts {
        let [(writing, _), (following, follower)] = pages;
        *writing.typed.borrow_mut() = Some(text);
        follower.take_over().await.expect("a take-over");
        assert_eq!(says(&following.store, "a").await.as_deref(), Some(text));
        let late = writing.store.journal(&canvas("a", "te laat"));
        assert_eq!(late.failure, Some(StoreError::Fenced), "not in the journal");
        let refused = writing.store.commit(late).await;
        assert_eq!(refused, Err(StoreError::Fenced), "nor in the archive");
        pages.reverse();
    }
    assert_eq!(
        (first.role(), second.role()),
        (ElectionRole::Leader, ElectionRole::Follower)
    );
}

#[wasm_bindgen_test]
async fn a_leader_that_does_not_answer_is_fenced() {
    let name = namespace();
    let (one, first) = page(&name).await;
    one.answers.set(false);
    let typed = one.store.journal(&canvas("a", "nog in het journaal"));
    let (two, second) = page(&name).await;
    second.take_over().await.expect("a take-over");
    assert_eq!(second.role(), ElectionRole::Leader);
    assert_eq!(
        says(&two.store, "a").await.as_deref(),
        Some("nog in het journaal")
    );
    assert_eq!(one.store.commit(typed).await, Err(StoreError::Fenced));
    sleep(20).await;
    assert_eq!(
        (first.role(), &**one.roles.borrow()),
        (ElectionRole::Follower, &[ElectionRole::Follower][..])
    );
}

#[wasm_bindgen_test]
async fn a_leader_that_nobody_takes_over_from_goes_on() {
    let name = namespace();
    let (one, first) = page(&name).await;
    let asker = open(&name).await.store;
    asker.channel().post(&maatwerk::store::Message::Asked);
    sleep(300).await;
    assert_eq!(first.role(), ElectionRole::Follower);
    sleep(3200).await;
    assert_eq!(first.role(), ElectionRole::Leader);
    assert_eq!(
        *one.roles.borrow(),
        [ElectionRole::Follower, ElectionRole::Leader]
    );
    save(&one.store, &canvas("a", "verder"))
        .await
        .expect("a save");
}
