//! The connection test: checks a server before it is used, and changes nothing on it.

use super::http::{SignIn, send};
use super::machine::Request;
use super::protocol;

/// The result of a connection test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProbeResult {
    /// There is no response, or none that the browser lets the app read.
    Silent,
    /// The response is not Canvas Sync, such as a network's sign-in page.
    Strange,
    /// The server requires a sign-in, or rejected this one (401).
    SignIn,
    /// The signed-in user has no access (403).
    Forbidden,
    /// There are no canvases at this address; the server replied with this status.
    NotThere(u16),
    /// The server fails with this status.
    Failing(u16),
    /// The server works.
    Good {
        /// Whether the user may change canvases there, and not only read them.
        writes: bool,
        /// How many minutes the server's clock is ahead of this device's; `None` if its clock is
        /// hidden.
        ahead: Option<i64>,
    },
}

/// The path of a record that no device creates.
const NOBODY: &str = "/records/0-test";

/// Tests the connection to a server; `now` is this device's clock in milliseconds since 1970.
pub async fn probe(base: &str, sign_in: &SignIn, now: i64) -> ProbeResult {
    let list = request("GET", "/records", "_since=0&_sort=last_modified&_limit=1");
    let Some(heard) = send(base, &list, sign_in).await else {
        return ProbeResult::Silent;
    };
    match heard.answer.status {
        200 if protocol::RawPage::of(&heard.answer.body, 0).is_some() => {}
        401 => return ProbeResult::SignIn,
        403 => return ProbeResult::Forbidden,
        ..=399 => return ProbeResult::Strange,
        429 | 500.. => return ProbeResult::Failing(heard.answer.status),
        status => return ProbeResult::NotThere(status),
    }
    let mut remove = request("DELETE", NOBODY, "");
    // No record has this version, so the request finds nothing to remove.
    remove.headers.push(("If-Match", "\"1\"".to_owned()));
    let refused = send(base, &remove, sign_in).await;
    let refused = refused.map(|heard| heard.answer.status);
    ProbeResult::Good {
        writes: matches!(refused, Some(404 | 412)),
        ahead: heard.clock.map(|clock| clock.saturating_sub(now) / 60_000),
    }
}

fn request(method: &'static str, path: &str, query: &str) -> Request {
    Request {
        path: path.to_owned(),
        query: query.to_owned(),
        ..Request::new(method)
    }
}
