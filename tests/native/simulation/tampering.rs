//! A server that tampers with what is sealed.

use serde_json::{Value, json};

use super::team::SimTeam;
use super::world::World;

impl World {
    /// What the server makes of a response to a device.
    pub(super) fn tamper(&mut self, device: usize, body: String) -> String {
        let body = if self.devices[device].old {
            // An app that knows no sealed records takes them for those of a newer one.
            body.replace("\"fmt\":2,", "\"fmt\":3,")
        } else {
            body
        };
        let tampers = self.config.tampers;
        if self.ended || tampers == 0 || !body.contains("\"enc\"") {
            return body;
        }
        if !self.team.rng.chance(tampers) {
            return body;
        }
        let Ok(mut whole) = serde_json::from_str::<Value>(&body) else {
            return body;
        };
        let mut records = Vec::new();
        let place = if whole.get("data").is_some() {
            "/data"
        } else {
            "/details/existing"
        };
        match whole.pointer_mut(place) {
            Some(Value::Array(rows)) => records.extend(rows.iter_mut()),
            found => records.extend(found),
        }
        records.retain(|it| it.get("enc").is_some());
        let at = self.team.rng.range(0, 1_000);
        let count = records.len().max(1);
        let Some(record) = records
            .into_iter()
            .nth(usize::try_from(at).unwrap() % count)
        else {
            return body;
        };
        let how = self.forge(record);
        self.trace(|| format!("server tampers with {}: {how}", record["id"]));
        whole.to_string()
    }

    fn forge(&mut self, record: &mut Value) -> &'static str {
        let id = record["id"].as_str().unwrap_or_default().to_owned();
        let team = &mut self.team;
        let rev = format!("{:016x}", team.rng.bits());
        let past = |mine: bool, team: &mut SimTeam| {
            let all = team.past.iter();
            let fit = all.filter(|(its, data)| (*its == id) == mine && data.contains_key("enc"));
            let fit: Vec<_> = fit.cloned().collect();
            team.rng.pick(&fit).cloned()
        };
        match team.rng.range(0, 7) {
            0 => {
                if let Some((_, other)) = past(false, team) {
                    record["enc"] = other["enc"].clone();
                }
                "swapped"
            }
            1 => {
                if let Some((_, older)) = past(true, team) {
                    for name in ["enc", "rev", "revs"] {
                        record[name] = older[name].clone();
                    }
                }
                "replayed"
            }
            2 => {
                if let Some((_, older)) = past(true, team) {
                    record["enc"] = older["enc"].clone();
                }
                "older text"
            }
            3 => {
                let text = record["enc"]["c"].as_str().unwrap_or_default();
                record["enc"]["c"] = text[..text.len() / 8 * 4].into();
                "truncated"
            }
            4 => {
                let mut revs = vec![record["rev"].clone()];
                revs.extend(record["revs"].as_array().cloned().unwrap_or_default());
                revs.truncate(32);
                (record["rev"], record["revs"]) = (rev.into(), revs.into());
                "forged revision"
            }
            5 => {
                record["enc"]["kid"] = rev.into();
                "forged key"
            }
            kind => {
                let word = self.oracle.token();
                self.team.outside.insert(word);
                let text = format!("w{word:05}");
                record["fmt"] = 1.into();
                record.as_object_mut().unwrap().remove("enc");
                record["doc"] = json!({ "formaat": 1, "id": id, "perspectief": { "tekst": text } });
                if kind == 6 {
                    record["revs"] = json!([record["rev"].clone()]);
                    record["rev"] = rev.into();
                }
                "in the clear"
            }
        }
    }
}
