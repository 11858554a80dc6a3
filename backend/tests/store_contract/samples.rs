//! Rows to test with: an organisation with an owner, an agent and two queues, and a ticket.

use backend::{
    Actor, params, settings,
    store::{Change, Store},
};
use domain::{OrgId, PersonId, QueueId, TicketId};

use crate::support::NOW;

/// The sample organisation's settings.
pub const SETTINGS: &str = r#"
[organisation]
id = "sampleshopsampleshop"
name = "Sample shop"

[[sites]]
origin = "https://shop.example"

[[queues]]
slug = "floor"
name = "Floor"
default = true
agents = ["anna@shop.example"]

[[queues]]
slug = "repairs"
name = "Repairs"

[[people]]
email = "olga@shop.example"
name = "Olga"
roles = ["owner"]
password = "owner of the shop"

[[people]]
email = "anna@shop.example"
name = "Anna"
roles = ["agent"]
"#;

/// The sample organisation's id.
pub fn org() -> OrgId {
    "sampleshopsampleshop".parse().expect("an id")
}

/// A ticket's id.
pub fn ticket() -> TicketId {
    TicketId::from_random([7; 20])
}

/// Fills the store.
pub async fn fill(store: &Store) {
    settings::apply(store, &Actor::System, SETTINGS).await.expect("the sample settings apply");
}

/// The id of the queue with this slug.
pub async fn queue(store: &Store, slug: &str) -> QueueId {
    let row = store.reader().one("SELECT id FROM queue WHERE org_id = $1 AND slug = $2", params![org(), slug]).await;
    row.and_then(|row| row.id("id")).expect("the queue is there")
}

/// The id of the person with this address.
pub async fn person(store: &Store, email: &str) -> PersonId {
    let row = store.reader().one("SELECT id FROM person WHERE email = $1", params![email]).await;
    row.and_then(|row| row.id("id")).expect("the person is there")
}

/// A waiting ticket in a queue.
pub async fn draw(store: &Store, id: &TicketId, queue: &QueueId) {
    let sql = "
        INSERT INTO ticket (org_id, id, queue_id, state, joined_at, epoch, resume_hash, round_started_at, language, has_camera,
            has_microphone, terms_version, terms_accepted_at, version)
        VALUES ($1, $2, $3, 'waiting', $4, 1, 'hash', $4, 'en', 1, 1, '1', $4, 1)";
    run(store, sql, params![org(), id, queue, NOW]).await.expect("a ticket can be drawn");
}

/// Runs one statement as a change of its own.
pub async fn run(store: &Store, sql: &'static str, values: Vec<backend::store::Param>) -> backend::Result<u64> {
    let values = &values;
    store.change(&Actor::System, |change| Box::pin(async move { execute(change, sql, values).await })).await
}

async fn execute(change: &mut Change<'_>, sql: &'static str, values: &[backend::store::Param]) -> backend::Result<u64> {
    change.execute(sql, values.to_vec()).await
}

/// How many rows a statement counts as `n`.
pub async fn count(store: &Store, sql: &'static str) -> i64 {
    store.reader().one(sql, params![]).await.and_then(|row| row.int("n")).expect("the rows can be counted")
}
