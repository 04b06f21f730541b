//! The optional part of the protocol: the server's root, and its batches with their faults.

use maatwerk::sync::machine::Request;
use serde_json::{Value, json};

use super::server::{Checked, ServerReply, error};
use super::world::World;

/// How a server fails on a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum BatchFault {
    /// It doesn't.
    #[default]
    None,
    /// It has an error of its own on one write and undoes all of them, though the answers to the
    /// others tell that they succeeded.
    Undone,
    /// It carries out only a part, and answers only that.
    Part,
    /// It leaves out the answer to one write.
    Short,
    /// It carries out nothing, as what passes large requests on is broken.
    Refused,
}

impl BatchFault {
    /// All that are one.
    pub(super) const ALL: [Self; 4] = [Self::Undone, Self::Part, Self::Short, Self::Refused];
}

impl World {
    /// A request arrives at the server's root.
    pub(super) fn arrive_at_root(
        &mut self,
        device: usize,
        serial: u64,
        request: &Request,
        heard: bool,
    ) {
        let most = self.server.switches.batch;
        let reply = match (self.server.switches.down, most, request.method) {
            (true, ..) => error(503),
            (_, 0, _) => error(404),
            (_, _, "GET") => ServerReply {
                status: 200,
                body: json!({ "settings": { "batch_max_requests": most } }).to_string(),
            },
            _ => self.batch(device, request, most),
        };
        self.reply(device, serial, request.number, reply, heard);
    }

    fn batch(&mut self, device: usize, request: &Request, most: usize) -> ServerReply {
        let requests = requests(request);
        if requests.len() > most {
            let fault = format!("a batch of {} requests, over {most}", requests.len());
            self.server.faults.push(fault);
            return error(400);
        }
        let fault = self.batch_fault();
        let at = usize::try_from(self.later.range(0, requests.len() as u64 - 1)).unwrap();
        if fault == BatchFault::Refused {
            return error(*self.later.pick(&[403, 405, 413, 502, 503]).unwrap());
        }
        self.trace(|| format!("batch of {}, {fault:?} at {at}", requests.len()));
        let before = self.server.clone();
        let mut answers = Vec::new();
        for (nth, request) in requests.iter().enumerate() {
            let reply = match (fault, nth == at) {
                (BatchFault::Part, true) => break,
                (BatchFault::Undone, true) => error(*self.later.pick(&[409, 500, 503]).unwrap()),
                _ => self.carry_out(device, request),
            };
            let (status, body) = (reply.status, reply.body);
            answers.push(format!(r#"{{"status":{status},"body":{body}}}"#));
        }
        match fault {
            BatchFault::Undone => self.server.undo(before),
            BatchFault::Short => drop(answers.remove(at)),
            _ => {}
        }
        ServerReply {
            status: 200,
            body: format!(r#"{{"responses":[{}]}}"#, answers.join(",")),
        }
    }

    fn batch_fault(&mut self) -> BatchFault {
        let planned = self.server.switches.batch_fault;
        if planned != BatchFault::None || self.ended || !self.later.chance(250) {
            return planned;
        }
        *self.later.pick(&BatchFault::ALL).unwrap()
    }

    fn carry_out(&mut self, device: usize, request: &Request) -> ServerReply {
        match self.server.check(request, self.now) {
            Checked::ServerReply(reply) => reply,
            Checked::Write(id, data, status) => self.store(device, (id, data, status)),
        }
    }
}

/// The requests in a batch.
pub(super) fn requests(batch: &Request) -> Vec<Request> {
    let body: Value = serde_json::from_str(batch.body.as_deref().unwrap_or("{}")).unwrap();
    let parts = body["requests"].as_array().cloned().unwrap_or_default();
    let request = |part: Value| {
        assert_eq!(part["method"], "PUT", "only writes are sent in batches");
        let header = |name: &'static str| {
            let value = part["headers"].get(name)?.as_str()?;
            Some((name, value.to_owned()))
        };
        Request {
            number: batch.number,
            method: "PUT",
            path: part["path"].as_str().unwrap().to_owned(),
            at_root: false,
            query: String::new(),
            headers: ["If-Match", "If-None-Match"]
                .into_iter()
                .filter_map(header)
                .collect(),
            body: Some(part["body"].to_string()),
        }
    };
    parts.into_iter().map(request).collect()
}
