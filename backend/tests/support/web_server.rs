//! A web server on loopback that says what it is told to, one answer for each question, and remembers what it was asked.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// An answer.
pub struct Said {
    status: String,
    headers: Vec<String>,
    body: String,
    breaks_off: bool,
}

impl Said {
    /// With this status and body.
    pub fn new(status: &str, body: &str) -> Self {
        Self { status: status.into(), headers: vec![], body: body.into(), breaks_off: false }
    }

    /// None for now: the question is read, and nothing comes before [`WebServer::answers`].
    pub fn nothing() -> Self {
        Self::new("", "")
    }

    /// With one more header.
    pub fn with(mut self, header: &str) -> Self {
        self.headers.push(header.into());
        self
    }

    /// It promises more than it says.
    pub fn breaking_off(mut self) -> Self {
        self.breaks_off = true;
        self
    }
}

#[derive(Default)]
struct Talk {
    answers: VecDeque<Said>,
    asked: Vec<String>,
    /// What waits for its answer.
    open: Option<TcpStream>,
}

/// The server; ends with the test.
pub struct WebServer {
    pub address: SocketAddr,
    talk: Arc<Mutex<Talk>>,
    task: JoinHandle<()>,
}

impl WebServer {
    /// On a free port.
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let talk = Arc::new(Mutex::new(Talk::default()));
        let of_task = talk.clone();
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(answer(stream, of_task.clone()));
            }
        });
        Self { address, talk, task }
    }

    /// What it says next, after whatever it was told before.
    pub fn says(&self, said: Said) {
        self.talk.lock().expect("a lock").answers.push_back(said);
    }

    /// What it says now to the question that it gave nothing for.
    pub fn answers(&self, said: Said) {
        let open = self.talk.lock().expect("a lock").open.take();
        let stream = open.expect("a question");
        tokio::spawn(say(stream, said));
    }

    /// What it was asked, the heads of the requests.
    pub fn asked(&self) -> Vec<String> {
        self.talk.lock().expect("a lock").asked.clone()
    }

    /// One of its addresses.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}

impl Drop for WebServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn answer(mut stream: TcpStream, talk: Arc<Mutex<Talk>>) {
    let mut head = vec![];
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            // Who speaks TLS is not understood.
            Ok(byte) if head.is_empty() && !byte.is_ascii_uppercase() => {
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.ok();
                return;
            }
            Ok(byte) if head.len() < 10_000 => head.push(byte),
            _ => return,
        }
    }
    let mut talk = talk.lock().expect("a lock");
    talk.asked.push(String::from_utf8_lossy(&head).into_owned());
    match talk.answers.pop_front() {
        Some(said) if said.status.is_empty() => talk.open = Some(stream),
        Some(said) => drop(tokio::spawn(say(stream, said))),
        None => {}
    }
}

async fn say(mut stream: TcpStream, Said { status, headers, body, breaks_off }: Said) {
    let length = body.len() + usize::from(breaks_off) * 100;
    let headers: String = headers.iter().map(|header| format!("{header}\r\n")).collect();
    let text = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}");
    stream.write_all(text.as_bytes()).await.ok();
}
