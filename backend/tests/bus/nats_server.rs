//! A NATS server of one test, on a port of loopback that is free.

use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    time::Duration,
};

use backend::bus::{Bus, NatsBus};

/// How long anything may take to be seen.
pub const DEADLINE: Duration = Duration::from_secs(20);

/// Where a server runs, or may run.
pub struct NatsServer {
    port: u16,
    arguments: Vec<String>,
    running: Option<Child>,
}

impl NatsServer {
    /// A place for a server that is not there yet; `None`, said aloud, where the program is missing.
    pub fn absent() -> Option<Self> {
        if Command::new("nats-server").arg("--version").output().is_err() {
            eprintln!("NOT TESTED OVER NATS: there is no nats-server; scripts/setup test installs Debian's");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").expect("a free port").local_addr().expect("an address").port();
        Some(Self { port, arguments: vec![], running: None })
    }

    /// A running server.
    pub fn start() -> Option<Self> {
        let mut server = Self::absent()?;
        server.run();
        Some(server)
    }

    /// What else the server is told on its command line.
    pub fn with(mut self, arguments: &[&str]) -> Self {
        self.arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        self
    }

    /// Starts the server, again at the same port.
    pub fn run(&mut self) {
        let port = self.port.to_string();
        let mut command = Command::new("nats-server");
        command.args(["--addr", "127.0.0.1", "--port", &port]).args(&self.arguments);
        self.running = Some(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("nats-server starts"));
    }

    /// Kills the server.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().ok();
            child.wait().ok();
        }
    }

    /// The address, with what may stand before the host.
    pub fn address_for(&self, sign_in: &str) -> String {
        format!("nats://{sign_in}127.0.0.1:{}", self.port)
    }

    /// A node's line to the server.
    pub async fn bus(&self) -> NatsBus {
        NatsBus::connect(&self.address_for("")).await.expect("an address")
    }

    /// A node's line to the server, once it stands.
    pub async fn connected(&self) -> NatsBus {
        let bus = self.bus().await;
        until_reachable(&bus, true).await;
        bus
    }
}

impl Drop for NatsServer {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits until messages get through, or no longer do.
pub async fn until_reachable(bus: &dyn Bus, is_reachable: bool) {
    let seen = async {
        while bus.is_reachable().await != is_reachable {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(DEADLINE, seen).await.unwrap_or_else(|_| panic!("reachable: never {is_reachable}"));
}
