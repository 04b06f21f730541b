//! Ports of the loopback interface: which are free, and which process listens on one that isn't.

use crate::project::Project;
use std::{
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    time::Duration,
};

/// How many ports beyond the requested one are tried.
const REACH: u16 = 100;
/// The text that identifies a page of the app.
const MARK: &str = "<maatwerk-canvas";
const PATIENCE: Duration = Duration::from_millis(500);

/// Checks that the port can be listened on; the error is the system's message.
pub fn check(port: u16) -> Result<(), String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map(drop)
        .map_err(|error| error.to_string())
}

/// The first free port after this one; `None` if the next hundred are taken.
pub fn next_free(port: u16) -> Option<u16> {
    let first = port.checked_add(1)?.max(1024);
    (first..=first.saturating_add(REACH)).find(|port| check(*port).is_ok())
}

/// The process that listens on a port, as far as it can be determined.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The process id and command line.
    process: Option<(u32, String)>,
    /// The process's working directory.
    folder: Option<PathBuf>,
    /// Whether it serves this app.
    is_app: bool,
}

impl Holder {
    /// Looks up the process that listens on a port. Only Linux shows processes without another
    /// program.
    pub fn of(port: u16) -> Self {
        let process = inode_of(port).and_then(process_with);
        let folder = process
            .as_ref()
            .and_then(|(id, _)| fs::read_link(format!("/proc/{id}/cwd")).ok());
        Self {
            process,
            folder,
            is_app: serves_app(port),
        }
    }

    /// Whether it serves the app from this folder, which can't be served twice: both would build
    /// into the same `dist`.
    pub fn is_this(&self, project: &Project) -> bool {
        let here = |folder: &Path| folder == project.root;
        self.is_app && self.folder.as_deref().is_some_and(here)
    }

    /// A description, to follow "is taken".
    pub fn says(&self) -> String {
        let what = match self.is_app {
            true => " by a maatwerkcanvas",
            false => "",
        };
        let who = match (&self.process, self.is_app) {
            (Some((id, command)), false) => format!(" by process {id}, `{command}`"),
            (Some((id, command)), true) => format!(" (process {id}, `{command}`)"),
            (None, _) => String::new(),
        };
        let folder = self
            .folder
            .as_ref()
            .map_or_else(String::new, |folder| format!(" in {}", folder.display()));
        format!("{what}{who}{folder}")
    }
}

/// The inode of the socket that listens on the port.
fn inode_of(port: u16) -> Option<String> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"];
    let texts = tables.map(|table| fs::read_to_string(table).unwrap_or_default());
    texts.iter().find_map(|text| listening(text, port))
}

/// The inode of a listening socket in the kernel's table: `sl local_address rem_address st … uid
/// timeout inode`, with ports in hexadecimal and `0A` for the state of a listening socket.
fn listening(table: &str, port: u16) -> Option<String> {
    let wanted = format!(":{port:04X}");
    table.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let at = |index: usize| fields.get(index).copied().unwrap_or_default();
        (at(1).ends_with(&wanted) && at(3) == "0A").then(|| at(9).to_owned())
    })
}

/// The process that has this socket open, among those that the current user may inspect.
fn process_with(inode: String) -> Option<(u32, String)> {
    let socket = PathBuf::from(format!("socket:[{inode}]"));
    let has = |id: u32| {
        let open = fs::read_dir(format!("/proc/{id}/fd"));
        open.is_ok_and(|all| {
            all.flatten()
                .any(|file| fs::read_link(file.path()).is_ok_and(|target| target == socket))
        })
    };
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let mut ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    let id = ids.find(|id| has(*id))?;
    let words = fs::read_to_string(format!("/proc/{id}/cmdline")).ok()?;
    let command: String = words.replace('\0', " ").trim().chars().take(80).collect();
    Some((id, command))
}

/// Whether this app's page is served on the port.
fn serves_app(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let Ok(mut stream) = TcpStream::connect_timeout(&address, PATIENCE) else {
        return false;
    };
    let asked = stream
        .set_read_timeout(Some(PATIENCE))
        .and_then(|()| stream.write_all(b"GET / HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n"));
    let mut answer = Vec::new();
    // A partial response suffices, and one that never ends isn't awaited.
    drop(stream.take(65_536).read_to_end(&mut answer));
    asked.is_ok() && String::from_utf8_lossy(&answer).contains(MARK)
}

#[cfg(test)]
mod tests {
    use super::{Holder, check, listening, next_free};
    use std::{
        io::{Read, Write},
        net::{Ipv4Addr, TcpListener},
        thread,
    };

    fn taken() -> (TcpListener, u16) {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = socket.local_addr().unwrap().port();
        (socket, port)
    }

    #[test]
    fn the_next_free_port_is_free_and_another() {
        let (socket, port) = taken();
        assert!(check(port).is_err());
        let next = next_free(port).unwrap();
        assert!(next > port);
        assert_eq!(check(next), Ok(()));
        drop(socket);
        assert_eq!(check(port), Ok(()));
    }

    #[test]
    fn a_listening_socket_is_found_in_the_table() {
        let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n   0: 0100007F:1F90 0100007F:A000 01 00000000:00000000 00:00000000 00000000     0        0 11 1\n   1: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4321 1 0";
        assert_eq!(listening(table, 8080).as_deref(), Some("4321"));
        assert_eq!(listening(table, 8081), None);
        assert_eq!(listening("", 8080), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn who_holds_a_port_is_told_with_process_and_folder() {
        let (_socket, port) = taken();
        let says = Holder::of(port).says();
        let own = format!("by process {}", std::process::id());
        assert!(says.contains(&own) && says.contains(" in /"), "{says}");
    }

    #[test]
    fn our_own_app_is_known_by_its_page() {
        let (socket, port) = taken();
        let server = thread::spawn(move || {
            let (mut stream, _) = socket.accept().unwrap();
            let mut asked = [0; 256];
            assert!(stream.read(&mut asked).unwrap() > 0);
            stream
                .write_all(b"HTTP/1.0 200 OK\r\n\r\n<maatwerk-canvas view>")
                .unwrap();
        });
        let holder = Holder::of(port);
        server.join().unwrap();
        assert!(
            holder.says().starts_with(" by a maatwerkcanvas"),
            "{holder:?}"
        );
    }
}
