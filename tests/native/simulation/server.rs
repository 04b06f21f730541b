//! A model of the server: correct, or as faulty as real ones are.

use std::collections::BTreeMap;
use std::rc::Rc;

use maatwerk::sync::machine::Request;
use serde_json::{Map, Value, json};

use super::batches::BatchFault;
use super::lineage::Lineage;

/// How far ahead of the server's time a cursor may be: a day, in milliseconds.
const AHEAD_MS: u64 = 24 * 3_600_000;

/// The year 2100 in milliseconds, as on a device with a wrong clock.
const POISON: u64 = 4_102_444_800_000;

/// The server's faults, each switched on or off.
#[derive(Clone, Debug, Default)]
pub(super) struct Switches {
    /// It checks first and writes later, as real servers do whose transactions don't isolate
    /// uncommitted writes.
    pub(super) racy: bool,
    /// A write becomes visible up to this many milliseconds after later ones.
    pub(super) late: u64,
    /// The maximum number of records in a page.
    pub(super) cap: usize,
    /// A list never ends.
    pub(super) endless: bool,
    /// It responds to everything with 503.
    pub(super) down: bool,
    /// The number of requests in a batch; 0 if it has no batches.
    pub(super) batch: usize,
    /// How it fails on every batch.
    pub(super) batch_fault: BatchFault,
}

/// The form in which a newer app writes a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A readable record with unknown fields.
    Fields,
    /// A record of a newer format.
    Record,
    /// A document of a newer format.
    Document,
    /// An invalid order key.
    OrderKey,
    /// No revision.
    NoRevision,
}

impl Form {
    /// The forms that can't be read.
    pub(super) const UNREAD: [Self; 4] = [
        Self::Record,
        Self::Document,
        Self::OrderKey,
        Self::NoRevision,
    ];
}

/// One version of a record.
#[derive(Clone, Debug)]
pub(super) struct SavedVersion {
    pub(super) last_modified: u64,
    /// `None` for a tombstone.
    pub(super) data: Option<Map<String, Value>>,
    visible: u64,
    /// The serialized record, cached because a run mostly serves the same versions again.
    text: Rc<str>,
}

/// A response of the server.
#[derive(Clone, Debug)]
pub(super) struct ServerReply {
    pub(super) status: u16,
    pub(super) body: String,
}

/// The result of checking a request, before anything is written.
pub(super) enum Checked {
    /// Nothing to write; the response.
    ServerReply(ServerReply),
    /// A checked write: the record's id, its data or `None` for a tombstone, and the response's
    /// status.
    Write(String, Option<Map<String, Value>>, u16),
}

/// The records of one team.
#[derive(Clone, Debug, Default)]
pub(super) struct Server {
    pub(super) switches: Switches,
    records: BTreeMap<String, Vec<Rc<SavedVersion>>>,
    last: u64,
    pub(super) lineage: Lineage,
    /// Violations of the protocol by clients.
    pub(super) faults: Vec<String>,
    pub(super) writes: u64,
}

fn reply(status: u16, body: &Value) -> ServerReply {
    ServerReply {
        status,
        body: body.to_string(),
    }
}

pub(super) fn error(status: u16) -> ServerReply {
    reply(
        status,
        &json!({ "code": status, "errno": 999, "error": "", "message": "" }),
    )
}

impl SavedVersion {
    fn new(
        id: &str,
        last_modified: u64,
        data: Option<Map<String, Value>>,
        visible: u64,
    ) -> Rc<Self> {
        let mut shown = data.clone().unwrap_or_default();
        shown.insert("id".to_owned(), id.into());
        shown.insert("last_modified".to_owned(), last_modified.into());
        if data.is_none() {
            shown.insert("deleted".to_owned(), true.into());
        }
        let text = Value::from(shown).to_string().into();
        Rc::new(Self {
            last_modified,
            data,
            visible,
            text,
        })
    }

    /// The record with only the requested fields.
    fn brief(&self, id: &str, fields: &str) -> String {
        let mut row = json!({ "id": id });
        for field in fields.split(',') {
            let value = match field {
                "last_modified" => Some(self.last_modified.into()),
                "deleted" => self.data.is_none().then_some(true.into()),
                field => self.data.as_ref().and_then(|data| data.get(field)).cloned(),
            };
            if let Some(value) = value {
                row[field] = value;
            }
        }
        row.to_string()
    }
}

