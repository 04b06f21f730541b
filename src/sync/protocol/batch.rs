//! Batches: several writes in one request, an optional part of Canvas Sync 1.

use serde_json::Value;

use super::MAX_BODY;
use super::response::written_in;
use crate::domain::DocumentId;

/// The maximum size of a batch's writes in bytes, which is that of one record.
pub const MAX_BATCH: usize = MAX_BODY;

/// The path of batches after the server's root.
pub const PATH: &str = "/batch";

/// Splits a base URL into the server's root, where its batches are, and the rest, which precedes
/// the paths of the requests in a batch. Only a base as Kinto has it has a rest.
#[must_use]
pub fn root(base: &str) -> (&str, &str) {
    let names = |rest: &str| {
        let names: Vec<&str> = rest.split('/').collect();
        matches!(names.as_slice(), [_, "buckets", bucket, "collections", name]
            if !bucket.is_empty() && !name.is_empty())
    };
    base.rfind("/buckets/")
        .and_then(|at| base.split_at_checked(at))
        .filter(|(_, rest)| names(rest))
        .unwrap_or((base, ""))
}

/// The number of requests that a server takes in one batch, from the answer at its root
/// (`settings.batch_max_requests`). `None` if it has no batches.
#[must_use]
pub fn most(body: &str) -> Option<usize> {
    let answer: Value = serde_json::from_str(body).ok()?;
    let most = answer
        .get("settings")?
        .get("batch_max_requests")?
        .as_u64()?;
    usize::try_from(most).ok()
}

/// One write of a batch.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// `PUT`.
    pub method: &'static str,
    /// The path after the base URL.
    pub path: &'a str,
    /// Its conditions.
    pub headers: &'a [(&'static str, String)],
    /// Its body, as JSON.
    pub body: &'a str,
}

/// The body of a batch; `prefix` is the rest of the base URL after the root.
#[must_use]
pub fn body(prefix: &str, parts: &[Part<'_>]) -> String {
    let part = |part: &Part<'_>| {
        let path = Value::from([prefix, part.path].concat());
        let headers = part.headers.iter();
        let headers: Vec<String> = headers
            .map(|(name, value)| format!("\"{name}\":{}", Value::from(value.as_str())))
            .collect();
        // The body is JSON already, and is sent with its exact bytes.
        format!(
            r#"{{"method":"{}","path":{path},"headers":{{{}}},"body":{}}}"#,
            part.method,
            headers.join(","),
            part.body
        )
    };
    let parts: Vec<String> = parts.iter().map(part).collect();
    [r#"{"requests":["#, &parts.join(","), "]}"].concat()
}

/// The answer to one write of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    body: Value,
}

impl Answer {
    /// The `last_modified` that the server gave the write. `None` if the answer is about another
    /// record or revision.
    #[must_use]
    pub fn written(self, id: &DocumentId, rev: &str) -> Option<u64> {
        written_in(self.body, id, rev)
    }

    /// Whether it says that the server undid the whole batch: a server that writes a batch in one
    /// transaction does so after an error of its own, and then other answers of the batch tell of
    /// writes that are gone.
    #[must_use]
    pub fn undoes(&self) -> bool {
        matches!(self.status, ..200 | 409 | 500..)
    }
}

/// The answers of a batch, in the order of its requests. `None` if the body isn't a list of
/// answers.
#[must_use]
pub fn answers(body: &str) -> Option<Vec<Answer>> {
    let mut answer: Value = serde_json::from_str(body).ok()?;
    let Value::Array(parts) = answer.get_mut("responses")?.take() else {
        return None;
    };
    let part = |mut part: Value| {
        let status = part.get("status")?.as_u64()?;
        Some(Answer {
            status: u16::try_from(status).ok()?,
            body: part.get_mut("body").map(Value::take).unwrap_or_default(),
        })
    };
    parts.into_iter().map(part).collect()
}
