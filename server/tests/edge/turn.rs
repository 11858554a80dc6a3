//! The relay of `docs/deploy.md`: coturn with the very lines that stand there, and who gets in and where to.

use std::{
    net::{TcpListener, TcpStream, UdpSocket},
    path::Path,
    process::{Command, Stdio},
    time::Duration,
};

use backend::turn::TurnConfig;
use domain::{TicketId, Timestamp, wire::IceServer};
use tempfile::TempDir;
use tokio::process::{Child, Command as AsyncCommand};

const SECRET: &str = "the secret of this test";
/// How long an answer may take. Over UDP the tool now and then waits a minute for a packet that was lost before it asks again.
const DEADLINE: Duration = Duration::from_secs(240);
/// Addresses that anybody can reach. Nothing is sent there: the relay is only asked whether it would.
const PUBLIC: &str = "93.184.216.34";
const PUBLIC_V6: &str = "2001:4860:4860::8888";
/// The way to the relay where the way does not matter: nothing is lost on it.
const TCP: &[&str] = &["-t"];

struct Relay {
    port: u16,
    tls_port: u16,
    quota: usize,
    _process: Child,
    _folder: TempDir,
}

/// The lines in the document.
fn documented() -> String {
    let document = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/deploy.md")).expect("the document");
    let block = document.split("```").find(|block| block.contains("static-auth-secret=")).expect("the lines for coturn");
    block.trim_start_matches("ini\n").to_owned()
}