impl Server {
    pub(super) fn new(switches: Switches) -> Self {
        Self {
            switches,
            ..Self::default()
        }
    }

    /// The newest version of a record, visible or not.
    fn newest(&self, id: &str) -> Option<&Rc<SavedVersion>> {
        self.records.get(id)?.last()
    }

    /// The newest version of each record.
    pub(super) fn all(&self) -> impl Iterator<Item = (&String, &SavedVersion)> {
        self.records
            .iter()
            .filter_map(|(id, versions)| Some((id, &**versions.last()?)))
    }

    /// Responds to a request that reads, or checks one that writes.
    pub(super) fn check(&mut self, request: &Request, now: u64) -> Checked {
        if self.switches.down {
            return Checked::ServerReply(error(503));
        }
        let Some(id) = request.path.strip_prefix("/records/") else {
            return Checked::ServerReply(self.list(request, now));
        };
        let current = self
            .newest(id)
            .filter(|version| version.data.is_some())
            .cloned();
        let header = |name: &str| {
            let found = request.headers.iter().find(|(its, _)| *its == name);
            found.map(|(_, value)| value.clone())
        };
        let (matches, none) = (header("If-Match"), header("If-None-Match"));
        if request.method == "GET" {
            return Checked::ServerReply(match current {
                Some(version) => ServerReply {
                    status: 200,
                    body: format!(r#"{{"data":{}}}"#, version.text),
                },
                None => error(404),
            });
        }
        if matches.is_some() == none.is_some() {
            self.faults
                .push(format!("I4: a blind {} of {id}", request.method));
        }
        if request.method == "DELETE" && current.is_none() {
            return Checked::ServerReply(error(404));
        }
        let right = match (&matches, &current) {
            (Some(wanted), Some(version)) => *wanted == format!("\"{}\"", version.last_modified),
            (Some(_), None) => false,
            (None, Some(_)) => none.is_none(),
            (None, None) => true,
        };
        if !right {
            let details = current.map(|version| {
                let existing = &version.text;
                format!(r#","details":{{"existing":{existing}}}"#)
            });
            let details = details.unwrap_or_default();
            let body =
                format!(r#"{{"code":412,"errno":114,"error":"Precondition Failed"{details}}}"#);
            return Checked::ServerReply(ServerReply { status: 412, body });
        }
        if request.method == "DELETE" {
            return Checked::Write(id.to_owned(), None, 200);
        }
        let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let Value::Object(mut data) = body["data"].clone() else {
            return Checked::ServerReply(error(400));
        };
        if data.contains_key("last_modified") {
            self.faults
                .push(format!("a last_modified of the client's in {id}"));
        }
        assert_eq!(data.remove("id"), Some(id.into()));
        let status = if current.is_some() { 200 } else { 201 };
        Checked::Write(id.to_owned(), Some(data), status)
    }

    /// Performs a checked write.
    pub(super) fn write(
        &mut self,
        id: &str,
        data: Option<Map<String, Value>>,
        status: u16,
        now: u64,
        delay: u64,
    ) -> ServerReply {
        self.writes += 1;
        self.last = now.max(self.last + 1);
        if let Some(data) = &data {
            self.lineage.add(data);
        }
        let version = SavedVersion::new(id, self.last, data, now + delay);
        let body = format!(r#"{{"permissions":{{}},"data":{}}}"#, version.text);
        let answer = ServerReply { status, body };
        let versions = self.records.entry(id.to_owned()).or_default();
        versions.retain(|version| version.visible > now || version.data.is_some());
        if versions.len() > 3 {
            versions.remove(0);
        }
        versions.push(version);
        answer
    }

    fn list(&mut self, request: &Request, now: u64) -> ServerReply {
        let value = |name: &str| {
            let all = request
                .query
                .split('&')
                .filter_map(|pair| pair.split_once('='));
            all.filter(|(its, _)| *its == name)
                .map(|(_, value)| value.to_owned())
                .next()
        };
        let since: u64 = value("_since").unwrap().parse().unwrap();
        let limit: usize = value("_limit").unwrap().parse().unwrap();
        assert_eq!(value("_sort").as_deref(), Some("last_modified"));
        if since > now + AHEAD_MS {
            return error(400);
        }
        let mut rows: Vec<(&String, &SavedVersion)> = Vec::new();
        for (id, versions) in &self.records {
            let seen = versions.iter().rev().find(|it| it.visible <= now);
            rows.extend(
                seen.filter(|it| it.last_modified > since)
                    .map(|it| (id, &**it)),
            );
        }
        rows.sort_by_key(|(_, version)| version.last_modified);
        let limit = limit.min(self.switches.cap.max(1));
        rows.truncate(limit);
        let missing = limit - rows.len();
        let fields = value("_fields");
        let mut rows: Vec<String> = rows
            .into_iter()
            .map(|(id, version)| match &fields {
                Some(fields) => version.brief(id, fields),
                None => version.text.to_string(),
            })
            .collect();
        for _ in 0..if self.switches.endless { missing } else { 0 } {
            self.last = self.last.max(since) + 1;
            let ghost = json!({ "id": format!("ghost-{}", self.last), "last_modified": self.last, "deleted": true });
            rows.push(ghost.to_string());
        }
        let body = format!(r#"{{"data":[{}]}}"#, rows.join(","));
        ServerReply { status: 200, body }
    }

    /// Makes every write visible.
    pub(super) fn settle(&mut self) {
        for version in self.records.values_mut().flatten() {
            Rc::make_mut(version).visible = 0;
        }
        self.switches = Switches {
            cap: 100,
            batch: self.switches.batch,
            ..Switches::default()
        };
    }

    /// Undoes all writes since `before`. Numbers that were handed out are not used again.
    pub(super) fn undo(&mut self, before: Self) {
        (self.records, self.writes) = (before.records, before.writes);
    }

    /// Purges the tombstones.
    pub(super) fn purge(&mut self) {
        self.records
            .retain(|_, versions| versions.last().is_some_and(|it| it.data.is_some()));
    }

    /// Restores a backup.
    pub(super) fn restore(&mut self, backup: &Self) {
        (self.records, self.last) = (backup.records.clone(), backup.last);
    }

    /// Rewrites a record as a device whose clock is in 2100.
    pub(super) fn poison(&mut self, id: &str) {
        if let Some(version) = self.newest(id).cloned() {
            self.last = self.last.max(POISON) + 1;
            let version = SavedVersion::new(id, self.last, version.data.clone(), 0);
            self.records.insert(id.to_owned(), vec![version]);
        }
    }

    /// Says that a record was removed at some time of its own choice.
    pub(super) fn forge_tombstone(&mut self, id: &str, last_modified: u64) {
        let version = SavedVersion::new(id, last_modified, None, 0);
        self.records.insert(id.to_owned(), vec![version]);
    }

    /// Rewrites a record as a newer app would. Returns whether it exists.
    pub(super) fn future(&mut self, id: &str, now: u64, rev: &str, form: Form) -> bool {
        let Some(mut data) = self.newest(id).and_then(|newest| newest.data.clone()) else {
            return false;
        };
        let mut revs = vec![data["rev"].clone()];
        revs.extend(data["revs"].as_array().unwrap().iter().take(31).cloned());
        data.insert("rev".to_owned(), rev.into());
        data.insert("revs".to_owned(), revs.into());
        data.insert("toekomst".to_owned(), json!({ "wat": rev }));
        match form {
            Form::Fields => data["doc"]["toekomst"] = json!({ "wat": rev }),
            Form::Record => drop(data.insert("fmt".to_owned(), 3.into())),
            Form::Document => data["doc"]["formaat"] = 2.into(),
            Form::OrderKey => {
                let action = json!({ "volgorde": "", "vak": "zelfDoen", "wat": "" });
                let id = format!("{:032x}", 77);
                data["doc"]["acties"] = json!({ id: action });
            }
            Form::NoRevision => drop(data.remove("rev")),
        }
        self.write(id, Some(data), 200, now, 0);
        true
    }

    /// Changes a document under the same revision. Returns its text before and after.
    pub(super) fn rewrite(&mut self, id: &str, now: u64, word: &str) -> Option<(String, String)> {
        let mut data = self.newest(id)?.data.clone()?;
        let before = data["doc"].to_string();
        data["doc"]["doorbraak"] = json!({ "tekst": word });
        let after = data["doc"].to_string();
        self.write(id, Some(data), 200, now, 0);
        Some((before, after))
    }
}
