//! The shop: a store with one organisation, two queues and four agents, and front desks on it.

use std::{net::IpAddr, path::PathBuf, sync::Arc};

use backend::{
    accounts::{self, AgentScope},
    bus::{Bus, InProcessBus},
    front_desk::{FrontDesk, FrontDeskConfig},
    keys::Keys,
    settings,
    store::{Actor, Clock, Store},
    turn::TurnConfig,
    visit,
};
use domain::{Duration, OrgId, Timestamp};
use sqlx::Connection;
use tokio_util::sync::CancellationToken;

const PASSWORD: &str = "agent-test-2026";
const START: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

/// A shop of one test.
pub struct Shop {
    pub url: String,
    pub org: OrgId,
    pub clock: Clock,
    pub keys: Keys,
    pub store: Store,
    bus: Arc<dyn Bus>,
    shutdown: CancellationToken,
    folder: PathBuf,
}

/// Runs the test on SQLite, and on PostgreSQL when there is one.
pub async fn on_each_store(test: impl AsyncFn(&Shop)) {
    let folder = std::env::temp_dir().join(format!("vitrine-front-desk-{}", backend::random::secret().unwrap()));
    std::fs::create_dir_all(&folder).unwrap();
    let shop = Shop::open(format!("sqlite://{}/store.db", folder.display()), folder).await;
    test(&shop).await;
    shop.close().await;
    match std::env::var("VITRINE_TEST_POSTGRES_URL") {
        Ok(server) => {
            let shop = Shop::open(new_database(&server).await, PathBuf::new()).await;
            test(&shop).await;
            shop.close().await;
        }
        Err(_) => eprintln!("PostgreSQL was not tested: VITRINE_TEST_POSTGRES_URL is not set"),
    }
}

async fn new_database(server: &str) -> String {
    let name = format!("front_desk_{:x}", u128::from_be_bytes(backend::random::bytes().unwrap()));
    let mut connection = sqlx::PgConnection::connect(server).await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

impl Shop {
    async fn open(url: String, folder: PathBuf) -> Self {
        let clock = Clock::stopped_at(START);
        let store = Store::open_with(&url, clock.clone()).await.unwrap();
        store.migrate().await.unwrap();
        settings::apply(&store, &Actor::System, &settings_file()).await.unwrap();
        Self {
            url,
            org: "testtesttesttesttest".parse().unwrap(),
            clock,
            keys: Keys::from_bytes([7; 32]),
            store,
            bus: Arc::new(InProcessBus::new()),
            shutdown: CancellationToken::new(),
            folder,
        }
    }

    async fn close(self) {
        self.shutdown.cancel();
        self.store.close().await;
        if self.folder.exists() {
            std::fs::remove_dir_all(self.folder).ok();
        }
    }

    /// A node with a reliable bus. Each has connections of its own to the store, as another process has.
    pub async fn front_desk(&self) -> FrontDesk {
        self.front_desk_with(Arc::clone(&self.bus), Duration::from_secs(30)).await
    }

    /// A node with this bus and absence grace.
    pub async fn front_desk_with(&self, bus: Arc<dyn Bus>, absence_grace: Duration) -> FrontDesk {
        let store = Store::open_with(&self.url, self.clock.clone()).await.unwrap();
        let turn = TurnConfig { urls: vec!["turn:turn.test:3478".into()], secret: "secret".into() };
        let config = FrontDeskConfig { turn: Some(turn), startup_grace: Duration::ZERO, absence_grace };
        FrontDesk::start(store, bus, self.keys.clone(), config, self.shutdown.child_token()).await.unwrap()
    }

    /// A visit token, as the widget's page holds it.
    pub fn token(&self) -> String {
        visit::issue(&self.keys, &self.org, self.clock.now())
    }

    /// One of the agents: anna, bruno, carla or dario.
    pub async fn agent(&self, name: &str) -> AgentScope {
        let from: IpAddr = "192.0.2.1".parse().unwrap();
        let session = accounts::sign_in(&self.store, &self.org, &format!("{name}@test.test"), PASSWORD, from).await.unwrap();
        accounts::authenticate(&self.store, &session.token).await.unwrap().unwrap().agent_in(&self.org).unwrap()
    }

    /// A number out of the store itself.
    pub async fn number(&self, sql: &'static str) -> i64 {
        if self.url.starts_with("sqlite") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }
}

fn settings_file() -> String {
    let mut file = String::from(
        "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
         [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\n\
         agents = [\"anna@test.test\", \"bruno@test.test\", \"carla@test.test\", \"dario@test.test\"]\n\
         [[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\nagents = [\"bruno@test.test\"]\n",
    );
    for name in ["Anna", "Bruno", "Carla", "Dario"] {
        let email = name.to_lowercase();
        let roles = if name == "Anna" { "\"owner\", \"agent\"" } else { "\"agent\"" };
        file.push_str(&format!(
            "[[people]]\nemail = \"{email}@test.test\"\nname = \"{name}\"\nroles = [{roles}]\npassword = \"{PASSWORD}\"\n"
        ));
    }
    file
}
