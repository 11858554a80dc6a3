//! The line as its shoppers see it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use futures::{SinkExt, StreamExt};
use tokio::{
    net::TcpStream,
    sync::{Semaphore, mpsc, oneshot},
    task::JoinSet,
    time::timeout,
};
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use crate::{floor, socket_io, vitrine};

/// Whatever goes wrong ends the program.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
/// A client's socket.
pub type Socket = WebSocketStream<TcpStream>;

/// How many get in line at the same time.
const AT_ONCE: usize = 256;
/// For anything at all.
const PATIENCE: Duration = Duration::from_secs(120);

/// Whom the line is at.
#[derive(Clone)]
pub enum Server {
    /// Ours.
    Vitrine(vitrine::Target),
    /// The peer, at this address.
    SocketIo(String),
    /// What does nothing but write, at this address.
    Floor(String),
}

impl Server {
    async fn join(&self, who: usize) -> Result<Socket, Failure> {
        match self {
            Self::Vitrine(target) => target.join(who).await,
            Self::SocketIo(address) => socket_io::join(address).await,
            Self::Floor(address) => floor::join(address).await,
        }
    }

    fn place(&self, text: &str) -> Option<u32> {
        match self {
            Self::Vitrine(_) => vitrine::place(text),
            Self::SocketIo(_) => socket_io::place(text),
            Self::Floor(_) => text.parse().ok(),
        }
    }

    fn pong(&self, text: &str) -> Option<Message> {
        matches!(self, Self::SocketIo(_)).then(|| socket_io::pong(text)).flatten()
    }

    fn leave(&self) -> Result<Message, Failure> {
        match self {
            Self::Vitrine(_) => vitrine::leave(),
            Self::SocketIo(_) => Ok(socket_io::leave()),
            Self::Floor(_) => Ok(floor::leave()),
        }
    }
}

/// Where somebody is now.
struct News {
    who: usize,
    place: u32,
    at: Instant,
}

/// Everybody in line.
pub struct Line {
    leave: Message,
    /// To each of them: say this.
    say: Vec<mpsc::UnboundedSender<Message>>,
    news: mpsc::UnboundedReceiver<News>,
    /// The latest place of each; `None` for who has left.
    places: Vec<Option<u32>>,
}

impl Line {
    /// So many get in line, a few at a time, until each has a place of its own.
    pub async fn of(count: usize, server: &Server, bytes: &Arc<AtomicU64>) -> Result<Self, Failure> {
        let (tell, news) = mpsc::unbounded_channel();
        let gate = Arc::new(Semaphore::new(AT_ONCE));
        let mut joining = JoinSet::new();
        let mut say = vec![];
        for who in 0..count {
            let (gate, server, tell, bytes) = (gate.clone(), server.clone(), tell.clone(), bytes.clone());
            let (sender, receiver) = mpsc::unbounded_channel();
            say.push(sender);
            joining.spawn(async move {
                let _permit = gate.acquire_owned().await?;
                let socket = timeout(PATIENCE, server.join(who)).await??;
                let (stands, heard) = oneshot::channel();
                tokio::spawn(stand(who, socket, server, receiver, Heard { tell, bytes, stands: Some(stands) }));
                timeout(PATIENCE, heard).await?.map_err(|_| format!("number {who} got no place"))?;
                Ok::<_, Failure>(())
            });
        }
        while let Some(joined) = joining.join_next().await {
            joined??;
        }
        let mut line = Self { leave: server.leave()?, say, news, places: vec![None; count] };
        line.until_settled(count).await?;
        Ok(line)
    }

    /// Waits until those in line have the places from 1 on, each once.
    async fn until_settled(&mut self, count: usize) -> Result<(), Failure> {
        let mut settled = 0;
        while settled < count {
            let news = timeout(PATIENCE, self.news.recv()).await?.ok_or("everybody is gone")?;
            *self.places.get_mut(news.who).ok_or("a stranger")? = Some(news.place);
            // Looked at only when it may be so: counting is slow.
            if self.news.is_empty() {
                let mut taken: Vec<u32> = self.places.iter().flatten().copied().collect();
                taken.sort_unstable();
                taken.dedup();
                settled = taken.len();
            }
        }
        Ok(())
    }

    /// Whoever is first leaves; how long it took until each of the others had the new place.
    pub async fn first_leaves(&mut self) -> Result<Vec<Duration>, Failure> {
        let first = self.places.iter().position(|place| *place == Some(1)).ok_or("nobody is first")?;
        let before = self.places.clone();
        let began = Instant::now();
        self.say.get(first).ok_or("a stranger")?.send(self.leave.clone())?;
        if let Some(place) = self.places.get_mut(first) {
            *place = None;
        }
        let mut waits = vec![];
        let others = self.places.iter().flatten().count();
        while waits.len() < others {
            let news = timeout(PATIENCE, self.news.recv()).await?.ok_or("everybody is gone")?;
            let was = before.get(news.who).copied().flatten();
            if was == news.place.checked_add(1) && self.places.get(news.who).copied().flatten() == was {
                waits.push(news.at - began);
                *self.places.get_mut(news.who).ok_or("a stranger")? = Some(news.place);
            }
        }
        Ok(waits)
    }
}

/// What becomes of the places that one shopper hears.
struct Heard {
    tell: mpsc::UnboundedSender<News>,
    /// How many bytes said so.
    bytes: Arc<AtomicU64>,
    /// Hears of the first one.
    stands: Option<oneshot::Sender<()>>,
}

/// One shopper in line: says what it is given to say, and tells every place it hears.
async fn stand(who: usize, mut socket: Socket, server: Server, mut say: mpsc::UnboundedReceiver<Message>, mut heard: Heard) {
    loop {
        tokio::select! {
            message = say.recv() => {
                let Some(message) = message else { return };
                if socket.send(message).await.is_err() {
                    return;
                }
            }
            message = socket.next() => match message {
                Some(Ok(Message::Text(text))) => {
                    let at = Instant::now();
                    if let Some(place) = server.place(&text) {
                        heard.bytes.fetch_add(u64::try_from(text.len()).unwrap_or(0), Ordering::Relaxed);
                        heard.tell.send(News { who, place, at }).ok();
                        if let Some(stands) = heard.stands.take() {
                            stands.send(()).ok();
                        }
                    } else if let Some(pong) = server.pong(&text) && socket.send(pong).await.is_err() {
                        return;
                    }
                }
                Some(Ok(_)) => {}
                Some(Err(_)) | None => return,
            },
        }
    }
}
