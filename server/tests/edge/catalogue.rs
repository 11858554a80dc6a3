//! The page of the catalogue over HTTP, as a browser without script uses it.

use crate::{
    console::{Browser, values},
    support::TestServer,
};

const FILE: [(&str, &str); 5] = [("source", "file"), ("locale", "en-IE"), ("currency", "EUR"), ("version", "0"), ("opened", "0")];
const FEED: &[u8] = b"sku,title,price,image_link\nA,Lamp & Co <b>new</b>,149,http://127.0.0.1:3100/a.jpg\nB,Chair,free,\nC,Shelf,20,\n";

fn with<'a>(fields: &[(&'a str, &'a str)], name: &str, value: &'a str) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(field, old)| (*field, if *field == name { value } else { *old })).collect()
}

#[tokio::test]
async fn a_feed_is_sent_looked_through_and_removed_without_script() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let empty = owner.get("catalogue").await.html;
    assert!(empty.contains("There is no catalogue yet") && empty.contains("Google Merchant"), "{empty}");
    assert!(owner.post_file("catalogue", &FILE, FEED).await.leads_to("catalogue?saved"));

    let page = owner.get("catalogue?saved=1").await.html;
    for words in ["2 rows taken", "1 row left out", "Line 3", "B: \"free\" is no price", "From the file holidays.ics", "EUR 149.00"] {
        assert!(page.contains(words) || page.contains(&words.replace('"', "&quot;")), "{words}: {page}");
    }
    assert!(
        page.contains("Lamp &amp; Co new") && !page.contains("<b>") && page.contains("2 products") && !page.contains(" style="),
        "{page}"
    );
    let found = owner.get("catalogue?q=SHELF").await.html;
    assert!(found.contains("Shelf") && !found.contains("Lamp &amp;"), "{found}");
    let nothing = owner.get("catalogue?q=%3Cb%3E").await.html;
    assert!(nothing.contains("The catalogue has nothing for") && nothing.contains("&lt;b&gt;") && !nothing.contains("<b>"), "{nothing}");
    assert_eq!(owner.get("catalogue?page=99").await.status, 200);

    assert!(owner.get("catalogue/remove").await.html.contains("Remove the whole catalogue?"));
    assert_eq!(owner.post("catalogue/remove?version=0", "").await.status, 409, "what was looked at is not what is there");
    assert!(owner.get("catalogue").await.html.contains("2 rows taken"));
    assert!(owner.post("catalogue/remove?version=1", "").await.leads_to("catalogue?removed"));
    assert!(owner.get("catalogue").await.html.contains("There is no catalogue yet"));
}

#[tokio::test]
async fn a_file_of_no_use_comes_back_with_its_lines_and_what_was_typed() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    for (file, words) in [
        (&b""[..], "Choose a file first."),
        (&b"\x89PNG\r\n\x1a\n\x00\x00"[..], "It is neither a table (CSV) nor an XML feed"),
        (&b"PK\x03\x04"[..], "It is packed"),
        (&b"sku,title\nA,B\n"[..], "names no column for: price"),
        (&b"<html><p>Not found</p></html>"[..], "It is neither a table"),
        (&b"sku,title,price\nA,Lamp,free\n"[..], "Line 2"),
    ] {
        let refused = owner.post_file("catalogue", &with(&FILE, "currency", "SEK"), file).await;
        assert_eq!((refused.status, refused.html.contains(words)), (422, true), "{words}: {}", refused.html);
        assert_eq!((values(&refused.html, "currency"), values(&refused.html, "version")), (vec!["SEK".into()], vec!["0".to_owned()]));
    }
    let wrong = owner.post_file("catalogue", &[("source", "address"), ("url", "shop"), ("hours", "0"), ("currency", "EURO")], b"").await;
    assert_eq!(wrong.status, 422);
    for words in ["This is no address.", "a whole number of hours", "three letters", "is no language code"] {
        assert!(wrong.html.contains(words), "{words}");
    }
    // The body is limited before it is read whole.
    let huge = owner.post_file("catalogue", &FILE, &vec![b'x'; 51 * 1024 * 1024]).await;
    assert_eq!((huge.status, huge.html.contains("A feed has at most 50 MB.")), (413, true));
    assert!(owner.get("catalogue").await.html.contains("There is no catalogue yet"), "nothing was saved");
}

#[tokio::test]
async fn an_address_is_kept_asked_for_again_and_not_saved_over_a_newer_one() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let address = [
        ("source", "address"),
        ("url", "https://shop.example/feed.xml"),
        ("hours", "6"),
        ("locale", "en"),
        ("currency", ""),
        ("version", "0"),
    ];
    assert!(owner.post_file("catalogue", &address, b"").await.leads_to("catalogue?asked"));
    let page = owner.get("catalogue").await.html;
    assert!(page.contains("From https://shop.example/feed.xml") && page.contains("Read every 6 hours") && page.contains("Not read yet."));
    assert!(owner.post("catalogue/read", "").await.leads_to("catalogue?asked"));
    let late = owner.post_file("catalogue", &with(&address, "hours", "12"), b"").await;
    assert_eq!((late.status, late.html.contains("This was changed after you opened it.")), (422, true));
    assert_eq!((values(&late.html, "hours"), values(&late.html, "version")), (vec!["12".to_owned()], vec!["1".to_owned()]));
    assert!(owner.get("catalogue").await.html.contains("Read every 6 hours"));
}

#[tokio::test]
async fn agents_neither_see_nor_change_it_and_other_sites_do_not_either() {
    let server = TestServer::start().await;
    let agent = Browser::of_agent(&server).await;
    assert_eq!(agent.post_file("catalogue", &FILE, FEED).await.status, 403);
    for (path, status) in [("catalogue/read", 403), ("catalogue/remove?version=0", 403)] {
        assert_eq!(agent.post(path, "").await.status, status, "{path}");
    }
    assert_eq!(agent.get("catalogue/remove").await.status, 403);
    let owner = Browser::of_owner(&server).await;
    assert!(owner.get("catalogue").await.html.contains("There is no catalogue yet"));
    assert!(!agent.get("desk").await.html.contains("/catalogue\""));
}
