//! A catalogue whose feed has an address, and the one of a settings file.

use backend::{
    Actor,
    accounts::AgentScope,
    catalogue::{self, Feed, Followed, Source},
    outbound::Outbound,
    settings::{self, follow_catalogue},
};
use domain::{
    Duration,
    catalogue::{Defaults, FeedProblem},
};

use super::{fill, member};
use crate::{
    on_every_store,
    samples::SETTINGS,
    support::{NOW, TestStore},
    web_server::{Said, WebServer},
};

on_every_store! {
    an_address_is_read_at_once_and_again_when_it_is_due;
    an_address_that_fails_is_tried_again_with_growing_pauses_and_the_products_stay;
    of_two_servers_one_reads;
    an_address_that_was_changed_while_it_was_read_counts_for_nothing;
    a_settings_file_names_an_address_or_a_file_and_changes_nothing_a_second_time;
    a_settings_file_with_a_feed_of_no_use_is_refused_with_its_lines;
}

const FEED: &str = "sku,title,price\nA,Lamp,10\nB,Chair,free\n";

fn defaults() -> Defaults {
    Defaults { locale: "sv-SE".parse().expect("a language"), currency: Some("SEK".parse().expect("a currency")) }
}

fn outbound(server: &WebServer) -> Outbound {
    Outbound::reaching(vec![server.address]).expect("TLS")
}

async fn feed(test: &TestStore, admin: &AgentScope) -> Feed {
    settings::catalogue(&test.store, admin).await.expect("the catalogue").1
}

async fn follow(test: &TestStore, server: &WebServer) -> Followed {
    catalogue::follow(&test.store, &outbound(server)).await.expect("the store answers")
}

async fn an_address_is_read_at_once_and_again_when_it_is_due(test: TestStore) {
    fill(&test).await;
    let (adam, server) = (member(&test, "adam").await, WebServer::start().await);
    follow_catalogue(&test.store, &adam, (0, NOW), &defaults(), (&server.url("/feed"), 6)).await.expect("saved");
    server.says(Said::new("200 OK", FEED).with("ETag: \"1\""));
    assert_eq!(follow(&test, &server).await, Followed { read: 1, ..Followed::default() });
    let read = feed(&test, &adam).await;
    assert_eq!((read.tally.taken, read.tally.left_out, read.read_at), (1, 1, Some(NOW)));
    assert_eq!(read.due_at, Some(NOW + Duration::from_secs(6 * 3_600)));
    assert_eq!(read.tally.problems[0].line, 3);
    // Nothing is due now.
    assert_eq!(follow(&test, &server).await, Followed::default());

    test.store.clock().advance(Duration::from_secs(6 * 3_600));
    server.says(Said::new("304 Not Modified", ""));
    assert_eq!(follow(&test, &server).await, Followed { same: 1, ..Followed::default() });
    assert!(server.asked()[1].contains("if-none-match: \"1\""));
    let same = feed(&test, &adam).await;
    assert_eq!((same.tally.clone(), same.version), (read.tally, 1));
    assert_eq!(same.read_at, Some(NOW + Duration::from_secs(6 * 3_600)));

    // On request it is read before its time; one that sends the same again without knowing so is not written anew.
    settings::read_catalogue_now(&test.store, &adam).await.expect("asked");
    server.says(Said::new("200 OK", FEED));
    assert_eq!(follow(&test, &server).await, Followed { same: 1, ..Followed::default() });
    settings::read_catalogue_now(&test.store, &adam).await.expect("asked");
    server.says(Said::new("200 OK", "sku,title,price\nC,Shelf,10\n"));
    assert_eq!(follow(&test, &server).await.read, 1);
    let shelf = catalogue::find(&test.store, &adam, "", 1).await.expect("an answer");
    assert_eq!(shelf.hits.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), ["Shelf"]);
}

async fn an_address_that_fails_is_tried_again_with_growing_pauses_and_the_products_stay(test: TestStore) {
    fill(&test).await;
    let (adam, server) = (member(&test, "adam").await, WebServer::start().await);
    follow_catalogue(&test.store, &adam, (0, NOW), &defaults(), (&server.url("/feed"), 24)).await.expect("saved");
    server.says(Said::new("200 OK", FEED));
    follow(&test, &server).await;
    test.store.clock().advance(Duration::from_secs(24 * 3_600));
    let mut pauses = vec![];
    for said in [Said::new("500 Oops", ""), Said::new("200 OK", "<html>"), Said::new("200 OK", "sku,title,price\nA,B,free\n")] {
        server.says(said);
        assert_eq!(follow(&test, &server).await, Followed { failed: 1, ..Followed::default() });
        let failed = feed(&test, &adam).await;
        let (due, tried) = (failed.due_at.expect("a time"), failed.tried_at.expect("a time"));
        pauses.push((due - tried).as_secs() / 60);
        assert_eq!(failed.tally.taken, 1, "what was there stays");
        test.store.clock().advance(due - tried);
    }
    assert_eq!(pauses, [5, 10, 20]);
    let failed = feed(&test, &adam).await;
    let Some(FeedProblem::NothingFits(tally)) = &failed.failure else { panic!("{failed:?}") };
    assert_eq!(tally.problems[0].line, 2);
    server.says(Said::new("200 OK", "sku,title,price\nD,Desk,10\n"));
    assert_eq!(follow(&test, &server).await.read, 1);
    assert_eq!(feed(&test, &adam).await.failure, None);
    // After one that went well, pauses begin anew.
    settings::read_catalogue_now(&test.store, &adam).await.expect("asked");
    server.says(Said::new("404 Not Found", ""));
    follow(&test, &server).await;
    let failed = feed(&test, &adam).await;
    assert_eq!(failed.failure, Some(FeedProblem::Unread("the server answered with status 404".into())));
    assert_eq!((failed.due_at.expect("a time") - failed.tried_at.expect("a time")).as_secs(), 300);
}

