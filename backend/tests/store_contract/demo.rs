//! The demo organisation.

use backend::{accounts, demo, settings};
use domain::{OrgId, Origin};

use crate::{
    on_every_store,
    samples::{count, fill},
    support::TestStore,
};

on_every_store! {
    everybody_of_the_demo_can_sign_in_and_agents_serve_their_queues;
    the_demo_follows_the_address_of_its_shop;
    the_demo_is_refused_beside_another_organisation;
}

fn shop(port: u16) -> Origin {
    format!("http://127.0.0.1:{port}").parse().expect("an origin")
}

fn org() -> OrgId {
    demo::ORG_ID.parse().expect("an id")
}

async fn everybody_of_the_demo_can_sign_in_and_agents_serve_their_queues(test: TestStore) {
    demo::seed(&test.store, &shop(3100)).await.expect("the demo is filled");
    for (email, password, queues) in [
        ("owner@demo.test", "owner-demo-2026", vec![]),
        ("anna@demo.test", "agent-demo-2026", vec!["Shop floor"]),
        ("bruno@demo.test", "agent-demo-2026", vec!["Shop floor", "Repairs"]),
    ] {
        let session = accounts::sign_in(&test.store, &org(), email, password, [127, 0, 0, 1].into()).await.expect(email);
        let signed_in = accounts::authenticate(&test.store, &session.token).await.expect("an answer").expect("a session");
        let agent = signed_in.agent_in(&org()).expect("a member");
        assert_eq!(settings::queues_of_agent(&test.store, &agent).await.expect("queues"), queues, "{email}");
    }
    let shown = "SELECT count(*) AS n FROM membership WHERE is_public = 1";
    assert_eq!(count(&test.store, shown).await, 1, "Anna alone");
    let scope = accounts::shopper_scope(&test.store, &org()).await.expect("an answer").expect("an organisation");
    let queues = settings::queues(&test.store, &scope).await.expect("queues");
    let slugs: Vec<_> = queues.iter().map(|queue| (queue.slug.as_str(), queue.is_default)).collect();
    assert_eq!(slugs, [("shop-floor", true), ("repairs", false)]);
}

async fn the_demo_follows_the_address_of_its_shop(test: TestStore) {
    demo::seed(&test.store, &shop(3100)).await.expect("the demo is filled");
    assert!(demo::seed(&test.store, &shop(3100)).await.expect("again").is_empty());
    demo::seed(&test.store, &shop(3200)).await.expect("at another address");
    let scope = accounts::shopper_scope(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!(settings::sites(&test.store, &scope).await.ok(), Some(vec![shop(3200)]));
}

async fn the_demo_is_refused_beside_another_organisation(test: TestStore) {
    fill(&test.store).await;
    let message = demo::seed(&test.store, &shop(3100)).await.expect_err("refused").to_string();
    assert!(message.contains("another organisation"), "{message}");
    assert!(accounts::shopper_scope(&test.store, &org()).await.expect("an answer").is_none());
}
