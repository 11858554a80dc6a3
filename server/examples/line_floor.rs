//! The least that telling a long line costs on a machine: a thread for each core, which writes the new place to one socket after the
//! other and does nothing else. It knows no queue, no store and no slow client.
//!
//! Usage: `line_floor HOST:PORT COUNT`. Takes `COUNT` sockets in; then whoever is first may leave, one after the other.

use std::{
    io::{self, Write},
    net::{TcpListener, TcpStream},
    thread,
};

use tokio_tungstenite::tungstenite::{WebSocket, accept};

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, count] = &arguments[..] else { return Err("usage: line_floor HOST:PORT COUNT".into()) };
    let listener = TcpListener::bind(address)?;
    let mut line: Vec<WebSocket<TcpStream>> = vec![];
    let count: usize = count.parse()?;
    while line.len() < count {
        let stream = listener.accept()?.0;
        stream.set_nodelay(true)?;
        let mut plain = stream.try_clone()?;
        let Ok(mut socket) = accept(stream) else {
            // Somebody asks whether it is there.
            plain.write_all(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")?;
            continue;
        };
        tell(&mut socket, line.len() + 1)?;
        line.push(socket);
    }
    let cores = thread::available_parallelism()?.get();
    while let Some(first) = line.first_mut() {
        if first.read().is_err() {
            // The clients are gone.
            return Ok(());
        }
        line.remove(0);
        let share = line.len().div_ceil(cores).max(1);
        thread::scope(|scope| {
            for (nth, some) in line.chunks_mut(share).enumerate() {
                scope.spawn(move || {
                    // One that is gone misses nothing.
                    some.iter_mut().enumerate().for_each(|(at, socket)| tell(socket, nth * share + at + 1).unwrap_or_default());
                });
            }
        });
    }
    Ok(())
}

/// A text frame of a server: not masked (RFC 6455, 5.2).
fn tell(socket: &mut WebSocket<TcpStream>, place: usize) -> io::Result<()> {
    const FINAL_TEXT: u8 = 0x81;
    let place = place.to_string();
    let length = u8::try_from(place.len()).map_err(io::Error::other)?;
    socket.get_mut().write_all(&[&[FINAL_TEXT, length], place.as_bytes()].concat())
}
