//! HTTP requests to the server. The only module that uses the network. Logs nothing.

use std::cell::RefCell;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, RequestCache, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect, Response, ResponseType, Url,
};

use crate::domain::decode;

use super::machine::{PATIENCE_MS, Reply, Request};
use super::protocol::batch;

/// How requests are authenticated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SignIn {
    /// No credentials, but cookies on the page's own origin. None to another origin, whose server
    /// could otherwise make the browser ask for a password.
    #[default]
    Nobody,
    /// Cookies, such as those of an organisation's sign-in page.
    Cookie,
    /// The value of the `Authorization` header.
    Header(String),
}

impl SignIn {
    /// Basic authentication with a name and a password.
    #[must_use]
    pub fn basic(name: &str, password: &str) -> Self {
        // `btoa` takes one character per byte.
        let pair = [name, ":", password].concat();
        let bytes: String = pair.bytes().map(char::from).collect();
        let coded = web_sys::window().and_then(|window| window.btoa(&bytes).ok());
        Self::Header(["Basic ", &coded.unwrap_or_default()].concat())
    }

    /// Bearer authentication with a token.
    #[must_use]
    pub fn bearer(token: &str) -> Self {
        Self::Header(["Bearer ", token].concat())
    }
}

/// A response, with the server's clock for the connection test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpResponse {
    /// The response as the machine takes it.
    pub answer: Reply,
    /// The server's clock in milliseconds since 1970; `None` if the browser hides the `Date`
    /// header.
    pub clock: Option<i64>,
}

/// Normalises a typed server address: the base URL without trailing slashes. `None` if it is no
/// URL, or one that would send canvases unencrypted to another machine.
#[must_use]
pub fn base_url(typed: &str) -> Option<String> {
    let typed = typed.trim().trim_end_matches('/');
    let page = web_sys::window()?.location().href().ok()?;
    // A host page may configure a path on its own origin.
    let url = if typed.starts_with('/') {
        Url::new_with_base(typed, &page).ok()?
    } else {
        Url::new(typed).ok()?
    };
    let near = matches!(url.hostname().as_str(), "localhost" | "127.0.0.1" | "[::1]");
    let safe = url.protocol() == "https:" || (url.protocol() == "http:" && near);
    let plain = [url.search(), url.hash(), url.username(), url.password()]
        .iter()
        .all(String::is_empty);
    let path = url.pathname();
    (safe && plain).then(|| [&url.origin(), path.trim_end_matches('/')].concat())
}

thread_local! {
    /// The base URL of a server on another origin that rejects requests with cookies.
    static PLAIN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Sends a request. `None` if there was no response, or an incomplete one.
pub async fn send(base: &str, request: &Request, sign_in: &SignIn) -> Option<HttpResponse> {
    if *sign_in != SignIn::Cookie || is_ours(base) {
        return send_as(base, request, sign_in).await;
    }
    let plain = PLAIN.with_borrow(|plain| plain == base);
    if !plain {
        let heard = send_as(base, request, sign_in).await;
        if heard.is_some() || request.method != "GET" {
            return heard;
        }
    }
    let heard = send_as(base, request, &SignIn::Nobody).await;
    if heard.is_some() && !plain {
        PLAIN.set(base.to_owned());
    }
    heard
}

/// Whether the server is on the page's own origin.
fn is_ours(base: &str) -> bool {
    let origin = web_sys::window().and_then(|window| window.location().origin().ok());
    origin.is_some_and(|origin| {
        base.strip_prefix(&origin)
            .is_some_and(|rest| rest.starts_with('/'))
    })
}

async fn send_as(base: &str, request: &Request, sign_in: &SignIn) -> Option<HttpResponse> {
    let init = init(request, sign_in)?;
    let start = if request.at_root {
        batch::root(base).0
    } else {
        base
    };
    let mut url = [start, &request.path].concat();
    if !request.query.is_empty() {
        url = [&url, "?", &request.query].concat();
    }
    let sent = web_sys::window()?.fetch_with_str_and_init(&url, &init);
    let response: Response = wait(sent).await?.dyn_into().ok()?;
    let number = request.number;
    if response.type_() == ResponseType::Opaqueredirect {
        return Some(HttpResponse {
            answer: redirected(number, sign_in),
            clock: None,
        });
    }
    let headers = response.headers();
    let bytes = Uint8Array::new(&wait(response.array_buffer().ok()?).await?).to_vec();
    // Decoded leniently, the text of a body that is not UTF-8 would be altered. Without a body, the
    // answer is a strange one.
    let body = decode(&bytes).unwrap_or_default().to_owned();
    Some(HttpResponse {
        clock: clock(&headers),
        answer: Reply {
            number,
            status: response.status(),
            wait: ["Retry-After", "Backoff"]
                .into_iter()
                .filter_map(|name| seconds(&headers, name))
                .max(),
            body,
        },
    })
}

/// The reply for a redirect. No Canvas Sync server redirects, but a proxy does after a sign-in has
/// expired, which counts as 401 unless a header authenticates.
fn redirected(number: u64, sign_in: &SignIn) -> Reply {
    Reply {
        number,
        status: if matches!(sign_in, SignIn::Header(_)) {
            302
        } else {
            401
        },
        wait: None,
        body: String::new(),
    }
}

fn init(request: &Request, sign_in: &SignIn) -> Option<RequestInit> {
    let headers = Headers::new().ok()?;
    let set = |name: &str, value: &str| headers.set(name, value).ok();
    set("Accept", "application/json")?;
    for (name, value) in &request.headers {
        set(name, value)?;
    }
    if let SignIn::Header(value) = sign_in {
        set("Authorization", value)?;
    }
    let init = RequestInit::new();
    if let Some(body) = &request.body {
        set("Content-Type", "application/json")?;
        init.set_body(&JsValue::from_str(body));
    }
    init.set_method(request.method);
    init.set_headers(&headers);
    init.set_mode(RequestMode::Cors);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Manual);
    // No cookies with an `Authorization` header: on a 401 the browser would ask for a password
    // itself.
    init.set_credentials(match sign_in {
        SignIn::Nobody => RequestCredentials::SameOrigin,
        SignIn::Cookie => RequestCredentials::Include,
        SignIn::Header(_) => RequestCredentials::Omit,
    });
    let patience = u32::try_from(PATIENCE_MS).unwrap_or(u32::MAX);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(patience)));
    Some(init)
}

async fn wait(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}

/// A header in whole seconds. `None` for a date, which would depend on clocks.
fn seconds(headers: &Headers, name: &str) -> Option<u64> {
    headers.get(name).ok()??.trim().parse().ok()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a date counts whole milliseconds, within 53 bits"
)]
fn clock(headers: &Headers) -> Option<i64> {
    let date = headers.get("Date").ok()??;
    let millis = js_sys::Date::parse(&date);
    millis.is_finite().then_some(millis as i64)
}

/// The host of a base URL, for display.
#[must_use]
pub fn host(base: &str) -> String {
    Url::new(base).map_or_else(|_| base.to_owned(), |url| url.host())
}