async fn of_two_servers_one_reads(test: TestStore) {
    fill(&test).await;
    let (adam, server) = (member(&test, "adam").await, WebServer::start().await);
    follow_catalogue(&test.store, &adam, (0, NOW), &defaults(), (&server.url("/feed"), 24)).await.expect("saved");
    server.says(Said::new("200 OK", FEED));
    let (other, way_out) = (test.another_node().await, outbound(&server));
    let (one, two) = tokio::join!(catalogue::follow(&test.store, &way_out), catalogue::follow(&other, &way_out));
    assert_eq!(one.expect("an answer").read + two.expect("an answer").read, 1);
    assert_eq!(server.asked().len(), 1);
    other.close().await;
}

async fn an_address_that_was_changed_while_it_was_read_counts_for_nothing(test: TestStore) {
    fill(&test).await;
    let (adam, server) = (member(&test, "adam").await, WebServer::start().await);
    follow_catalogue(&test.store, &adam, (0, NOW), &defaults(), (&server.url("/old"), 24)).await.expect("saved");
    server.says(Said::nothing());
    let way_out = outbound(&server);
    let reading = catalogue::follow(&test.store, &way_out);
    let change = async {
        while server.asked().is_empty() {
            tokio::task::yield_now().await;
        }
        settings::remove_catalogue(&test.store, &adam, 1).await.expect("removed");
        server.answers(Said::new("200 OK", FEED));
    };
    let (followed, ()) = tokio::join!(reading, change);
    assert_eq!(followed.expect("an answer").read, 0);
    assert!(!feed(&test, &adam).await.has_items());
    let left = test.store.reader().one("SELECT COUNT(*) AS rows_there FROM catalogue_item", vec![]).await.expect("a row");
    assert_eq!(left.int("rows_there").expect("a number"), 0);
}

async fn apply(test: &TestStore, text: &str) -> Result<String, String> {
    let applied = settings::apply_in(&test.store, &Actor::System, text, &test.folder).await;
    applied.map(|diff| diff.to_string()).map_err(|error| error.to_string())
}

async fn a_settings_file_names_an_address_or_a_file_and_changes_nothing_a_second_time(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    // What the console's own members are is not this file's concern.
    let base = SETTINGS.replace("\"owner of the shop\"", "\"a password of the shop\"");
    apply(&test, &base).await.expect("applied");
    let address = format!("{base}\n[catalogue]\nurl = \"https://shop.example/feed.xml\"\nevery_hours = 6\ncurrency = \"eur\"\n");
    assert_eq!(
        apply(&test, &address).await.as_deref(),
        Ok("~ catalogue: none -> https://shop.example/feed.xml every 6 hours\n~ catalogue currency: none -> EUR")
    );
    assert_eq!(apply(&test, &address).await.as_deref(), Ok("nothing to change"));
    assert_eq!(feed(&test, &adam).await.due_at, Some(NOW));
    std::fs::write(test.folder.join("feed.csv"), "sku,title,price\nA,Lamp,10 EUR\nB,Chair,free\n").expect("a file");
    let file = format!("{base}\n[catalogue]\nfile = \"feed.csv\"\n");
    assert_eq!(
        apply(&test, &file).await.as_deref(),
        Ok("~ catalogue: https://shop.example/feed.xml every 6 hours -> file feed.csv, 1 products, 1 rows left out")
    );
    assert_eq!(apply(&test, &file).await.as_deref(), Ok("nothing to change"));
    let kept = feed(&test, &adam).await;
    assert_eq!((kept.source, kept.tally.taken, kept.due_at), (Source::File { name: "feed.csv".into() }, 1, None));
    // Without a word about it, it stays; with an empty table it goes.
    assert_eq!(apply(&test, &base).await.as_deref(), Ok("nothing to change"));
    assert_eq!(apply(&test, &format!("{base}\n[catalogue]\n")).await.as_deref(), Ok("~ catalogue: file feed.csv -> none"));
    assert!(!feed(&test, &adam).await.has_items());
}

async fn a_settings_file_with_a_feed_of_no_use_is_refused_with_its_lines(test: TestStore) {
    fill(&test).await;
    std::fs::write(test.folder.join("feed.csv"), "sku,title,price\nB,Chair,free\n").expect("a file");
    let base = SETTINGS.replace("\"owner of the shop\"", "\"a password of the shop\"");
    let refused = async |more: &str| apply(&test, &format!("{base}\n[catalogue]\n{more}\n")).await.expect_err(more);
    let lines = refused("file = \"feed.csv\"").await;
    assert!(lines.contains("None of its rows is of use.") && lines.contains("line 2: B: \"free\" is no price"), "{lines}");
    assert!(refused("file = \"gone.csv\"").await.contains("gone.csv"));
    assert!(refused("file = \"feed.csv\"\nurl = \"https://shop.example\"").await.contains("not both"));
    assert!(refused("url = \"ftp://shop.example\"").await.contains("https://"));
    assert!(refused("url = \"https://shop.example\"\nevery_hours = 0").await.contains("between 1 and 168"));
    assert!(refused("every_hours = 5").await.contains("for a url"));
    let nowhere = settings::apply(&test.store, &Actor::System, &format!("{base}\n[catalogue]\nfile = \"feed.csv\"\n")).await;
    assert!(nowhere.expect_err("no folder").to_string().contains("only be named in a file"));
}
