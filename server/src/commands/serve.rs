//! `vitrine serve`: opens the store, starts the front desk, listens, and on a signal drains and stops.

use std::{net::SocketAddr, sync::Arc};

use axum::{Router, serve::ListenerExt};
use backend::{
    bus::{Bus, InProcessBus, NatsBus},
    catalogue, demo,
    front_desk::{FrontDesk, FrontDeskConfig},
    keys::Keys,
    mail::{self, Mailer},
    outbound::Outbound,
    settings::RecentSettings,
    store::retention,
    turn::TurnConfig,
};
use domain::{Duration, theme::Theme};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;

use super::{Failure, open_store};
use crate::{
    config::Settings,
    demo_shop,
    http::{self, App, StreamLimits, Tries},
    shutdown::{DRAIN_WITHIN, Shutdown},
    site::Site,
};

/// After a start nobody is judged absent for this long: clients need time to come back.
const STARTUP_GRACE: Duration = Duration::from_secs(15);
/// How long somebody may be away before a ticket or a call ends.
const ABSENCE_GRACE: Duration = Duration::from_secs(30);

/// Runs the server until a signal.
///
/// # Errors
/// The store, an address, the built files or the configuration are of no use.
pub async fn serve(settings: Settings, is_demo: bool) -> Result<(), Failure> {
    if is_demo {
        refuse_public_demo(&settings)?;
    }
    let mailer = mailer(&settings)?;
    let bus = bus(&settings).await?;
    let site = Site::load(settings.site_dir.as_deref())?;
    let store = open_store(&settings).await?;
    if is_demo {
        demo::seed(&store, &demo_shop::origin(settings.demo_addr)?).await?;
    }
    let keys = Keys::load(&settings.data_dir, settings.secret_key.as_deref())?;
    let shutdown = Shutdown::default();
    shutdown.on_signal();
    let config = FrontDeskConfig {
        turn: turn(&settings)?,
        startup_grace: STARTUP_GRACE,
        absence_grace: ABSENCE_GRACE,
        ..FrontDeskConfig::default()
    };
    let desk = FrontDesk::start(store.clone(), bus, keys.clone(), config, shutdown.token.clone()).await?;
    tokio::spawn(retention::keep(store.clone(), shutdown.token.clone()));
    tokio::spawn(mail::keep(store.clone(), mailer, settings.public_url.clone(), shutdown.token.clone()));
    tokio::spawn(catalogue::keep(store.clone(), Outbound::new()?, shutdown.token.clone()));
    let metrics = PrometheusBuilder::new().install_recorder()?;
    let shop = is_demo.then(|| demo_shop::router(site.folder.join("demo"), settings.public_url.clone()));
    let (addr, demo_addr) = (settings.addr, settings.demo_addr);
    let app = Arc::new(App {
        settings,
        store,
        desk,
        keys,
        recent: RecentSettings::default(),
        streams: StreamLimits::default(),
        link_tries: Tries::default(),
        site,
        shutdown: shutdown.clone(),
        theme_css: Theme::default().to_css(),
        metrics,
        is_demo,
    });
    let console = listen(addr, http::router(app.clone()), shutdown.clone()).await?;
    let shop = match shop {
        Some(shop) => Some(listen(demo_addr, shop, shutdown.clone()).await?),
        None => None,
    };
    tracing::info!(url = %app.settings.public_url, %addr, "serving");
    if is_demo {
        tracing::info!(shop = %format!("http://{demo_addr}"), desk = %format!("{}/o/{}/desk", app.settings.public_url, demo::ORG_ID), "demo");
    }
    shutdown.token.cancelled().await;
    shutdown.drained().await;
    for server in [Some(console), shop].into_iter().flatten() {
        if tokio::time::timeout(DRAIN_WITHIN / 4, server).await.is_err() {
            tracing::warn!("some requests did not end in time");
        }
    }
    tracing::info!("stopped");
    Ok(())
}

/// Listens and serves on a task of its own, so that both servers run side by side.
async fn listen(address: SocketAddr, router: Router, shutdown: Shutdown) -> Result<tokio::task::JoinHandle<()>, Failure> {
    let listener = TcpListener::bind(address).await.map_err(|error| format!("cannot listen on {address}: {error}"))?;
    let listener = listener.tap_io(|stream| {
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "TCP_NODELAY cannot be set");
        }
    });
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    Ok(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, service).with_graceful_shutdown(shutdown.token.clone().cancelled_owned()).await {
            tracing::error!(%error, "a listener ended");
        }
        shutdown.token.cancel();
    }))
}

/// A demo has well-known passwords.
fn refuse_public_demo(settings: &Settings) -> Result<(), Failure> {
    let public = [settings.addr, settings.demo_addr].into_iter().find(|address| !address.ip().is_loopback());
    match public {
        Some(address) => Err(format!("--demo has well-known passwords and runs on loopback addresses only, not on {address}").into()),
        None => Ok(()),
    }
}

/// What joins this server to others; without NATS it is alone. A NATS server that is away now is connected when it comes.
async fn bus(settings: &Settings) -> Result<Arc<dyn Bus>, Failure> {
    match &settings.nats_url {
        Some(url) => {
            if settings.database_url().starts_with("sqlite") {
                tracing::warn!("VITRINE_NATS_URL joins several servers on one PostgreSQL; an SQLite file is for one server");
            }
            Ok(Arc::new(NatsBus::connect(url).await.map_err(|error| format!("VITRINE_NATS_URL: {error}"))?))
        }
        None => Ok(Arc::new(InProcessBus::default())),
    }
}

/// What hands mail to the mail server, when there is one.
fn mailer(settings: &Settings) -> Result<Option<Mailer>, Failure> {
    match (&settings.smtp_url, &settings.smtp_from) {
        (None, _) => Ok(None),
        (Some(_), None) => Err("VITRINE_SMTP_URL names a mail server, so VITRINE_SMTP_FROM is needed too".into()),
        (Some(url), Some(from)) => {
            Ok(Some(Mailer::new(url, from).map_err(|error| format!("VITRINE_SMTP_URL, VITRINE_SMTP_FROM: {error}"))?))
        }
    }
}

fn turn(settings: &Settings) -> Result<Option<TurnConfig>, Failure> {
    match (&settings.turn_urls[..], &settings.turn_secret) {
        ([], _) => Ok(None),
        (urls, Some(secret)) => Ok(Some(TurnConfig { urls: urls.to_vec(), secret: secret.clone() })),
        (urls, None) if urls.iter().any(|url| url.starts_with("turn")) => {
            Err("VITRINE_TURN_URLS names a TURN server, so VITRINE_TURN_SECRET is needed too".into())
        }
        (urls, None) => Ok(Some(TurnConfig { urls: urls.to_vec(), secret: String::new() })),
    }
}
