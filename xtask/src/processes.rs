//! Terminates a process together with all its descendants.

use std::{
    collections::BTreeSet,
    fs,
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

/// How long a process may take to terminate before it is killed.
const PATIENCE: Duration = Duration::from_secs(15);

/// Terminates the process and its descendants, and kills those that remain.
pub fn end(child: &mut Child) {
    let family = family(child.id());
    signal("-TERM", &family);
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let ended = child.try_wait().is_ok_and(|status| status.is_some());
        if ended && family.iter().all(|id| !is_alive(*id)) {
            return;
        }
        sleep(Duration::from_millis(50));
    }
    signal("-KILL", &family);
    drop(child.kill());
    drop(child.wait());
}

fn signal(which: &str, ids: &BTreeSet<u32>) {
    let mut kill = Command::new("kill");
    kill.arg(which).args(ids.iter().map(u32::to_string));
    // A process that has ended in the meantime is no error.
    drop(kill.output());
}

fn is_alive(id: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{id}/stat"));
    // Descendants are only awaited on Linux.
    stat.is_ok_and(|stat| parse(&stat).is_some_and(|(_, state, _)| state != "Z"))
}

/// The ids of a process and all its descendants.
fn family(first: u32) -> BTreeSet<u32> {
    let parents = parents();
    let mut family = BTreeSet::from([first]);
    loop {
        let more = parents
            .iter()
            .filter(|(_, parent)| family.contains(parent))
            .map(|(id, _)| *id);
        let larger: BTreeSet<u32> = family.iter().copied().chain(more).collect();
        if larger.len() == family.len() {
            return family;
        }
        family = larger;
    }
}

/// The ids of every process and its parent, from `/proc` or, if there is none, from `ps`.
fn parents() -> Vec<(u32, u32)> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let found: Vec<(u32, u32)> = entries
        .filter_map(|entry| fs::read_to_string(entry.path().join("stat")).ok())
        .filter_map(|stat| parse(&stat).map(|(id, _, parent)| (id, parent)))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let listed = Command::new("ps").args(["-A", "-o", "pid=,ppid="]).output();
    let text = listed.map_or_else(
        |_| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    );
    text.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace().map(str::parse);
            Some((words.next()?.ok()?, words.next()?.ok()?))
        })
        .collect()
}

/// Parses `id (name) state parent …`; the name may contain brackets and blanks.
fn parse(stat: &str) -> Option<(u32, &str, u32)> {
    let (id, rest) = stat.split_once(" (")?;
    let (_, rest) = rest.rsplit_once(") ")?;
    let mut words = rest.split(' ');
    let state = words.next()?;
    Some((id.parse().ok()?, state, words.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::{end, family, parse};
    use std::{process::Command, thread::sleep, time::Duration};

    #[test]
    fn a_process_is_read_whatever_its_name() {
        assert_eq!(parse("12 (a) b) (c) S 7 12 12 0"), Some((12, "S", 7)));
        assert_eq!(parse(""), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_process_ends_with_its_offspring() {
        let mut shell = Command::new("sh");
        let mut child = shell.args(["-c", "sleep 300 & sleep 300"]).spawn().unwrap();
        while family(child.id()).len() < 3 {
            sleep(Duration::from_millis(10));
        }
        let all = family(child.id());
        end(&mut child);
        for id in all {
            assert!(!super::is_alive(id), "{id} lives");
        }
    }
}
