//! The way to the mail server.

use std::time::Duration;

use domain::EmailAddress;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{self, extension::ClientId},
};

use super::letter::Text;

/// How long the mail server has for each answer.
const ANSWERS_WITHIN: Duration = Duration::from_secs(15);
/// How long one letter may take in all: less than it is claimed for.
const SENT_WITHIN: Duration = Duration::from_secs(60);

/// Hands letters to a mail server.
#[derive(Clone)]
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

/// Why a mail server cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum InvalidMailServer {
    /// Its address makes no sense; the address may hold a password, so it is not repeated.
    #[error("this is no mail server: say smtp://USER:PASSWORD@HOST:587 or smtps://USER:PASSWORD@HOST")]
    Url,
    /// A password would travel for all to read.
    #[error("a password is only sent encrypted: leave `tls=none` out of the address of the mail server")]
    PlainPassword,
    /// The sender is none.
    #[error("the sender is an address such as \"Linnea & Co <calls@shop.example>\"")]
    Sender,
}

impl Mailer {
    /// A mailer for this server. `smtp://` uses STARTTLS: with a password always, without one where the server offers it, and
    /// never with `?tls=none`. `smtps://` is encrypted from the first byte.
    ///
    /// # Errors
    /// The address or the sender cannot be used. Nothing is connected yet.
    pub fn new(url: &str, from: &str) -> Result<Self, InvalidMailServer> {
        let from: Mailbox = from.parse().map_err(|_| InvalidMailServer::Sender)?;
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&encrypted(url)?).map_err(|_| InvalidMailServer::Url)?;
        let name = ClientId::Domain(from.email.domain().to_owned());
        Ok(Self { transport: builder.hello_name(name).timeout(Some(ANSWERS_WITHIN)).build(), from })
    }

    /// Sends a letter, or says in words without anybody's data why it could not.
    pub(super) async fn send(&self, to: &EmailAddress, text: &Text, message_id: String) -> Result<(), String> {
        let to: Mailbox = to.as_str().parse().map_err(|_| "the recipient's address is not one for mail".to_owned())?;
        let body = MultiPart::alternative_plain_html(text.plain.clone(), text.html.clone());
        let message = Message::builder().from(self.from.clone()).to(to).subject(text.subject.clone()).message_id(Some(message_id));
        let message = message.multipart(body).map_err(|_| "the letter cannot be put together".to_owned())?;
        match tokio::time::timeout(SENT_WITHIN, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(words(&error)),
            Err(_) => Err("the mail server takes too long".to_owned()),
        }
    }
}

/// The address with what it leaves open about encryption.
fn encrypted(url: &str) -> Result<String, InvalidMailServer> {
    let has_password = url.split_once("://").is_some_and(|(_, rest)| rest.split('/').next().is_some_and(|host| host.contains('@')));
    if let Some(plain) = url.strip_suffix("?tls=none") {
        return if has_password { Err(InvalidMailServer::PlainPassword) } else { Ok(plain.to_owned()) };
    }
    if !url.starts_with("smtp://") || url.contains("tls=") {
        return Ok(url.to_owned());
    }
    let separator = if url.contains('?') { '&' } else { '?' };
    Ok(format!("{url}{separator}tls={}", if has_password { "required" } else { "opportunistic" }))
}

/// What went wrong. The server's own words may name people.
fn words(error: &smtp::Error) -> String {
    match error.status() {
        Some(code) => format!("the mail server answered {code}"),
        None if error.is_timeout() => "the mail server does not answer in time".to_owned(),
        None if error.is_tls() => "there is no encrypted way to the mail server".to_owned(),
        None => "the mail server cannot be reached".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_always_travels_encrypted() {
        let of = |url| encrypted(url).map_err(|error| error.to_string());
        assert_eq!(of("smtp://me:pw@mail.example:587").as_deref(), Ok("smtp://me:pw@mail.example:587?tls=required"));
        assert_eq!(of("smtp://mail.example:25").as_deref(), Ok("smtp://mail.example:25?tls=opportunistic"));
        assert_eq!(of("smtp://mail.example:25?tls=none").as_deref(), Ok("smtp://mail.example:25"));
        assert_eq!(of("smtps://me:pw@mail.example").as_deref(), Ok("smtps://me:pw@mail.example"));
        assert!(matches!(encrypted("smtp://me:pw@mail.example?tls=none"), Err(InvalidMailServer::PlainPassword)));
    }

    #[test]
    fn what_is_no_server_or_sender_is_refused_without_repeating_it() {
        let refusal = |url, from| Mailer::new(url, from).map(drop).map_err(|error| error.to_string());
        assert_eq!(refusal("smtps://me:pw@mail.example", "Linnea <calls@shop.example>"), Ok(()));
        for url in ["", "mail.example", "http://me:secret@mail.example", "smtp://"] {
            let told = refusal(url, "calls@shop.example").expect_err("refused");
            assert!(!told.contains("secret"), "{told}");
        }
        assert!(refusal("smtp://mail.example", "nobody").is_err());
    }
}