fn replaced(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

fn now() -> Timestamp {
    let since = std::time::UNIX_EPOCH.elapsed().expect("a clock after 1970");
    Timestamp::from_micros(i64::try_from(since.as_micros()).expect("a time"))
}

/// A port that is free over UDP and TCP.
fn free_port() -> u16 {
    loop {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        if UdpSocket::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

impl Relay {
    /// Starts coturn; `None`, said aloud, where it is missing.
    async fn start() -> Option<Self> {
        if Command::new("turnserver").arg("--version").output().is_err() || Command::new("openssl").arg("version").output().is_err() {
            eprintln!("THE RELAY IS NOT TESTED: there is no turnserver or no openssl; scripts/setup test installs Debian's");
            return None;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (cert, key) = (path("cert.pem"), path("key.pem"));
        let certificate =
            ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=turn.example"];
        let made = Command::new("openssl").args(certificate).args(["-keyout", &key, "-out", &cert]).output().expect("openssl runs");
        assert!(made.status.success());

        let (port, tls_port) = (free_port(), free_port());
        let lines = documented();
        let quota = lines.lines().find_map(|line| line.strip_prefix("user-quota=")).and_then(|quota| quota.parse().ok());
        let lines = replaced(&lines, "listening-port=3478", &format!("listening-port={port}"));
        let lines = replaced(&lines, "tls-listening-port=5349", &format!("tls-listening-port={tls_port}"));
        let lines = replaced(&lines, "/etc/ssl/turn.example.pem", &cert);
        let lines = replaced(&lines, "/etc/ssl/turn.example.key", &key);
        let lines = replaced(&lines, "A_LONG_RANDOM_TEXT", SECRET);
        std::fs::write(path("turnserver.conf"), lines).expect("a file");
        let mut process = AsyncCommand::new("turnserver")
            .args(["-c", &path("turnserver.conf"), "--log-file", "stdout"])
            .args(["--pidfile", &path("pid"), "--userdb", &path("db")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("coturn starts");
        for port in [port, tls_port] {
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                assert_eq!(process.try_wait().ok().flatten(), None, "coturn does not take these lines");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
        Some(Self { port, tls_port, quota: quota.expect("a quota"), _process: process, _folder: folder })
    }

    /// Asks for an allocation on some ways, and for leave to talk to a peer; what the relay says when it says no.
    async fn ask(&self, who: &IceServer, peer: &str, how: &[&str]) -> Result<(), String> {
        let port = if how.contains(&"-S") { self.tls_port } else { self.port };
        let (name, password) = (who.username.clone().unwrap_or_default(), who.credential.clone().unwrap_or_default());
        let output = AsyncCommand::new("turnutils_uclient")
            .args(["-p", &port.to_string(), "-c", "-n", "0", "-u", &name, "-w", &password, "-e", peer])
            .args(how)
            .arg("127.0.0.1")
            .kill_on_drop(true)
            .output();
        let output = tokio::time::timeout(DEADLINE, output).await.expect("an answer in time").expect("turnutils_uclient runs");
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        if output.status.success() { Ok(()) } else { Err(said.into_owned()) }
    }
}

/// A ticket's credentials, as Vitrine makes them.
fn credentials(ticket: u8, secret: &str, at: Timestamp) -> IceServer {
    TurnConfig { urls: vec![], secret: secret.to_owned() }.credentials(&TicketId::from_random([ticket; 20]), at)
}

#[tokio::test]
async fn our_credentials_open_the_documented_relay_over_udp_tcp_and_tls_to_public_peers() {
    let Some(relay) = Relay::start().await else { return };
    let ways: [(u8, &str, &[&str]); 3] = [(1, PUBLIC, &[]), (2, PUBLIC, &["-t"]), (3, PUBLIC, &["-t", "-S"])];
    let asked = ways.map(|(ticket, peer, how)| {
        let relay = &relay;
        async move { (how, relay.ask(&credentials(ticket, SECRET, now()), peer, how).await) }
    });
    for (how, answer) in futures::future::join_all(asked).await {
        assert_eq!(answer, Ok(()), "{how:?}");
    }
    if UdpSocket::bind("[::1]:0").is_ok() {
        assert_eq!(relay.ask(&credentials(4, SECRET, now()), PUBLIC_V6, &["-x"]).await, Ok(()));
    }
}

#[tokio::test]
async fn credentials_that_are_old_or_forged_open_nothing() {
    let Some(relay) = Relay::start().await else { return };
    let long_ago = now() - domain::Duration::from_secs(301);
    let forged = IceServer { credential: credentials(1, SECRET, now()).credential, ..credentials(2, SECRET, now()) };
    let nobody = IceServer { urls: vec![], username: None, credential: None };
    for who in [credentials(1, SECRET, long_ago), credentials(1, "another secret", now()), forged, nobody] {
        let said = relay.ask(&who, PUBLIC, TCP).await.expect_err("refused");
        assert!(said.contains("Cannot complete Allocation"), "{said}");
    }
    assert_eq!(relay.ask(&credentials(1, SECRET, now()), PUBLIC, TCP).await, Ok(()), "the same ticket, now");
}

#[tokio::test]
async fn peers_that_only_the_relays_own_network_can_reach_are_refused() {
    let Some(relay) = Relay::start().await else { return };
    let v4 = [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "127.8.0.1",
        "169.254.169.254",
        "172.31.255.255",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "255.255.255.255",
    ];
    let v6 = [
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ];
    let is_v6 = UdpSocket::bind("[::1]:0").is_ok();
    let peers = v4.iter().map(|peer| (peer, TCP)).chain(v6.iter().filter(|_| is_v6).map(|peer| (peer, &["-t", "-x"][..])));
    for (ticket, (peer, how)) in (0_u8..).zip(peers) {
        let said = relay.ask(&credentials(ticket, SECRET, now()), peer, how).await.expect_err(peer);
        assert!(said.contains("403 (Forbidden IP)"), "{peer}: {said}");
    }
}

#[tokio::test]
async fn a_ticket_has_a_quota_whatever_the_name_of_its_credentials_and_no_tcp_is_relayed() {
    let Some(relay) = Relay::start().await else { return };
    // Each of this tool's clients makes two allocations.
    let clients = (relay.quota / 2).to_string();
    assert_eq!(relay.ask(&credentials(1, SECRET, now()), PUBLIC, &["-t", "-m", &clients]).await, Ok(()));
    let one_more = (relay.quota / 2 + 1).to_string();
    // Over UDP, so that they outlive the tool.
    let said = relay.ask(&credentials(2, SECRET, now()), PUBLIC, &["-m", &one_more]).await.expect_err("over the quota");
    assert!(said.contains("486 (Allocation Quota Reached)"), "{said}");
    // What was allocated goes on; credentials made a second later are still of the same ticket.
    let later = credentials(2, SECRET, now() - domain::Duration::from_secs(1));
    let said = relay.ask(&later, PUBLIC, TCP).await.expect_err("still over the quota");
    assert!(said.contains("486 (Allocation Quota Reached)"), "{said}");
    assert_eq!(relay.ask(&credentials(3, SECRET, now()), PUBLIC, TCP).await, Ok(()), "another ticket has its own");
    let said = relay.ask(&credentials(4, SECRET, now()), PUBLIC, &["-T"]).await.expect_err("no TCP");
    assert!(said.contains("442 "), "{said}");
}
