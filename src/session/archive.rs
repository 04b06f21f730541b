//! Sending an approved plan to the archive that the host page names.

use serde_json::Value;

use crate::sync::http::SignIn;
use crate::sync::machine::Request;

use super::parts::Part;
use super::workspace::Workspace;

/// Why a plan wasn't archived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// The address is none that a plan may be sent to: `https://`, or this machine's.
    Address,
    /// There was no response.
    Silent,
    /// The archive asks for a sign-in, or doesn't let this user in.
    SignIn,
    /// The archive refused the plan, or failed, with this status.
    Refused(u16),
}

impl Workspace {
    /// Sends a bundle to an archive, with the host page's token where it gives one, else with the cookies of its
    /// session. Returns the address at which the plan is kept; empty if the archive tells none.
    ///
    /// # Errors
    ///
    /// [`ArchiveError`]; nothing is known to be kept then, and it can be sent again.
    pub async fn archive(&self, address: &str, bundle: String) -> Result<String, ArchiveError> {
        let environment = self.environment();
        let base = environment.base_url(address);
        let base = base.ok_or(ArchiveError::Address)?;
        if !Part::Engine.load().await {
            return Err(ArchiveError::Silent);
        }
        let token = self.host().token().await;
        let sign_in = token.map_or(SignIn::Cookie, |token| SignIn::bearer(&token));
        let mut request = Request::new("POST");
        request.body = Some(bundle);
        let reply = environment.send(base, request, sign_in).await;
        let reply = reply.ok_or(ArchiveError::Silent)?;
        match reply.status {
            200..=299 => Ok(address_in(&reply.body)),
            401 | 403 => Err(ArchiveError::SignIn),
            status => Err(ArchiveError::Refused(status)),
        }
    }
}

/// The address in a response; empty for one that is no link to a page.
fn address_in(body: &str) -> String {
    let found: Option<Value> = serde_json::from_str(body).ok();
    let url = found.as_ref().and_then(|it| it.get("url")?.as_str());
    let is_link = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    url.filter(is_link).unwrap_or_default().to_owned()
}
