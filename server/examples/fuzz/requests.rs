//! HTTP as nobody should write it: addresses, headers, forms and bytes.

use tokio::time::Instant;

use crate::{
    Failure,
    dice::Dice,
    mutate,
    target::{ORG, Target, address},
};

/// Every route, and the ways that strangers know.
const PATHS: &[&str] = &[
    "/",
    "/widget/demodemodemodemodemo?queue=shop-floor&locale=en&site=http%3A%2F%2F127.0.0.1%3A3100",
    "/widget/demodemodemodemodemo?queue=attic&locale=ar-XB",
    "/widget/demodemodemodemodemo/socket",
    "/page/maison-vitrine/channel.json?key=page-demo-maison-vitrine&locale=sv",
    "/page/demodemodemodemodemo/status.json?queues=&key=page-demo-maison-vitrine",
    "/page/demodemodemodemodemo/channel.json?key=",
    "/o/demodemodemodemodemo/me",
    "/widget/demodemodemodemodemo/snapshots/aaaaaaaaaaaaaaaaaaaa",
    "/o/demodemodemodemodemo",
    "/o/demodemodemodemodemo/desk",
    "/o/demodemodemodemodemo/desk/socket",
    "/o/demodemodemodemodemo/sign-in?next=%2Fo%2Fdemodemodemodemodemo%2Fdesk",
    "/o/demodemodemodemodemo/sign-out",
    "/guest/demodemodemodemodemo?locale=ar-XB",
    "/guest/demodemodemodemodemo/claim",
    "/guest/demodemodemodemodemo/socket",
    "/assets/widget.js",
    "/assets/..%2fassets.json",
    "/assets/%2e%2e/%2e%2e/etc/passwd",
    "/embed.js",
    "/flux-player.js",
    "/embed.d.ts",
    "/favicon.svg",
    "/healthz",
    "/metrics",
];
const METHODS: &[&str] = &["GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "PRI", "get"];
const HEADERS: &[(&str, &str)] = &[
    ("cookie", "vitrine_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA; other=1"),
    ("referer", "http://127.0.0.1:3100/socks"),
    ("sec-fetch-dest", "iframe"),
    ("sec-fetch-site", "cross-site"),
    ("x-forwarded-for", "203.0.113.9, 10.0.0.1"),
    ("authorization", "Bearer aaaaaaaaaaaaaaaaaaaa.secret"),
    ("accept-encoding", "br, gzip"),
    ("if-modified-since", "Sun, 22 Nov 2026 15:09:58 GMT"),
    ("range", "bytes=0-9"),
    ("upgrade", "websocket"),
    ("connection", "upgrade"),
    ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("sec-websocket-version", "13"),
    ("content-type", "application/x-www-form-urlencoded"),
    ("transfer-encoding", "chunked"),
    ("expect", "100-continue"),
];
const FORMS: &[&str] = &[
    "email=anna%40demo.test&password=wrong&next=%2Fo%2Fdemodemodemodemodemo%2Fdesk",
    "email=nobody%40demo.test&password=wrong",
    "email=&password=",
];
const LINKS: &[&str] =
    &[r#"{"token":"AAAAAAAAAAAAAAAAAAAAAA","name":"Mia","claim":"abcdefghijklmnopqrst"}"#, r#"{"token":"","name":"\u202e","claim":""}"#];

/// One request after the other, until the deadline.
pub async fn run(target: Target, mut dice: Dice, until: Instant) -> Result<(), Failure> {
    while Instant::now() < until && !target.tally.has_failed() {
        let (kind, request) = match dice.below(10) {
            0..4 => ("address and headers", plain(&mut dice)),
            4..6 => ("sign-in form", sign_in(&mut dice, &target.origin)),
            6 => ("link for a guest", claim(&mut dice, &target.origin)),
            7..9 => {
                let valid = if dice.chance(50) { plain(&mut dice) } else { sign_in(&mut dice, &target.origin) };
                ("bytes", mutate::bytes(&mut dice, &valid))
            }
            _ => ("no request at all", (0..dice.below(3_000)).map(|_| dice.byte()).collect()),
        };
        target.tally.count(format!("http: sent {kind}"));
        // What ends too early would wait for its rest: the end is made clear to every reader.
        let mut request = request;
        request.extend_from_slice(b"\r\n\r\n");
        let answer = exchange_or_end(&target, &request).await?;
        let status = status(&answer);
        target.tally.count(format!("http: answered {}", status.map_or_else(|| "by closing".into(), |status| status.to_string())));
        if status.is_some_and(|status| status >= 500 && status != 501) {
            target.tally.fail(format!("status {status:?} for {}", String::from_utf8_lossy(&request).escape_debug()));
        }
    }
    Ok(())
}

/// What comes back within a second; a request that is not whole may wait for ever, and then its client hangs up.
async fn exchange_or_end(target: &Target, request: &[u8]) -> Result<Vec<u8>, Failure> {
    match tokio::time::timeout(std::time::Duration::from_secs(1), target.exchange(request)).await {
        Ok(answer) => answer,
        Err(_) => {
            target.tally.count("http: left waiting for its rest");
            Ok(vec![])
        }
    }
}

fn plain(dice: &mut Dice) -> Vec<u8> {
    let path = dice.pick(PATHS).as_bytes();
    let path = if dice.chance(60) { spaceless(mutate::bytes(dice, path)) } else { path.to_vec() };
    let mut request = [dice.pick(METHODS).as_bytes(), b" /", path.strip_prefix(b"/").unwrap_or(&path), b" HTTP/1.1\r\n"].concat();
    request.extend_from_slice(b"host: localhost\r\nconnection: close\r\n");
    for _ in 0..dice.below(8) {
        let (name, value) = *dice.pick(HEADERS);
        let value = if dice.chance(50) { mutate::bytes(dice, value.as_bytes()) } else { value.as_bytes().to_vec() };
        let value: Vec<u8> = value.into_iter().filter(|byte| !matches!(byte, b'\r' | b'\n' | 0)).collect();
        request.extend([name.as_bytes(), b": ", &value, b"\r\n"].concat());
    }
    if dice.chance(3) {
        request.extend(b"x-filling: 1\r\n".repeat(dice.below(200)));
    }
    if dice.chance(3) {
        request.extend([b"x-long: ".to_vec(), vec![b'x'; dice.below(600_000)], b"\r\n".to_vec()].concat());
    }
    request.extend_from_slice(b"\r\n");
    request
}

fn sign_in(dice: &mut Dice, origin: &str) -> Vec<u8> {
    let form = dice.pick(FORMS).as_bytes();
    let form = match dice.below(10) {
        0..7 => mutate::bytes(dice, form),
        7 => vec![b'x'; dice.below(200_000)],
        _ => form.to_vec(),
    };
    let length = if dice.chance(90) { form.len() } else { dice.below(100_000) };
    let kind =
        if dice.chance(90) { "application/x-www-form-urlencoded" } else { dice.pick(&["application/json", "multipart/form-data", ""]) };
    // Most come from an address of their own, so that not every form ends at the limit for wrong passwords.
    let from = address(dice);
    let head = format!(
        "POST /o/{ORG}/sign-in HTTP/1.1\r\nhost: localhost\r\norigin: {origin}\r\nx-forwarded-for: {from}\r\nconnection: close\r\n\
         content-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.into_bytes(), form].concat()
}

fn claim(dice: &mut Dice, origin: &str) -> Vec<u8> {
    let link = dice.pick(LINKS).as_bytes();
    let link = if dice.chance(70) { mutate::bytes(dice, link) } else { link.to_vec() };
    let kind = if dice.chance(90) { "application/json" } else { "text/plain" };
    // Most from a network of their own, for the same reason.
    let (from, length) = (address(dice), link.len());
    let head = format!(
        "POST /guest/{ORG}/claim HTTP/1.1\r\nhost: localhost\r\norigin: {origin}\r\nx-forwarded-for: {from}\r\nconnection: close\r\n\
         content-type: {kind}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.into_bytes(), link].concat()
}

fn spaceless(bytes: Vec<u8>) -> Vec<u8> {
    bytes.into_iter().filter(|byte| !byte.is_ascii_whitespace()).collect()
}

fn status(answer: &[u8]) -> Option<u16> {
    let line = answer.strip_prefix(b"HTTP/1.1 ").or_else(|| answer.strip_prefix(b"HTTP/1.0 "))?;
    std::str::from_utf8(line.get(..3)?).ok()?.parse().ok()
}
