//! What waits for a client. A socket has one task only: at thousands of idle shoppers a second one, with its channel, would cost
//! more than all the rest.

use std::{
    collections::VecDeque,
    future::{pending, poll_fn},
    task::{Context, Poll, ready},
};

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use futures::{SinkExt, stream::SplitSink};

/// Messages that wait for a slow client.
const MOST: usize = 64;

/// The client does not keep up.
#[derive(Debug)]
pub struct Full;

/// The messages to a client, and the way they take.
pub struct Outbox {
    sink: SplitSink<WebSocket, Message>,
    waiting: VecDeque<Message>,
    is_flushed: bool,
}

impl Outbox {
    /// An empty one.
    pub fn new(sink: SplitSink<WebSocket, Message>) -> Self {
        Self { sink, waiting: VecDeque::new(), is_flushed: true }
    }

    /// Queues a message.
    pub fn push(&mut self, message: Message) -> Result<(), Full> {
        if self.waiting.len() >= MOST {
            return Err(Full);
        }
        self.waiting.push_back(message);
        Ok(())
    }

    /// Sends what is queued and returns once; with nothing to send it waits for ever. Cancel-safe. A broken socket ends the
    /// reading side as well, so here it only means that there is no more to do.
    pub async fn sent(&mut self) {
        if (self.waiting.is_empty() && self.is_flushed) || poll_fn(|context| self.poll_send(context)).await.is_err() {
            pending().await
        }
    }

    /// Sends what is queued, the last words and the close. What a client that does not keep up was still to get is left out: it
    /// will get a fresh view when it comes back.
    pub async fn close(mut self, last: Option<Message>, close: CloseFrame) {
        let has_room = self.waiting.len() + 1 < MOST;
        if !has_room {
            self.waiting.clear();
        }
        self.waiting.extend(last.filter(|_| has_room));
        self.waiting.push_back(Message::Close(Some(close)));
        if poll_fn(|context| self.poll_send(context)).await.is_ok() {
            self.sink.close().await.ok();
        }
    }

    fn poll_send(&mut self, context: &mut Context<'_>) -> Poll<Result<(), axum::Error>> {
        while !self.waiting.is_empty() {
            ready!(self.sink.poll_ready_unpin(context))?;
            let Some(message) = self.waiting.pop_front() else { break };
            self.is_flushed = false;
            self.sink.start_send_unpin(message)?;
        }
        // An idle client needs no room for the burst that is over.
        self.waiting.shrink_to_fit();
        ready!(self.sink.poll_flush_unpin(context))?;
        self.is_flushed = true;
        Poll::Ready(Ok(()))
    }
}
