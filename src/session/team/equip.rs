//! What the store needs before a team that is encrypted is synced: the ciphers, and the host page's keys.

use std::rc::Rc;

use serde_json::Value;
use zeroize::Zeroizing;

use crate::crypto::{TeamKey, TeamRing};
use crate::session::host::HostPage;
use crate::session::services::Services;
use crate::session::vault::nonces;
use crate::store::{AWAITS_KEY, FOREIGN, Store, TeamTools};

/// Gives the store the ciphers. Asks the host page for each key that the team is known to use and that this device
/// doesn't store: those it gives are used, and never stored.
pub(super) async fn equip(services: Rc<Services>, host: Rc<HostPage>) {
    let store = services.store();
    let nonces = nonces(services.environment());
    let Ok(team) = store.team().await else { return };
    let mut given = Vec::new();
    if host.gives_keys() {
        let namespace = services.namespace().namespace.as_str().to_owned();
        let stored = |kid: &str| team.ring().is_some_and(|ring| ring.key(kid).is_some());
        for kid in wanted(store, team.ring()).await {
            if !stored(&kid)
                && let Some(bytes) = host.team_key(&namespace, Some(&kid)).await
            {
                given.extend(host_key(&bytes).filter(|key| key.kid() == kid));
            }
        }
        let news = |key: &&TeamKey| {
            team.ring()
                .is_none_or(|ring| ring.kids().all(|it| it != key.kid()))
        };
        for key in given.iter().filter(news) {
            // The page's own key fits what the server has: so the team is encrypted.
            let known = store.change_team(|team| Some(with_host(team.ring(), key)));
            if known.await.is_err() {
                return;
            }
        }
    }
    store.use_team_tools(TeamTools::new(nonces, given));
}

/// The ring that knows of a key of the host page.
pub(super) fn with_host(ring: Option<&TeamRing>, key: &TeamKey) -> TeamRing {
    match ring {
        Some(ring) => ring.clone().with_host(key),
        None => TeamRing::of_host(key),
    }
}

/// A key of the host page, which gives it no number.
pub(super) fn host_key(bytes: &[u8]) -> Option<TeamKey> {
    let key = <[u8; 32]>::try_from(bytes).ok()?;
    Some(TeamKey::new(0, Zeroizing::new(key)))
}

/// The names of the keys of the ring, and of those that records wait for.
async fn wanted(store: &Store, ring: Option<&TeamRing>) -> Vec<String> {
    let mut kids: Vec<String> = ring
        .into_iter()
        .flat_map(TeamRing::kids)
        .map(str::to_owned)
        .collect();
    let Ok(overview) = store.sync_overview().await else {
        return kids;
    };
    let waits = |found: Option<(u32, u64)>| {
        found.is_some_and(|(why, _)| matches!(why, AWAITS_KEY | FOREIGN))
    };
    for (id, _) in overview.metadata.iter().filter(|(_, it)| waits(it.newer)) {
        let text = store.unread_text(id).await.ok().flatten();
        let record: Value = serde_json::from_str(&text.unwrap_or_default().1).unwrap_or_default();
        let kid = record
            .get("enc")
            .and_then(|it| it.get("kid"))
            .and_then(Value::as_str);
        if let Some(kid) = kid.filter(|kid| kids.iter().all(|its| its != kid)) {
            kids.push(kid.to_owned());
        }
    }
    kids
}
