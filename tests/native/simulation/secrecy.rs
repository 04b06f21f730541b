//! What encryption promises: nothing leaves in the clear, nothing of outside comes in, and in the end all is sealed.

use maatwerk::store::Table;
use maatwerk::sync::machine::Request;
use maatwerk::sync::protocol::RecordError;
use serde_json::Value;

use super::batches::requests;
use super::oracle::tokens;
use super::world::World;

impl World {
    /// E1: nothing leaves an encrypted device in the clear, nor one that has seen that its team is.
    pub(super) fn judge_leak(&mut self, device: usize, request: &Request) {
        let sealed = self.devices[device].disk.has_team();
        let page = self.devices[device].page.as_ref();
        let report = page.and_then(|page| page.report.as_ref());
        let knows = report.is_some_and(|report| {
            report.unread.iter().any(|(id, why)| match why {
                RecordError::AwaitsKey => true,
                // It is sealed in place of what this device has had in the clear.
                RecordError::Foreign => self.has_revision(device, id.as_str()),
                _ => false,
            })
        });
        if !sealed && !knows {
            return;
        }
        let all = if request.at_root {
            requests(request)
        } else {
            vec![request.clone()]
        };
        for request in all {
            let Some(body) = &request.body else { continue };
            let body: Value = serde_json::from_str(body).unwrap_or_default();
            let data = &body["data"];
            let fields: Vec<&String> = data.as_object().unwrap().keys().collect();
            if fields != ["enc", "fmt", "id", "rev", "revs"] {
                self.faults.push(format!(
                    "E1: d{device} sends {fields:?} of {} in the clear",
                    request.path
                ));
            }
            let text = data["enc"]["c"].as_str().unwrap_or_default();
            if text.len() * 3 / 4 % 4096 > 16 {
                self.faults
                    .push(format!("E1: {} is not padded", request.path));
            }
        }
    }

    /// Whether a device has had a canvas in some revision.
    fn has_revision(&self, device: usize, id: &str) -> bool {
        let text = self.devices[device].disk.text(Table::Sync, id);
        let metadata: Value = serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default();
        metadata["doc"]["rev"].is_string()
    }

    /// E2: no device has taken in anything that no member has written.
    pub(super) fn outside(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (at, device) in self.devices.iter().enumerate() {
            for table in [Table::Canvas, Table::History, Table::Sync, Table::List] {
                for (key, text) in device.disk.texts(table) {
                    let taken: Vec<_> = tokens(&text)
                        .intersection(&self.team.outside)
                        .copied()
                        .collect();
                    if !taken.is_empty() {
                        faults.push(format!("E2: d{at} has {taken:?} of the server in {key}"));
                    }
                }
            }
        }
        faults
    }

    /// E2: the revision of what was taken in is one that a member has written.
    pub(super) fn judge_revision(&mut self, device: usize, id: &str) {
        if !self.config.encrypted || !self.devices[device].disk.has_team() {
            return;
        }
        let text = self.devices[device].disk.text(Table::Sync, id);
        let metadata: Value = serde_json::from_str(&text.unwrap_or_default()).unwrap_or_default();
        if let Some(rev) = metadata["doc"]["rev"].as_str()
            && !self.server.lineage.has(rev)
        {
            self.faults.push(format!(
                "E2: d{device} has {id} at {rev}, which nobody wrote"
            ));
        }
    }

    /// E3: in the end all is sealed on the server.
    pub(super) fn all_sealed(&self) -> Vec<String> {
        if !self.config.encrypted || self.team.keys.is_empty() {
            return Vec::new();
        }
        let live = self.server.all().filter_map(|(id, version)| {
            let data = version.data.as_ref()?;
            (data.get("fmt") != Some(&2.into())).then_some(id)
        });
        live.map(|id| format!("E3: {id} is still in the clear on the server"))
            .collect()
    }
}
