//! The browser's [`Platform`]: the one file of `session` that names the browser's clock, timers,
//! tasks and randomness.

use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::leptos_dom::helpers::set_timeout_with_handle;
use wasm_bindgen_futures::spawn_local;

use zeroize::Zeroizing;

use crate::crypto::{PassphraseKdf, Secret};
use crate::domain::Timestamp;
use crate::store::leader::{ElectionRole, LeaderDelegate, LeaderElection, Locks, Runtime};
use crate::store::{Channel, Namespace, Opened, Store, StoreError};
use crate::sync::http::{self, SignIn};
use crate::sync::machine::{Reply, Request};
use crate::sync::probe::{ProbeResult, probe};

use super::environment::{Callback, Elected, Election, Environment, LocalFuture, Platform};
use super::parts::{Late, Part};

/// The browser's environment.
pub(super) const ENVIRONMENT: Environment = Environment::new(&Browser);

struct Browser;

impl Platform for Browser {
    /// JavaScript's clock in whole milliseconds, which fit in 53 bits.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the clock counts whole milliseconds, within 53 bits"
    )]
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(js_sys::Date::now() as i64)
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "an offset is at most 14 hours"
    )]
    fn offset_minutes(&self, at: Timestamp) -> i32 {
        let text = js_sys::JsString::from(at.to_string());
        let date = js_sys::Date::new(&text);
        -(date.get_timezone_offset() as i32)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "milliseconds since the page began, within 53 bits"
    )]
    fn monotonic_ms(&self) -> u64 {
        let performance = web_sys::window().and_then(|window| window.performance());
        performance.map_or(0, |performance| performance.now() as u64)
    }

    fn random(&self) -> u128 {
        let mut bytes = [0_u8; 16];
        let crypto = web_sys::window().and_then(|window| window.crypto().ok());
        if let Some(crypto) = crypto {
            drop(crypto.get_random_values_with_u8_array(&mut bytes));
        }
        u128::from_be_bytes(bytes)
    }

    fn is_visible(&self) -> bool {
        let document = web_sys::window().and_then(|window| window.document());
        document.is_none_or(|document| !document.hidden())
    }

    fn is_secure(&self) -> bool {
        web_sys::window().is_some_and(|window| window.is_secure_context())
    }

    fn spawn(&self, task: LocalFuture<()>) {
        spawn_local(task);
    }

    fn after(&self, pause: Duration, run: Callback) -> Option<Callback> {
        let handle = set_timeout_with_handle(run, pause).ok()?;
        Some(Box::new(move || handle.clear()))
    }

    fn open_store(&self, namespace: Namespace) -> LocalFuture<Opened> {
        Box::pin(Store::open(namespace))
    }

    fn open_channel(&self, namespace: &Namespace) -> Channel {
        Channel::open(&namespace.name())
    }

    fn ask_persist(&self, store: Store) -> LocalFuture<()> {
        Box::pin(async move {
            store.ask_persist().await;
        })
    }

    fn elect(
        &self,
        namespace: Namespace,
        store: Store,
        locks: Rc<dyn Locks>,
        runtime: Rc<dyn Runtime>,
        delegate: Weak<dyn LeaderDelegate>,
    ) -> LocalFuture<Elected> {
        Box::pin(async move {
            let (election, result) =
                LeaderElection::start(&namespace, store, locks, runtime, delegate).await;
            (Rc::new(election) as Rc<dyn Election>, result)
        })
    }

    fn base_url(&self, typed: &str) -> Option<String> {
        http::base_url(typed)
    }

    fn send(&self, base: String, request: Request, sign_in: SignIn) -> LocalFuture<Option<Reply>> {
        match SEND.get() {
            Some(send) => send(base, request, sign_in),
            None => Box::pin(async { None }),
        }
    }

    fn stretch(
        &self,
        passphrase: Zeroizing<String>,
        salt: Vec<u8>,
        kdf: PassphraseKdf,
    ) -> LocalFuture<Option<Secret>> {
        match STRETCH.get() {
            Some(stretch) => stretch(passphrase, salt, kdf),
            None => Box::pin(async { None }),
        }
    }

    fn probe(&self, base: String, sign_in: SignIn) -> LocalFuture<ProbeResult> {
        match PROBE.get() {
            Some(probe) => probe(base, sign_in, self.now().millis()),
            None => Box::pin(async { ProbeResult::Silent }),
        }
    }
}

/// Sends a request; comes with what drives sync.
static SEND: Late<Send> = Late::new(Part::Engine);
type Send = fn(String, Request, SignIn) -> LocalFuture<Option<Reply>>;

/// Tests a connection; comes with the settings of sync.
static PROBE: Late<Probe> = Late::new(Part::Sync);
type Probe = fn(String, SignIn, i64) -> LocalFuture<ProbeResult>;

/// Stretches a passphrase; comes with what locks and unlocks.
static STRETCH: Late<Stretch> = Late::new(Part::Lock);
type Stretch = fn(Zeroizing<String>, Vec<u8>, PassphraseKdf) -> LocalFuture<Option<Secret>>;

/// Gives what stretches a passphrase; called by the part that locks and unlocks.
#[cfg(target_arch = "wasm32")]
pub(super) fn give_stretch() {
    STRETCH.give(|passphrase, salt, kdf| {
        Box::pin(async move {
            let stretched = crate::crypto::web::stretch(&passphrase, &salt, kdf).await;
            stretched.ok()
        })
    });
}

/// Gives what is late here; called by the part.
pub(super) fn give() {
    SEND.give(|base, request, sign_in| {
        Box::pin(async move {
            let response = http::send(&base, &request, &sign_in).await;
            response.map(|response| response.answer)
        })
    });
}

/// Gives the connection test; called by the part that has the settings of sync.
pub(super) fn give_probe() {
    PROBE.give(|base, sign_in, now| Box::pin(async move { probe(&base, &sign_in, now).await }));
}

impl Election for LeaderElection {
    fn role(&self) -> ElectionRole {
        self.role()
    }

    fn take_over(&self) -> LocalFuture<Result<(), StoreError>> {
        let election = self.clone();
        Box::pin(async move { election.take_over().await })
    }

    fn lead_if_free(&self) -> LocalFuture<()> {
        let election = self.clone();
        Box::pin(async move { election.lead_if_free().await })
    }

    fn claim_again(&self) -> LocalFuture<Result<(), StoreError>> {
        let election = self.clone();
        Box::pin(async move { election.claim_again().await })
    }

    fn fenced(&self) {
        self.fenced();
    }

    fn stop(&self) {
        self.stop();
    }
}
