//! The peer of `make bench`: axum answering one file from memory, as plainly as it goes.
//!
//! Usage: `same_bytes ADDRESS FILE`

use axum::{Router, body::Bytes, http::header, routing::get};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(address), Some(file)) = (arguments.next(), arguments.next()) else {
        return Err("usage: same_bytes ADDRESS FILE".into());
    };
    let page = Bytes::from(std::fs::read(file)?);
    let router = Router::new().route(
        "/",
        get(move || {
            let page = page.clone();
            async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page) }
        }),
    );
    axum::serve(TcpListener::bind(address).await?, router).await?;
    Ok(())
}
