//! A mail server of npm's, as a process.

use std::{path::Path, process::Stdio};

use serde_json::Value;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdout, Command},
};

use super::DEADLINE;

/// A running mail server; it ends with the test.
pub struct MailServer {
    pub port: u64,
    lines: Lines<BufReader<ChildStdout>>,
    _process: Child,
}

impl MailServer {
    /// Starts it, at this port or at any.
    pub async fn start(port: u64) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut command = Command::new("node");
        command.arg("scripts/lib/smtp-server.mjs").arg(port.to_string()).current_dir(root);
        let mut process = command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut server = Self { port: 0, lines, _process: process };
        server.port = server.line().await["port"].as_u64().unwrap();
        server
    }

    /// Its address for a mailer.
    pub fn url(&self) -> String {
        url(self.port)
    }

    /// The next letter: whom it went to, and the letter itself.
    pub async fn letter(&mut self) -> (String, String) {
        let line = self.line().await;
        let to = line["to"].as_array().unwrap();
        assert_eq!(to.len(), 1, "a letter has one recipient");
        (to[0].as_str().unwrap().to_owned(), line["message"].as_str().unwrap().to_owned())
    }

    /// The recipients of so many letters, sorted.
    pub async fn recipients(&mut self, letters: usize) -> Vec<String> {
        let mut all = vec![];
        for _ in 0..letters {
            all.push(self.letter().await.0);
        }
        all.sort();
        all
    }

    async fn line(&mut self) -> Value {
        let line = tokio::time::timeout(DEADLINE, self.lines.next_line()).await;
        serde_json::from_str(&line.expect("a line in time").unwrap().expect("the server runs")).unwrap()
    }
}

/// The address of a mail server at this port.
pub fn url(port: u64) -> String {
    format!("smtp://127.0.0.1:{port}")
}

/// A port at which nothing listens.
pub fn free_port() -> u64 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().into()
}
