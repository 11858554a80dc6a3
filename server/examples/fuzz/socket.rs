//! A client's socket that keeps to no rule.

use std::time::Duration;

use domain::wire::MAX_MESSAGE_BYTES;
use futures::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::{io::AsyncWriteExt, net::TcpStream, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{
        Message,
        client::IntoClientRequest,
        protocol::frame::{
            CloseFrame, Frame, FrameHeader,
            coding::{Control, Data, OpCode},
        },
    },
};

use crate::{
    Failure,
    dice::Dice,
    mutate,
    target::{PATIENCE, Target},
};

/// Messages in a flood: more than the server's burst.
const FLOOD: usize = 400;

/// A socket.
pub struct Socket {
    stream: WebSocketStream<TcpStream>,
    is_open: bool,
}

/// What came from the server.
#[derive(Debug)]
pub enum Heard {
    /// A message.
    Message(Value),
    /// Nothing for a while.
    Silence,
    /// The socket is closed, with this code if there was one.
    Closed(Option<u16>),
}

impl Socket {
    /// Opens a socket from the server's own origin.
    pub async fn open(target: &Target, path: &str, cookie: Option<&str>) -> Result<Self, Failure> {
        let mut request = format!("ws://{}{path}", target.address).into_client_request()?;
        request.headers_mut().insert("origin", target.origin.parse()?);
        if let Some(cookie) = cookie {
            request.headers_mut().insert("cookie", cookie.parse()?);
        }
        let connect = async { Ok::<_, Failure>(client_async(request, TcpStream::connect(&target.address).await?).await?.0) };
        let stream = timeout(PATIENCE, connect).await.map_err(|_| "a socket is not answered")??;
        Ok(Self { stream, is_open: true })
    }

    /// Whether the socket takes something.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Sends a message as it should be.
    pub async fn say(&mut self, message: &impl serde::Serialize) {
        if let Ok(text) = serde_json::to_string(message) {
            self.send(Message::Text(text.into())).await;
        }
    }

    async fn send(&mut self, message: Message) {
        // A server that has closed takes no more: that is found when reading.
        if timeout(PATIENCE, self.stream.send(message)).await.is_err() {
            self.is_open = false;
        }
    }

    async fn send_raw(&mut self, bytes: &[u8]) {
        let _ = timeout(PATIENCE, self.stream.get_mut().write_all(bytes)).await;
    }

    /// Takes the next thing in.
    pub async fn hear(&mut self, within: Duration) -> Heard {
        if !self.is_open {
            return Heard::Closed(None);
        }
        let listening = async {
            loop {
                match self.stream.next().await {
                    Some(Ok(Message::Text(text))) => return Heard::Message(serde_json::from_str(&text).unwrap_or_default()),
                    Some(Ok(Message::Close(frame))) => return Heard::Closed(frame.map(|frame| frame.code.into())),
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Heard::Closed(None),
                }
            }
        };
        let heard = timeout(within, listening).await.unwrap_or(Heard::Silence);
        self.is_open = self.is_open && !matches!(heard, Heard::Closed(_));
        heard
    }

    /// Sends something hostile around a valid message; the name of what it was.
    pub async fn attack(&mut self, dice: &mut Dice, valid: &impl serde::Serialize) -> &'static str {
        let message = serde_json::to_value(valid).unwrap_or_default();
        let text = message.to_string();
        match dice.below(100) {
            0..40 => {
                self.say(&mutate::structure(dice, &message)).await;
                "structure"
            }
            40..60 => {
                let broken = mutate::bytes(dice, text.as_bytes());
                self.frame(broken, OpCode::Data(Data::Text), true).await;
                "bytes"
            }
            60..72 => {
                self.say(valid).await;
                "valid, at any time"
            }
            72..76 => {
                self.send(Message::Binary(text.into_bytes().into())).await;
                "binary"
            }
            76..82 => self.fragments(dice, text.as_bytes()).await,
            82..85 => {
                let piece = *dice.pick(&["[", "{\"x\":", "[[{\"data\":"]);
                let deep = piece.repeat((MAX_MESSAGE_BYTES - 1) / piece.len());
                self.send(Message::Text(deep.into())).await;
                "deep"
            }
            85..88 => {
                let length = MAX_MESSAGE_BYTES + *dice.pick(&[0, 1, 1_000, 1_000_000]);
                let filled = format!("{{\"page\":{{\"url\":\"\",\"title\":\"{}\"}}}}", "x".repeat(length));
                self.send(Message::Text(filled.into())).await;
                "oversized"
            }
            88..92 => {
                for _ in 0..FLOOD {
                    self.send(Message::Text(text.clone().into())).await;
                }
                "flood"
            }
            92..96 => self.control(dice).await,
            _ => {
                let garbage: Vec<u8> = (0..=dice.below(200)).map(|_| dice.byte()).collect();
                self.send_raw(&garbage).await;
                "bytes that are no frame"
            }
        }
    }

    async fn frame(&mut self, payload: Vec<u8>, opcode: OpCode, is_final: bool) {
        self.send(Message::Frame(Frame::message(payload, opcode, is_final))).await;
    }

    /// A message in pieces: whole, or with a piece too many or too few.
    async fn fragments(&mut self, dice: &mut Dice, text: &[u8]) -> &'static str {
        let size = 1 + dice.below(text.len());
        let pieces: Vec<&[u8]> = text.chunks(size).collect();
        let is_whole = dice.chance(50);
        for (at, piece) in pieces.iter().enumerate() {
            let opcode = if at == 0 { Data::Text } else { Data::Continue };
            let is_final = is_whole && at + 1 == pieces.len();
            self.frame(piece.to_vec(), OpCode::Data(opcode), is_final).await;
        }
        if is_whole {
            return "fragments";
        }
        let opcode = *dice.pick(&[Data::Text, Data::Binary, Data::Continue]);
        self.frame(vec![0xff; dice.below(3)], OpCode::Data(opcode), dice.chance(50)).await;
        "fragments that do not fit"
    }

    async fn control(&mut self, dice: &mut Dice) -> &'static str {
        let length = *dice.pick(&[0, 1, 125, 126, 70_000]);
        let (header, what) = match dice.below(4) {
            0 => (OpCode::Control(Control::Ping), "ping"),
            1 => (OpCode::Control(Control::Pong), "pong"),
            2 => (OpCode::Control(Control::Reserved(11)), "reserved opcode"),
            _ => {
                let code = *dice.pick(&[0, 999, 1000, 1005, 1006, 2999, 4999, 65_535]);
                let reason = "x".repeat(dice.below(120)).into();
                self.send(Message::Close(Some(CloseFrame { code: code.into(), reason }))).await;
                return "close";
            }
        };
        let header = FrameHeader { opcode: header, is_final: dice.chance(90), ..FrameHeader::default() };
        self.send(Message::Frame(Frame::from_payload(header, vec![0; length].into()))).await;
        what
    }

    /// Ends it: politely, or by hanging up.
    pub async fn end(mut self, dice: &mut Dice) {
        if dice.chance(50) {
            let _ = timeout(Duration::from_secs(1), self.stream.close(None)).await;
        }
    }
}
