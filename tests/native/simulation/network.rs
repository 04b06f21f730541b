//! The network between devices and server, and the faults of the server as a whole.

use maatwerk::domain::{canonical, read_document};
use maatwerk::sync::machine::{Event, Reply, Request};

use super::config::Config;
use super::oracle::{Sure, tokens};
use super::people::standing;
use super::server::{Checked, Form, Server, ServerReply};
use super::world::{Network, World, WorldEvent};

impl World {
    pub(super) fn send(&mut self, device: usize, serial: u64, request: Request) {
        self.judge_effort(device, &request);
        self.judge_leak(device, &request);
        self.trace(|| {
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
            let at = self.rng.range(1, 3_000);
            return self.after(
                at,
                WorldEvent::Hear(device, serial, Event::NetworkFailed(number)),
            );
        }
        let quick = self.rng.range(2, 300);
        if self.ended {
            return self.after(quick, WorldEvent::Arrive(device, serial, request, true));
        }
        let Config {
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
        } = self.config;
        if self.rng.chance(drop) {
            if self.rng.chance(500) {
                self.after(
                    quick,
                    WorldEvent::Hear(device, serial, Event::NetworkFailed(number)),
                );
            }
            return;
        }
        if self.rng.chance(delay) {
            let hours = if self.rng.chance(200) { 48 } else { 1 };
            let at = self.rng.range(1_000, hours * 3_600_000);
            return self.after(at, WorldEvent::Arrive(device, serial, request, true));
        }
        if self.rng.chance(twice) {
            let at = self.rng.range(1, 120_000);
            self.after(
                at,
                WorldEvent::Arrive(device, serial, request.clone(), false),
            );
        }
        let put = request.method == "PUT";
        let status = if self.rng.chance(captive) {
            Some(200)
        } else if self.rng.chance(sign_in) {
            Some(if self.rng.chance(500) { 401 } else { 403 })
        } else if self.rng.chance(busy) {
            self.rng.pick(&[409, 429, 500, 502, 503, 503]).copied()
        } else if put && self.rng.chance(refuses) {
            self.rng.pick(&[400, 413, 415, 422]).copied()
        } else if self.rng.chance(wrong_address) {
            self.rng.pick(&[404, 405, 410]).copied()
        } else {
            None
        };
        if let Some(status) = status {
            let body = if status == 200 {
                "<html>Welkom op het gastnetwerk</html>"
            } else {
                "{}"
            };
            let wait = self.rng.chance(300).then(|| self.rng.range(1, 90));
            let answer = Reply {
                number,
                status,
                wait,
                body: body.to_owned(),
            };
            return self.after(
                quick,
                WorldEvent::Hear(device, serial, Event::Reply(answer)),
            );
        }
        let slow = if slow > 0 && self.rng.chance(200) {
            self.rng.range(0, slow)
        } else {
            0
        };
        self.after(
            quick + slow,
            WorldEvent::Arrive(device, serial, request, true),
        );
    }

    /// Applies a network fault to a request.
    pub(super) fn fault(&mut self, device: usize, serial: u64, request: Request, fault: Network) {
        let number = request.number;
        let answer = |status, body: &str| {
            let (wait, body) = (None, body.to_owned());
            Event::Reply(Reply {
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
                WorldEvent::Hear(device, serial, Event::NetworkFailed(number)),
            ),
            Network::Unheard => self.after(20, WorldEvent::Arrive(device, serial, request, false)),
            Network::Twice => {
                self.after(
                    20,
                    WorldEvent::Arrive(device, serial, request.clone(), true),
                );
                self.after(90_000, WorldEvent::Arrive(device, serial, request, false));
            }
            Network::Late => self.after(200_000, WorldEvent::Arrive(device, serial, request, true)),
            Network::Strange => {
                self.after(20, WorldEvent::Hear(device, serial, answer(200, "<html>")))
            }
            Network::Broken => self.after(20, WorldEvent::Hear(device, serial, answer(503, ""))),
            Network::Conflict => {
                self.after(20, WorldEvent::Hear(device, serial, answer(409, "{}")))
            }
        }
    }

    /// A request arrives at the server; `heard` is whether the response reaches the device.
    pub(super) fn arrive(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        if serial < self.moved {
            return;
        }
        if request.at_root {
            return self.arrive_at_root(device, serial, &request, heard);
        }
        let checked = self.server.check(&request, self.now);
        match checked {
            Checked::ServerReply(reply) => self.reply(device, serial, request.number, reply, heard),
            Checked::Write(..) if self.server.switches.racy => {
                let gap = self.rng.range(0, 3_000);
                self.after(gap, WorldEvent::Write(device, serial, request, heard));
            }
            Checked::Write(id, data, status) => {
                let reply = self.store(device, (id, data, status));
                self.reply(device, serial, request.number, reply, heard);
            }
        }
    }

    /// A racy server performs a write that it checked earlier.
    pub(super) fn write(&mut self, device: usize, serial: u64, request: Request, heard: bool) {
        let id = request.path.trim_start_matches("/records/").to_owned();
        let data = request.body.as_deref().map(|body| {
            let body: serde_json::Value = serde_json::from_str(body).unwrap();
            let mut data = body["data"].as_object().unwrap().clone();
            data.remove("id");
            data
        });
        let reply = self.store(device, (id, data, 200));
        self.reply(device, serial, request.number, reply, heard);
    }

    /// The server performs a write.
    pub(super) fn store(
        &mut self,
        device: usize,
        (id, data, status): (
            String,
            Option<serde_json::Map<String, serde_json::Value>>,
            u16,
        ),
    ) -> ServerReply {
        if self.future.contains(&id) && !self.config.strangers {
            self.faults
                .push(format!("{id} was written over though it is of a newer app"));
        }
        self.in_a_cycle.remove(&(device, id.clone()));
        let late = self.server.switches.late;
        let delay = if late > 0 && self.rng.chance(300) {
            self.rng.range(0, late)
        } else {
            0
        };
        let time = self.now;
        let opened = data
            .as_ref()
            .filter(|_| self.log.is_some())
            .map(|data| self.team.opened(&id, data));
        self.trace(|| {
            let rev = data.as_ref().map(|data| data["rev"].clone());
            let revs = data.as_ref().map(|data| data["revs"].to_string());
            let text = opened.as_ref().map(canonical).unwrap_or_default();
            format!(
                "server writes {id} {rev:?} {revs:?} {:?} visible in {delay}",
                tokens(&text)
            )
        });
        self.team.wrote(&id, data.as_ref());
        self.server.write(&id, data, status, time, delay)
    }

    pub(super) fn reply(
        &mut self,
        device: usize,
        serial: u64,
        number: u64,
        reply: ServerReply,
        heard: bool,
    ) {
        if !heard {
            return;
        }
        let Config {
            drop, cut, busy, ..
        } = self.config;
        let mut answer = Reply {
            number,
            status: reply.status,
            wait: None,
            body: self.tamper(device, reply.body),
        };
        let at = self.rng.range(2, 300);
        if !self.ended {
            if self.rng.chance(drop) {
                return;
            }
            if self.rng.chance(busy / 3) {
                (answer.status, answer.body) = (503, String::new());
            } else if self.rng.chance(cut) {
                let end = answer.body.len() / 2;
                answer.body = answer.body.chars().take(end).collect();
            }
        }
        self.trace(|| {
            format!(
                "server answers d{device} {} {}",
                answer.status,
                answer.body.len()
            )
        });
        self.after(at, WorldEvent::Hear(device, serial, Event::Reply(answer)));
    }

    /// An event of the server as a whole.
    pub(super) fn server_event(&mut self, step: u64) {
        if self.ended {
            return;
        }
        let time = self.now;
        let ids: Vec<String> = self.server.all().map(|(id, _)| id.clone()).collect();
        let Some(id) = self.rng.pick(&ids).cloned() else {
            return;
        };
        let rev = format!("{:016x}", self.rng.bits());
        match step {
            1 if self.config.restores => self.backup = Some(self.server.clone()),
            3 if self.config.restores => {
                if let Some(backup) = self.backup.take() {
                    self.trace(|| "server goes back to its backup".to_owned());
                    self.server.restore(&backup);
                }
            }
            2 if self.config.wiped => {
                self.trace(|| "server is wiped".to_owned());
                self.server.restore(&Server::default());
            }
            _ if self.config.purges => {
                self.trace(|| "server forgets what was removed".to_owned());
                self.server.purge();
            }
            2 if self.config.poison => {
                self.trace(|| format!("{id} is of 2100"));
                self.server.poison(&id);
            }
            5..=9 => self.later_event(step, &ids),
            1 if self.config.future && self.server.future(&id, time, &rev, Form::Fields) => {
                self.trace(|| format!("{id} gets fields of a newer app"));
            }
            3 if self.config.future => {
                let form = match self.config.garbles {
                    true => *self.later.pick(&Form::UNREAD).unwrap(),
                    false => Form::Record,
                };
                if self.server.future(&id, time, &rev, form) {
                    self.trace(|| format!("{id} becomes a newer app's: {form:?}"));
                    self.future.insert(id);
                }
            }
            _ => {}
        }
    }

    /// Server events that were added later.
    fn later_event(&mut self, step: u64, ids: &[String]) {
        match step {
            5 => {
                let Some(id) = self.later.pick(ids).cloned() else {
                    return;
                };
                let word = format!("w{:05}", self.oracle.token());
                if let Some((before, after)) = self.server.rewrite(&id, self.now, &word) {
                    self.trace(|| format!("server rewrites {id} with {word}"));
                    // Edited on no device: it counts as saved once the server has it.
                    let number = self.oracle.edit(usize::MAX, &id, &before, &after);
                    let edit = &mut self.oracle.edits[number];
                    edit.sure = Sure::Saved;
                    // A word that is overwritten counts as removed, even if a conflict still has
                    // it.
                    if let (Ok(was), Ok(is)) = (read_document(&before), read_document(&after)) {
                        let stood = standing(&was);
                        edit.removes
                            .extend(stood.difference(&standing(&is)).copied());
                    }
                }
            }
            6 | 7 => {
                self.trace(|| format!("server gives without an end: {}", step == 6));
                self.server.switches.endless = step == 6;
            }
            step => {
                self.trace(|| format!("server is down: {}", step == 8));
                self.server.switches.down = step == 8;
            }
        }
    }

    /// Whether a fault may revive a deleted canvas.
    pub(super) fn revives(&self) -> bool {
        let again = matches!(self.network, Some((_, _, Network::Twice | Network::Late)));
        again || self.config.revives()
    }
}
