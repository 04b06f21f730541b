//! A look at a server before it is used: is it there, is it ours, who may do what. Changes nothing.

use super::http::{SignIn, send};
use super::machine::Request;
use super::protocol;

/// What a look at a server has shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing answers, or nothing that a browser lets us hear.
    Silent,
    /// Something else answers, such as a network's sign-in page.
    Strange,
    /// It wants to know who this is, or doesn't know them.
    SignIn,
    /// Whoever signed in may not look there.
    Forbidden,
    /// There are no canvases at this address, by this status.
    NotThere(u16),
    /// The server fails, with this status.
    Failing(u16),
    /// It works.
    Good {
        /// Whether canvases may be changed there, and not only read.
        writes: bool,
        /// Minutes that the server's clock is ahead of this device's, where that can be seen.
        ahead: Option<i64>,
    },
}

/// A record that no device makes.
const NOBODY: &str = "/records/0-test";

/// Looks at a server; `now` is this device's clock in milliseconds.
pub async fn probe(base: &str, sign_in: &SignIn, now: i64) -> Verdict {
    let list = request("GET", "/records", "_since=0&_sort=last_modified&_limit=1");
    let Some(heard) = send(base, &list, sign_in).await else {
        return Verdict::Silent;
    };
    match heard.answer.status {
        200 if protocol::rows(&heard.answer.body, 0).is_some() => {}
        401 => return Verdict::SignIn,
        403 => return Verdict::Forbidden,
        ..=399 => return Verdict::Strange,
        429 | 500.. => return Verdict::Failing(heard.answer.status),
        status => return Verdict::NotThere(status),
    }
    let mut remove = request("DELETE", NOBODY, "");
    // Of a version that there never was: it finds nothing to remove.
    remove.headers.push(("If-Match", "\"1\"".to_owned()));
    let refused = send(base, &remove, sign_in).await;
    let refused = refused.map(|heard| heard.answer.status);
    Verdict::Good {
        writes: matches!(refused, Some(404 | 412)),
        ahead: heard.clock.map(|clock| clock.saturating_sub(now) / 60_000),
    }
}

fn request(method: &'static str, path: &str, query: &str) -> Request {
    Request {
        number: 0,
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers: Vec::new(),
        body: None,
    }
}
