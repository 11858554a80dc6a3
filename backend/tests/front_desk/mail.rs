//! Mail about call-backs, to a mail server that is a process of its own.

use backend::mail::{Drained, Mailer, drain};
use domain::{Duration, Origin, wire::FromShopper};

use crate::support::{
    mail::{MailServer, free_port, url},
    *,
};

const TEAM: [&str; 4] = ["anna@test.test", "bruno@test.test", "carla@test.test", "dario@test.test"];
const FROM: &str = "Test & Co <calls@test.test>";

fn console() -> Origin {
    "https://calls.test".parse().unwrap()
}

fn sent(sent: u32) -> Drained {
    Drained { sent, ..Drained::default() }
}

/// Somebody asked the queue of all four agents to be called back.
async fn asked(shop: &Shop) {
    let front_desk = shop.front_desk().await;
    let mut joe = Shopper::attach(shop, &front_desk, None).await;
    joe.say(FromShopper::AskCallBack(Box::new(ask_call_back("a")))).await;
    assert_eq!(shop.number("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL").await, 4);
}

#[tokio::test]
async fn each_agent_of_the_queue_gets_one_letter_that_tells_whom_to_call() {
    on_each_store(async |shop| {
        asked(shop).await;
        let personal =
            "SELECT COUNT(*) FROM outbox WHERE payload_json LIKE '%Joe%' OR payload_json LIKE '%@%' OR payload_json LIKE '%12345%'";
        assert_eq!(shop.number(personal).await, 0);
        let mut server = MailServer::start(0).await;
        let mailer = Mailer::new(&server.url(), FROM).unwrap();
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), sent(4));
        let (first, letter) = server.letter().await;
        for part in ["Subject: Call back: Floor", "calls@test.test", "multipart/alternative", "Joe", "+46 8 12345", "The blue one?"] {
            assert!(letter.contains(part), "{part} is not in\n{letter}");
        }
        assert!(letter.contains("https://calls.test/o/testtesttesttesttest/desk"), "{letter}");
        let mut all = server.recipients(3).await;
        all.push(first);
        all.sort();
        assert_eq!(all, TEAM);
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), Drained::default());
    })
    .await;
}

#[tokio::test]
async fn two_nodes_that_look_at_once_send_each_letter_once() {
    on_each_store(async |shop| {
        asked(shop).await;
        let other = backend::store::Store::open_with(&shop.url, shop.clock.clone()).await.unwrap();
        let mut server = MailServer::start(0).await;
        let mailer = Mailer::new(&server.url(), FROM).unwrap();
        let origin = console();
        let (here, there) = tokio::join!(drain(&shop.store, Some(&mailer), &origin), drain(&other, Some(&mailer), &origin));
        assert_eq!(here.unwrap().sent + there.unwrap().sent, 4);
        assert_eq!(server.recipients(4).await, TEAM);
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn while_the_mail_server_is_away_nothing_is_lost_and_afterwards_nothing_comes_twice() {
    on_each_store(async |shop| {
        asked(shop).await;
        let port = free_port();
        let mailer = Mailer::new(&url(port), FROM).unwrap();
        let put_off = Drained { put_off: 4, ..Drained::default() };
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), put_off);
        assert_eq!(shop.number("SELECT COUNT(*) FROM outbox WHERE attempts = 1 AND last_error NOT LIKE '%@%'").await, 4);
        let mut server = MailServer::start(port).await;
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), Drained::default());
        shop.clock.advance(Duration::from_secs(30));
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), sent(4));
        assert_eq!(server.recipients(4).await, TEAM);
        shop.clock.advance(Duration::from_secs(3_600));
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), Drained::default());
    })
    .await;
}

#[tokio::test]
async fn a_letter_is_given_up_after_a_day_and_one_without_a_mail_server_at_once() {
    on_each_store(async |shop| {
        asked(shop).await;
        let mailer = Mailer::new(&url(free_port()), FROM).unwrap();
        shop.clock.advance(Duration::from_secs(24 * 3_600));
        let dropped = Drained { dropped: 4, ..Drained::default() };
        assert_eq!(drain(&shop.store, Some(&mailer), &console()).await.unwrap(), dropped);
        assert_eq!(shop.number("SELECT COUNT(*) FROM outbox WHERE done_at IS NOT NULL AND last_error LIKE 'given up: %'").await, 4);
        let front_desk = shop.front_desk().await;
        let mut maja = Shopper::attach(shop, &front_desk, None).await;
        maja.say(FromShopper::AskCallBack(Box::new(ask_call_back("b")))).await;
        assert_eq!(drain(&shop.store, None, &console()).await.unwrap(), dropped);
        assert_eq!(shop.number("SELECT COUNT(*) FROM outbox WHERE done_at IS NULL").await, 0);
    })
    .await;
}
