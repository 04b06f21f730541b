//! The network between devices and server, and what befalls the server.

use maatwerk::domain::canonical;
use maatwerk::sync::machine::{Answer, Event, Request};

use super::oracle::tokens;
use super::server::{Checked, Reply, Server};
use super::traits::Traits;
use super::world::{BEGIN, Coming, Network, World};

impl World {
    pub(super) fn send(&mut self, device: usize, serial: u64, request: Request) {
        let minute = (self.now - BEGIN) / 60_000;
        let count = self.requests.entry((device, minute)).or_default();
        *count += 1;
        if *count == 250 {
            self.faults.push(format!(
                "I6: d{device} sends without end in minute {minute}"
            ));
        }
        self.say(|| {
            format!(
                "d{device} > {} {} {:?}",
                request.method, request.path, request.headers
            )
        });
        let number = request.number;
        if let Some((device_, nth, fault)) = self.network
            && device_ == device
            && !self.ended
        {
            self.sent += 1;
            if self.sent == nth {
                return self.fault(device, serial, request, fault);
            }
        } else if self.network.is_none() {
            self.sent += 1;
        }
        if self.devices[device].offline_until > self.now {
            let at = self.dice.range(1, 3_000);
            return self.after(
                at,
                Coming::Hear(device, serial, Event::NetworkFailed(number)),
            );
        }
        let quick = self.dice.range(2, 300);
        if self.ended {
            return self.after(quick, Coming::Arrive(device, serial, request, true));
        }
        let Traits {
            drop,
            delay,
            twice,
            captive,
            busy,
            sign_in,
            refuses,
            wrong_address,
            slow,
            ..
        } = self.traits;
        if self.dice.chance(drop) {
            if self.dice.chance(500) {
                self.after(
                    quick,
                    Coming::Hear(device, serial, Event::NetworkFailed(number)),
                );
            }
            return;
        }
        if self.dice.chance(delay) {
            let hours = if self.dice.chance(200) { 48 } else { 1 };
            let at = self.dice.range(1_000, hours * 3_600_000);
            return self.after(at, Coming::Arrive(device, serial, request, true));
        }
        if self.dice.chance(twice) {
            let at = self.dice.range(1, 120_000);
            self.after(at, Coming::Arrive(device, serial, request.clone(), false));
        }
        let put = request.method == "PUT";
        let status = if self.dice.chance(captive) {
            Some(200)
        } else if self.dice.chance(sign_in) {
            Some(if self.dice.chance(500) { 401 } else { 403 })
        } else if self.dice.chance(busy) {
            self.dice.pick(&[409, 429, 500, 502, 503, 503]).copied()
        } else if put && self.dice.chance(refuses) {
            self.dice.pick(&[400, 413, 415, 422]).copied()
        } else if self.dice.chance(wrong_address) {
            self.dice.pick(&[404, 405, 410]).copied()
        } else {
            None
        };
        if let Some(status) = status {
            let body = if status == 200 {
                "<html>Welkom op het gastnetwerk</html>"
            } else {
                "{}"
            };
            let wait = self.dice.chance(300).then(|| self.dice.range(1, 90));
            let answer = Answer {
                number,
                status,
                wait,
                body: body.to_owned(),
            };
            return self.after(quick, Coming::Hear(device, serial, Event::Answer(answer)));
        }
        let slow = if slow > 0 && self.dice.chance(200) {
            self.dice.range(0, slow)
        } else {
            0
        };
        self.after(quick + slow, Coming::Arrive(device, serial, request, true));
    }

    /// The network does something to a request.
    pub(super) fn fault(&mut self, device: usize, serial: u64, request: Request, fault: Network) {
        let number = request.number;
        let answer = |status, body: &str| {
            let (wait, body) = (None, body.to_owned());
            Event::Answer(Answer {
                number,
                status,
                wait,
                body,
            })
        };
        match fault {
            Network::Lost => {}
            Network::Failed => self.after(
                20,
                Coming::Hear(device, serial, Event::NetworkFailed(number)),
            ),
            Network::Unheard => self.after(20, Coming::Arrive(device, serial, request, false)),
            Network::Twice => {
                self.after(20, Coming::Arrive(device, serial, request.clone(), true));
                self.after(90_000, Coming::Arrive(device, serial, request, false));
            }
            Network::Late => self.after(200_000, Coming::Arrive(device, serial, request, true)),
            Network::Strange => self.after(20, Coming::Hear(device, serial, answer(200, "<html>"))),
            Network::Broken => self.after(20, Coming::Hear(device, serial, answer(503, ""))),
            Network::Conflict => self.after(20, Coming::Hear(device, serial, answer(409, "{}"))),
        }
    }

