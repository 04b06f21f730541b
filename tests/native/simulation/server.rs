//! A model of the server: as it should be, or as bad as real ones are.

use std::collections::BTreeMap;
use std::rc::Rc;

use maatwerk::sync::machine::Request;
use serde_json::{Map, Value, json};

/// A day ahead is as far as a cursor may be.
const AHEAD_MS: u64 = 24 * 3_600_000;

/// The year 2100, which someone's clock has.
const POISON: u64 = 4_102_444_800_000;

/// How the server errs.
#[derive(Clone, Debug, Default)]
pub(super) struct Switches {
    /// Checks first and writes later, as a real one does where transactions see what others have not yet written.
    pub(super) racy: bool,
    /// A write becomes visible up to so many milliseconds after later ones.
    pub(super) late: u64,
    /// The most records of a page.
    pub(super) cap: usize,
}

/// A version of a record.
#[derive(Clone, Debug)]
pub(super) struct Version {
    pub(super) lm: u64,
    /// None for a tombstone.
    pub(super) data: Option<Map<String, Value>>,
    visible: u64,
    /// How it is shown; most of what a life asks for was asked for before.
    text: Rc<str>,
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
}

/// What a request came to before it is written.
pub(super) enum Checked {
    /// Nothing is to be written.
    Reply(Reply),
    /// This is to be written.
    Write(String, Option<Map<String, Value>>, u16),
}

/// One team's records.
#[derive(Clone, Debug, Default)]
pub(super) struct Server {
    pub(super) switches: Switches,
    records: BTreeMap<String, Vec<Rc<Version>>>,
    last: u64,
    /// Why the server has to be ashamed of its client.
    pub(super) faults: Vec<String>,
    pub(super) writes: u64,
}

fn reply(status: u16, body: &Value) -> Reply {
    Reply {
        status,
        body: body.to_string(),
    }
}

fn error(status: u16) -> Reply {
    reply(
        status,
        &json!({ "code": status, "errno": 999, "error": "", "message": "" }),
    )
}

impl Version {
    fn new(id: &str, lm: u64, data: Option<Map<String, Value>>, visible: u64) -> Rc<Self> {
        let mut shown = data.clone().unwrap_or_default();
        shown.insert("id".to_owned(), id.into());
        shown.insert("last_modified".to_owned(), lm.into());
        if data.is_none() {
            shown.insert("deleted".to_owned(), true.into());
        }
        let text = Value::from(shown).to_string().into();
        Rc::new(Self {
            lm,
            data,
            visible,
            text,
        })
    }

