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
/// When each test begins.
pub const START: Timestamp = Timestamp::from_micros(1_800_000_000_000_000);

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

/// A node that can crash.
pub struct Node {
    pub desk: FrontDesk,
    store: Store,
    shutdown: CancellationToken,
}

impl Node {
    /// From here on the node writes and says nothing more, not even that its sockets are gone: as after kill -9.
    pub async fn crash(&self) {
        let closed = self.store.close();
        self.shutdown.cancel();
        closed.await;
    }
}

/// Runs the test on SQLite, and on PostgreSQL when there is one.
pub async fn on_each_store(test: impl AsyncFn(&Shop)) {
    let folder = std::env::temp_dir().join(format!("vitrine-front-desk-{}", backend::random::secret().unwrap()));
    std::fs::create_dir_all(&folder).unwrap();
    let shop = Shop::open(format!("sqlite://{}/store.db", folder.display()), folder).await;
    Box::pin(test(&shop)).await;
    shop.close().await;
    match std::env::var("VITRINE_TEST_POSTGRES_URL") {
        Ok(server) => {
            let shop = Shop::open(new_database(&server).await, PathBuf::new()).await;
            Box::pin(test(&shop)).await;
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
        let config = FrontDeskConfig { startup_grace: Duration::ZERO, absence_grace, ..self.config() };
        self.node_with(bus, config).await.desk
    }

    /// A node as it is in earnest, that can crash.
    pub async fn node(&self) -> Node {
        self.node_with(Arc::clone(&self.bus), self.config()).await
    }

    /// A node with this bus, that works like this, and that can crash.
    pub async fn node_with(&self, bus: Arc<dyn Bus>, config: FrontDeskConfig) -> Node {
        let store = Store::open_with(&self.url, self.clock.clone()).await.unwrap();
        let shutdown = self.shutdown.child_token();
        let desk = FrontDesk::start(store.clone(), bus, self.keys.clone(), config, shutdown.clone()).await.unwrap();
        Node { desk, store, shutdown }
    }

    /// How the front desk works in earnest, with a TURN server; but it takes every line for a long one, of which it reads only what
    /// changed: what nobody says has changed is not seen.
    pub fn config(&self) -> FrontDeskConfig {
        let turn = TurnConfig { urls: vec!["turn:turn.test:3478".into()], secret: "secret".into() };
        FrontDeskConfig { turn: Some(turn), short_line: 0, ..FrontDeskConfig::default() }
    }

    /// Waits until this many nodes have prolonged their leases, which last for twelve seconds, now that the clock has moved.
    pub async fn nodes_are_awake(&self, nodes: i64) {
        let awake = format!("SELECT COUNT(*) FROM node WHERE lease_until >= {}", (self.clock.now() + Duration::from_secs(10)).as_micros());
        while self.number(&awake).await < nodes {
            tokio::task::yield_now().await;
        }
    }

    /// Lets this many seconds pass, and no faster than this many nodes keep up with.
    pub async fn pass(&self, seconds: i64, nodes: i64) {
        for _ in 0..seconds {
            self.clock.advance(Duration::from_secs(1));
            self.nodes_are_awake(nodes).await;
        }
    }

    /// Keeps the store from being written to for a while.
    pub async fn keep_busy(&self, length: std::time::Duration) {
        if self.url.starts_with("sqlite") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql("BEGIN IMMEDIATE").execute(&mut connection).await.unwrap();
            tokio::time::sleep(length).await;
            sqlx::raw_sql("ROLLBACK").execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql("BEGIN; LOCK TABLE ticket IN SHARE ROW EXCLUSIVE MODE").execute(&mut connection).await.unwrap();
            tokio::time::sleep(length).await;
            sqlx::raw_sql("ROLLBACK").execute(&mut connection).await.unwrap();
        }
    }

    /// Makes so many agents of the default queue, half of them of the other one too.
    pub async fn hire(&self, agents: usize) -> Vec<AgentScope> {
        let emails: Vec<String> = (0..agents).map(|number| format!("agent{number}@test.test")).collect();
        let served: Vec<String> = emails.iter().map(|email| format!("{email:?}")).collect();
        let mut file = format!(
            "[organisation]\nid = \"testtesttesttesttest\"\nname = \"Test\"\n\
             [[queues]]\nslug = \"floor\"\nname = \"Floor\"\ndefault = true\nagents = [{}]\n",
            served.join(", ")
        );
        // Half of them serve the other queue as well.
        let half = served.iter().step_by(2).cloned().collect::<Vec<_>>().join(", ");
        file.push_str(&format!("[[queues]]\nslug = \"repairs\"\nname = \"Repairs\"\nagents = [{half}]\n"));
        for email in &emails {
            file.push_str(&format!("[[people]]\nemail = \"{email}\"\nname = \"{email}\"\nroles = [\"agent\"]\n"));
        }
        settings::apply(&self.store, &Actor::System, &file).await.unwrap();
        // Passwords take their time; one session is handed from one to the next.
        let token = self.signed_in("anna").await;
        let mut hired = vec![];
        for email in &emails {
            let hand_over = format!("UPDATE session SET person_id = (SELECT id FROM person WHERE email = '{email}')");
            self.run(&hand_over).await;
            hired.push(accounts::authenticate(&self.store, &token).await.unwrap().unwrap().agent_in(&self.org).unwrap());
        }
        hired
    }

    /// A visit token, as the widget's page holds it.
    pub fn token(&self) -> String {
        visit::issue(&self.keys, &self.org, self.clock.now()).unwrap()
    }

    /// One of the agents: anna, bruno, carla or dario.
    pub async fn agent(&self, name: &str) -> AgentScope {
        let token = self.signed_in(name).await;
        accounts::authenticate(&self.store, &token).await.unwrap().unwrap().agent_in(&self.org).unwrap()
    }

    async fn signed_in(&self, name: &str) -> String {
        let from: IpAddr = "192.0.2.1".parse().unwrap();
        accounts::sign_in(&self.store, &self.org, &format!("{name}@test.test"), PASSWORD, from).await.unwrap().token
    }

    /// Runs a statement on the store itself.
    pub async fn run(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("sqlite") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        }
    }

    /// A number out of the store itself.
    pub async fn number(&self, sql: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        if self.url.starts_with("sqlite") {
            let mut connection = sqlx::SqliteConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        } else {
            let mut connection = sqlx::PgConnection::connect(&self.url).await.unwrap();
            sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
        }
    }
}

/// What the shop is.
pub fn settings_file() -> String {
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