    /// A request is at the server.
    pub(super) fn arrive(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        if serial < self.moved {
            return;
        }
        let checked = self.server.check(&request, self.now);
        match checked {
            Checked::Reply(reply) => self.reply(device, serial, request.number, reply, heard),
            Checked::Write(..) if self.server.switches.racy => {
                let gap = self.dice.range(0, 3_000);
                self.after(gap, Coming::Write(device, serial, request, heard));
            }
            Checked::Write(id, data, status) => {
                self.written(device, serial, &request, (id, data, status), heard)
            }
        }
    }

    /// A racy server writes what it checked a while ago.
    pub(super) fn write(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        let id = request.path.trim_start_matches("/records/").to_owned();
        let data = request.body.as_deref().map(|body| {
            let body: serde_json::Value = serde_json::from_str(body).unwrap();
            let mut data = body["data"].as_object().unwrap().clone();
            data.remove("id");
            data
        });
        self.written(device, serial, &request, (id, data, 200), heard);
    }

    pub(super) fn written(
        &mut self,
        device: usize,
        serial: u64,
        request: &Request,
        (id, data, status): (
            String,
            Option<serde_json::Map<String, serde_json::Value>>,
            u16,
        ),
        heard: bool,
    ) {
        if self.future.contains(&id) {
            self.faults
                .push(format!("{id} was written over though it is of a newer app"));
        }
        let late = self.server.switches.late;
        let delay = if late > 0 && self.dice.chance(300) {
            self.dice.range(0, late)
        } else {
            0
        };
        let time = self.now;
        self.say(|| {
            let rev = data.as_ref().map(|data| data["rev"].clone());
            let revs = data.as_ref().map(|data| data["revs"].to_string());
            let text = data.as_ref().map(canonical).unwrap_or_default();
            format!(
                "server writes {id} {rev:?} {revs:?} {:?} visible in {delay}",
                tokens(&text)
            )
        });
        let reply = self.server.write(&id, data, status, time, delay);
        self.reply(device, serial, request.number, reply, heard);
    }

    pub(super) fn reply(
        &mut self,
        device: usize,
        serial: u64,
        number: u64,
        reply: Reply,
        heard: bool,
    ) {
        if !heard {
            return;
        }
        let Traits {
            drop, cut, busy, ..
        } = self.traits;
        let mut answer = Answer {
            number,
            status: reply.status,
            wait: None,
            body: reply.body,
        };
        let at = self.dice.range(2, 300);
        if !self.ended {
            if self.dice.chance(drop) {
                return;
            }
            if self.dice.chance(busy / 3) {
                (answer.status, answer.body) = (503, String::new());
            } else if self.dice.chance(cut) {
                let end = answer.body.len() / 2;
                answer.body = answer.body.chars().take(end).collect();
            }
        }
        self.say(|| {
            format!(
                "server answers d{device} {} {}",
                answer.status,
                answer.body.len()
            )
        });
        self.after(at, Coming::Hear(device, serial, Event::Answer(answer)));
    }

    /// What happens to the server as a whole.
    pub(super) fn server_event(&mut self, step: u64) {
        if self.ended {
            return;
        }
        let time = self.now;
        let ids: Vec<String> = self.server.all().map(|(id, _)| id.clone()).collect();
        let Some(id) = self.dice.pick(&ids).cloned() else {
            return;
        };
        let rev = format!("{:016x}", self.dice.bits());
        match step {
            1 if self.traits.restores => self.backup = Some(self.server.clone()),
            3 if self.traits.restores => {
                if let Some(backup) = self.backup.take() {
                    self.say(|| "server goes back to its backup".to_owned());
                    self.server.restore(&backup);
                }
            }
            2 if self.traits.wiped => {
                self.say(|| "server is wiped".to_owned());
                self.server.restore(&Server::default());
            }
            _ if self.traits.purges => {
                self.say(|| "server forgets what was removed".to_owned());
                self.server.purge();
            }
            2 if self.traits.poison => {
                self.say(|| format!("{id} is of 2100"));
                self.server.poison(&id);
            }
            1 if self.traits.future && self.server.future(&id, time, &rev, true) => {
                self.say(|| format!("{id} gets fields of a newer app"));
            }
            3 if self.traits.future && self.server.future(&id, time, &rev, false) => {
                self.say(|| format!("{id} becomes a newer app's"));
                self.future.insert(id);
            }
            _ => {}
        }
    }

    /// Whether a removed canvas may come back from somewhere.
    pub(super) fn revives(&self) -> bool {
        let again = matches!(self.network, Some((_, _, Network::Twice | Network::Late)));
        again || self.traits.revives()
    }
}
