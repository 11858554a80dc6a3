//! A server on a free port with a store of its own, and the demo organisation in it.

use std::{net::SocketAddr, sync::Arc};

use axum::{
    body::Body,
    http::{Request, Response},
};
use backend::{
    bus::InProcessBus,
    demo,
    front_desk::{FrontDesk, FrontDeskConfig},
    keys::Keys,
    settings::RecentSettings,
    store::Store,
    turn::TurnConfig,
};
use clap::Parser;
use domain::{Duration, theme::Theme};
use futures::{SinkExt, StreamExt};
use metrics_exporter_prometheus::PrometheusBuilder;
use server::{
    config::Cli,
    http::{self, App, AppState, StreamLimits, Tries},
    shutdown::Shutdown,
    site::Site,
};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, protocol::frame::coding::CloseCode},
};

/// The demo organisation.
pub const ORG: &str = "demodemodemodemodemo";
/// The site that may frame its widget.
pub const SHOP: &str = "http://127.0.0.1:3100";

/// A client's socket.
pub type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// A running server; ends with the test.
pub struct TestServer {
    /// Where it listens; also its public address.
    pub address: SocketAddr,
    /// Its insides.
    pub app: AppState,
    _folder: TempDir,
}

impl TestServer {
    /// Starts one.
    pub async fn start() -> Self {
        Self::start_with(&[]).await
    }

    /// Starts one that takes loopback for a proxy.
    pub async fn behind_proxy() -> Self {
        Self::start_with(&["--trusted-proxies", "127.0.0.1"]).await
    }

    async fn start_with(more: &[&str]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        write_site(&folder);
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let database = format!("sqlite://{}", path("test.db"));
        let arguments =
            ["vitrine", "serve", "--public-url", &format!("http://{address}"), "--data-dir", &path("data"), "--site-dir", &path("site")];
        let settings = Cli::parse_from(arguments.iter().chain(more)).settings;
        let store = Store::open(&database).await.expect("a store");
        store.migrate().await.expect("tables");
        demo::seed(&store, &SHOP.parse().expect("an origin")).await.expect("the demo organisation");
        std::fs::create_dir_all(&settings.data_dir).expect("a data folder");
        let keys = Keys::load(&settings.data_dir, None).expect("keys");
        let shutdown = Shutdown::default();
        let turn = TurnConfig { urls: vec!["turn:turn.example:3478".into()], secret: "secret".into() };
        let config = FrontDeskConfig {
            turn: Some(turn),
            startup_grace: Duration::ZERO,
            absence_grace: Duration::from_secs(30),
            ..FrontDeskConfig::default()
        };
        let desk = FrontDesk::start(store.clone(), Arc::new(InProcessBus::default()), keys.clone(), config, shutdown.token.clone())
            .await
            .expect("a front desk");
        let app = Arc::new(App {
            site: Site::load(settings.site_dir.as_deref()).expect("a site"),
            metrics: PrometheusBuilder::new().build_recorder().handle(),
            theme_css: Theme::default().to_css(),
            is_demo: true,
            settings,
            store,
            desk,
            keys,
            recent: RecentSettings::default(),
            streams: StreamLimits::default(),
            link_tries: Tries::default(),
            shutdown,
        });
        let service = http::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { address, app, _folder: folder }
    }

    /// Its own origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Asks over the router, as a client on loopback.
    pub async fn ask(&self, request: Request<Body>) -> Response<Body> {
        use tower::ServiceExt;
        let mut request = request;
        request.extensions_mut().insert(axum::extract::ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 50_000))));
        http::router(self.app.clone()).oneshot(request).await.expect("an answer")
    }

    /// A plain look at a page: status, headers and text.
    pub async fn get(&self, path: &str) -> (u16, axum::http::HeaderMap, String) {
        let response = self.ask(Request::get(path).body(Body::empty()).expect("a request")).await;
        let (parts, body) = response.into_parts();
        let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
        (parts.status.as_u16(), parts.headers, String::from_utf8_lossy(&bytes).into_owned())
    }

    /// Opens a socket; the status when it is refused.
    pub async fn socket(&self, path: &str, origin: &str, cookie: Option<&str>) -> Result<Socket, u16> {
        let cookie = cookie.map(|cookie| ("cookie", cookie));
        self.connect(path, [("origin", origin)].into_iter().chain(cookie)).await
    }

    /// Opens a socket of an own page through a proxy that says where it comes from.
    pub async fn socket_from(&self, path: &str, forwarded_for: &str) -> Socket {
        let headers = [("origin", self.origin()), ("x-forwarded-for", forwarded_for.to_owned())];
        self.connect(path, headers.iter().map(|(name, value)| (*name, value.as_str()))).await.expect("a socket")
    }

    async fn connect(&self, path: &str, headers: impl Iterator<Item = (&'static str, &str)>) -> Result<Socket, u16> {
        let mut request = format!("ws://{}{path}", self.address).into_client_request().expect("a request");
        for (name, value) in headers {
            request.headers_mut().insert(name, value.parse().expect("a header"));
        }
        match connect_async(request).await {
            Ok((socket, _)) => Ok(socket),
            Err(tokio_tungstenite::tungstenite::Error::Http(response)) => Err(response.status().as_u16()),
            Err(error) => panic!("{error}"),
        }
    }

    /// A visit token of the demo organisation.
    pub async fn visit_token(&self) -> String {
        let now = self.app.store.now().await.expect("the time");
        backend::visit::issue(&self.app.keys, &ORG.parse().expect("an id"), now).expect("a token")
    }
}

/// The files that the asset build would make, small.
fn write_site(folder: &TempDir) {
    let site = folder.path().join("site");
    std::fs::create_dir_all(site.join("assets")).expect("a folder");
    let names =
        ["start", "widget", "console", "scanner"].iter().flat_map(|bundle| ["js", "wasm", "css"].map(|kind| format!("{bundle}.{kind}")));
    let manifest: std::collections::BTreeMap<_, _> = names.map(|name| (name.clone(), format!("/assets/{name}"))).collect();
    std::fs::write(site.join("assets.json"), serde_json::to_string(&manifest).expect("json")).expect("a file");
    std::fs::write(site.join("assets/widget.js"), "export default 1").expect("a file");
    std::fs::write(site.join("assets/embed-status-abcdef0123.js"), "export default 1").expect("a file");
    std::fs::write(site.join("frame.js"), "/* frame */").expect("a file");
    std::fs::write(site.join("embed.js"), "/* embed */").expect("a file");
    std::fs::write(site.join("flux-player.js"), "/* flux */").expect("a file");
}

/// Sends a message as JSON.
pub async fn say(socket: &mut Socket, message: &impl serde::Serialize) {
    let text = serde_json::to_string(message).expect("json");
    socket.send(Message::Text(text.into())).await.expect("sent");
}

/// The next text message but for the line's beat, as JSON; `None` when the socket closed, or broke, before.
pub async fn hear(socket: &mut Socket) -> Option<serde_json::Value> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) if text.as_str() == r#""beat""# => {}
            Some(Ok(Message::Text(text))) => return serde_json::from_str(&text).ok(),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
            _ => return None,
        }
    }
}

/// The close code, after whatever else comes; `None` when the connection broke without one.
pub async fn close_code(socket: &mut Socket) -> Option<u16> {
    while let Some(Ok(message)) = socket.next().await {
        if let Message::Close(frame) = message {
            return frame.map(|frame| CloseCode::into(frame.code));
        }
    }
    None
}