    /// Only some of its fields.
    fn brief(&self, id: &str, fields: &str) -> String {
        let mut row = json!({ "id": id });
        for field in fields.split(',') {
            let value = match field {
                "last_modified" => Some(self.lm.into()),
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

    /// The newest version of a record, committed or not.
    fn newest(&self, id: &str) -> Option<&Rc<Version>> {
        self.records.get(id)?.last()
    }

    /// What everyone sees in the end.
    pub(super) fn all(&self) -> impl Iterator<Item = (&String, &Version)> {
        self.records
            .iter()
            .filter_map(|(id, versions)| Some((id, &**versions.last()?)))
    }

    /// Answers a request that writes nothing, or checks one that does.
    pub(super) fn check(&mut self, request: &Request, now: u64) -> Checked {
        let Some(id) = request.path.strip_prefix("/records/") else {
            return Checked::Reply(self.list(request, now));
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
            return Checked::Reply(match current {
                Some(version) => Reply {
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
            return Checked::Reply(error(404));
        }
        let right = match (&matches, &current) {
            (Some(wanted), Some(version)) => *wanted == format!("\"{}\"", version.lm),
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
            return Checked::Reply(Reply { status: 412, body });
        }
        if request.method == "DELETE" {
            return Checked::Write(id.to_owned(), None, 200);
        }
        let body: Value = serde_json::from_str(request.body.as_deref().unwrap()).unwrap();
        let Value::Object(mut data) = body["data"].clone() else {
            return Checked::Reply(error(400));
        };
        if data.contains_key("last_modified") {
            self.faults
                .push(format!("a last_modified of the client's in {id}"));
        }
        assert_eq!(data.remove("id"), Some(id.into()));
        let status = if current.is_some() { 200 } else { 201 };
        Checked::Write(id.to_owned(), Some(data), status)
    }

    /// Writes what was checked.
    pub(super) fn write(
        &mut self,
        id: &str,
        data: Option<Map<String, Value>>,
        status: u16,
        now: u64,
        delay: u64,
    ) -> Reply {
        self.writes += 1;
        self.last = now.max(self.last + 1);
        let version = Version::new(id, self.last, data, now + delay);
        let body = format!(r#"{{"permissions":{{}},"data":{}}}"#, version.text);
        let answer = Reply { status, body };
        let versions = self.records.entry(id.to_owned()).or_default();
        versions.retain(|version| version.visible > now || version.data.is_some());
        if versions.len() > 3 {
            versions.remove(0);
        }
        versions.push(version);
        answer
    }

    fn list(&mut self, request: &Request, now: u64) -> Reply {
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
        let mut rows: Vec<(&String, &Version)> = Vec::new();
        for (id, versions) in &self.records {
            let seen = versions.iter().rev().find(|it| it.visible <= now);
            rows.extend(seen.filter(|it| it.lm > since).map(|it| (id, &**it)));
        }
        rows.sort_by_key(|(_, version)| version.lm);
        rows.truncate(limit.min(self.switches.cap.max(1)));
        let fields = value("_fields");
        let rows: Vec<String> = rows
            .into_iter()
            .map(|(id, version)| match &fields {
                Some(fields) => version.brief(id, fields),
                None => version.text.to_string(),
            })
            .collect();
        let body = format!(r#"{{"data":[{}]}}"#, rows.join(","));
        Reply { status: 200, body }
    }

    /// Everything that was written becomes visible.
    pub(super) fn settle(&mut self) {
        for version in self.records.values_mut().flatten() {
            Rc::make_mut(version).visible = 0;
        }
        self.switches = Switches {
            cap: 100,
            ..Switches::default()
        };
    }

    /// Forgets what was removed.
    pub(super) fn purge(&mut self) {
        self.records
            .retain(|_, versions| versions.last().is_some_and(|it| it.data.is_some()));
    }

    /// A backup is put back.
    pub(super) fn restore(&mut self, backup: &Self) {
        (self.records, self.last) = (backup.records.clone(), backup.last);
    }

    /// Someone whose clock is in 2100 touches a record.
    pub(super) fn poison(&mut self, id: &str) {
        if let Some(version) = self.newest(id).cloned() {
            self.last = self.last.max(POISON) + 1;
            let version = Version::new(id, self.last, version.data.clone(), 0);
            self.records.insert(id.to_owned(), vec![version]);
        }
    }

    /// A newer app writes a record, in a form of its own or with fields of its own.
    pub(super) fn future(&mut self, id: &str, now: u64, rev: &str, readable: bool) -> bool {
        let Some(mut data) = self.newest(id).and_then(|newest| newest.data.clone()) else {
            return false;
        };
        let mut revs = vec![data["rev"].clone()];
        revs.extend(data["revs"].as_array().unwrap().iter().take(31).cloned());
        data.insert("rev".to_owned(), rev.into());
        data.insert("revs".to_owned(), revs.into());
        data.insert("toekomst".to_owned(), json!({ "wat": rev }));
        if readable {
            data["doc"]["toekomst"] = json!({ "wat": rev });
        } else {
            data.insert("fmt".to_owned(), 2.into());
        }
        self.write(id, Some(data), 200, now, 0);
        true
    }
}
