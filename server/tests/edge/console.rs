//! The console's pages over HTTP, as a browser without script uses them.

use axum::{body::Body, http::Request};

use crate::{
    sign_in,
    support::{ORG, TestServer},
};

/// What came back.
pub struct Answer {
    pub status: u16,
    pub location: String,
    pub html: String,
}

impl Answer {
    pub fn leads_to(&self, path: &str) -> bool {
        self.status == 303 && self.location.starts_with(&format!("/o/{ORG}/{path}"))
    }
}

/// Somebody's browser without script.
pub struct Browser<'s> {
    server: &'s TestServer,
    cookie: String,
}

impl<'s> Browser<'s> {
    pub async fn of_owner(server: &'s TestServer) -> Self {
        let cookie = sign_in::cookie(server, "owner@demo.test", "owner-demo-2026").await;
        Self { server, cookie }
    }

    pub async fn of_agent(server: &'s TestServer) -> Self {
        Self { server, cookie: sign_in::anna(server).await }
    }

    async fn ask(&self, request: axum::http::request::Builder, body: impl Into<Body>) -> Answer {
        let request = request.header("cookie", &self.cookie).header("origin", self.server.origin());
        let (parts, body) = self.server.ask(request.body(body.into()).expect("a request")).await.into_parts();
        let bytes = http_body_util::BodyExt::collect(body).await.expect("a body").to_bytes();
        let location = parts.headers.get("location").and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        // What is shown; the page's data after it has all that could be said.
        let text = String::from_utf8_lossy(&bytes);
        let html = text.split("<script type=\"application/json\"").next().unwrap_or_default().to_owned();
        Answer { status: parts.status.as_u16(), location, html }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.ask(Request::get(format!("/o/{ORG}/{path}")), Body::empty()).await
    }

    pub async fn post(&self, path: &str, form: &str) -> Answer {
        let request = Request::post(format!("/o/{ORG}/{path}")).header("content-type", "application/x-www-form-urlencoded");
        self.ask(request, form.to_owned()).await
    }

    /// A form with a file, as browsers send it (RFC 7578).
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Answer {
        let mut body = vec![];
        for (name, value) in fields {
            body.extend(format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes());
        }
        body.extend(b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"holidays.ics\"\r\n\r\n");
        body.extend(file);
        body.extend(b"\r\n--edge--\r\n");
        let request = Request::post(format!("/o/{ORG}/{path}")).header("content-type", "multipart/form-data; boundary=edge");
        self.ask(request, body).await
    }
}

/// The values of the fields of this name.
pub fn values(html: &str, name: &str) -> Vec<String> {
    let tags = html.split('<').filter(|tag| tag.starts_with("input") && tag.contains(&format!(" name=\"{name}\"")));
    let value = |tag: &str| tag.split(" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
    tags.map(value).collect()
}

/// The path of the first link to one of these, after the organisation's.
fn link(html: &str, to: &str) -> String {
    let start = format!("href=\"/o/{ORG}/{to}/");
    let ids = html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).find(|id| id.len() == 20);
    format!("{to}/{}", ids.expect("a link"))
}

const PAGES: [&str; 6] = ["queues", "queues/new", "hours", "catalogue", "people", "people/new"];

#[tokio::test]
async fn an_owner_sees_every_page_and_an_agent_is_told_why_not() {
    let server = TestServer::start().await;
    let (owner, agent) = (Browser::of_owner(&server).await, Browser::of_agent(&server).await);
    for page in PAGES {
        let Answer { status, html, .. } = owner.get(page).await;
        assert_eq!(status, 200, "{page}");
        assert!(html.contains("aria-current=\"page\"") && !html.contains(" style="), "{page}");
        let Answer { status, html, .. } = agent.get(page).await;
        assert_eq!((status, html.contains("This page is for owners and admins")), (403, true), "{page}");
        assert!(!html.contains("owner@demo.test"), "{page}");
    }
    for (page, form) in [("queues/new", "name=Sofas"), ("people/new", "name=A&email=a%40b.example&admin=1")] {
        assert_eq!(agent.post(page, form).await.status, 403, "{page}");
    }
    assert_eq!(agent.post_file("hours", &[("hours", "none"), ("version", "1")], b"").await.status, 403);
}

#[tokio::test]
async fn who_is_not_signed_in_signs_in_first_and_comes_back() {
    let server = TestServer::start().await;
    let nobody = Browser { server: &server, cookie: String::new() };
    let answer = nobody.get("hours").await;
    assert_eq!((answer.status, answer.location), (303, format!("/o/{ORG}/sign-in?next=/o/{ORG}/hours")));
    let answer = nobody.post("queues/new", "name=Sofas").await;
    assert_eq!((answer.status, answer.location), (303, format!("/o/{ORG}/sign-in?next=/o/{ORG}/queues")));
}

#[tokio::test]
async fn a_form_from_another_site_changes_nothing() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let request = Request::post(format!("/o/{ORG}/queues/new"))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("cookie", &owner.cookie)
        .header("origin", "http://evil.example");
    assert_eq!(server.ask(request.body(Body::from("name=Sofas")).expect("a request")).await.status(), 403);
    assert!(!owner.get("queues").await.html.contains("Sofas"));
}

#[tokio::test]
async fn a_queue_is_made_edited_moved_and_removed_without_script() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let made = owner.post("queues/new", "name=Sofas+%26+%3Cb%3E&whose=always&routing=widening&closed=wait&nobody=refuse").await;
    assert!(made.leads_to("queues?saved="), "{} {}", made.status, made.location);
    let list = owner.get(made.location.split_once(&format!("{ORG}/")).expect("a path").1).await.html;
    assert!(list.contains("Sofas &amp; &lt;b&gt; is saved.") && list.contains("sofas-b"), "{list}");

    let id = made.location.rsplit('=').next().expect("an id");
    let path = format!("queues/{id}");
    let form = owner.get(&path).await.html;
    assert_eq!(values(&form, "slug"), ["sofas-b"]);
    let version = &values(&form, "version")[0];

    let wrong = owner.post(&path, &format!("version={version}&name=&slug=No+Slug&ring=4")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.html.contains("3 things need another look") && wrong.html.contains("Give it a name."), "{}", wrong.html);
    assert_eq!((values(&wrong.html, "slug"), values(&wrong.html, "ring")), (vec!["No Slug".to_owned()], vec!["4".to_owned()]));
    let first = wrong.html.split('<').find(|tag| tag.contains("autofocus")).expect("a field with the focus");
    assert!(first.contains("name=\"name\""), "{first}");

    let saved = owner.post(&path, &format!("version={version}&name=Sofas&slug=sofas")).await;
    assert!(saved.leads_to("queues?saved="));
    let late = owner.post(&path, &format!("version={version}&name=Mine&slug=mine")).await;
    assert_eq!((late.status, late.html.contains("This was changed after you opened it")), (422, true));
    assert!(late.html.contains("Olivia Owner saved it.") && values(&late.html, "name") == ["Mine"], "{}", late.html);
    let again = owner.post(&path, &format!("version={}&name=Mine&slug=mine", values(&late.html, "version")[0])).await;
    assert!(again.leads_to("queues?saved="), "a second save puts one's own in its place");

    assert!(owner.post(&format!("{path}/move"), "direction=up").await.leads_to("queues"));
    let list = owner.get("queues").await.html;
    assert!(list.find(&format!("queues/{id}\"")) < list.find(">repairs<"), "{list}");
    assert!(owner.get(&format!("{path}/remove")).await.html.contains("Remove Mine?"));
    assert!(owner.post(&format!("{path}/remove"), "").await.leads_to("queues?removed"));
    assert_eq!(owner.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_default_queue_says_why_it_stays() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let default = link(&owner.get("queues").await.html, "queues");
    assert!(owner.get(&default).await.html.contains("This is the default queue"));
    let asked = owner.get(&format!("{default}/remove")).await;
    assert!(asked.html.contains("so it stays") && !asked.html.contains("Remove the queue"));
    let refused = owner.post(&format!("{default}/remove"), "").await;
    assert_eq!((refused.status, refused.html.contains("so it stays")), (422, true));
}

#[tokio::test]
async fn what_is_not_there_or_belongs_to_others_is_not_found() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let other = "[organisation]\nid = \"otherotherotherother\"\nname = \"Other\"\n\
                 [[queues]]\nslug = \"theirs\"\nname = \"Theirs\"\ndefault = true\n\
                 [[people]]\nemail = \"otto@other.example\"\nname = \"Otto\"\nroles = [\"owner\"]\npassword = \"otto of the other\"\n";
    backend::settings::apply(&server.app.store, &backend::Actor::System, other).await.expect("the settings apply");
    let id = async |sql| {
        let row = server.app.store.reader().one(sql, vec![]).await.expect("a row");
        row.text("id").expect("an id").to_owned()
    };
    let theirs = id("SELECT id FROM queue WHERE slug = 'theirs'").await;
    let otto = id("SELECT id FROM person WHERE email = 'otto@other.example'").await;
    for path in [
        "queues/aaaaaaaaaaaaaaaaaaaa".to_owned(),
        "queues/nonsense".to_owned(),
        format!("queues/{theirs}"),
        format!("queues/{theirs}/remove"),
        "people/aaaaaaaaaaaaaaaaaaaa".to_owned(),
        format!("people/{otto}"),
        format!("people/{otto}/remove"),
    ] {
        let answer = owner.get(&path).await;
        assert_eq!((answer.status, answer.html.contains("There is no such")), (404, true), "{path}");
        assert_eq!(owner.post(&path, "name=X&slug=x&version=1&takes-calls=1").await.status, 404, "{path}");
    }
    assert_eq!(owner.post(&format!("people/{otto}/password"), "").await.status, 404);
    assert_eq!(owner.ask(Request::get("/o/otherotherotherother/queues"), Body::empty()).await.status, 403);
}

#[tokio::test]
async fn rows_of_the_week_come_and_go_without_script_and_the_days_to_come_are_worked_out() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let fields = [("hours", "some"), ("zone", "UTC"), ("version", "1"), ("from-0", "09:00"), ("to-0", "12:00")];
    let act = async |action| owner.post_file("hours", &[&fields[..], &[("action", action)]].concat(), b"").await;
    let added = act("add.0").await;
    assert_eq!((added.status, values(&added.html, "from-0")), (200, vec!["09:00".to_owned(), String::new()]));
    assert!(values(&act("remove.0.0").await.html, "from-0").is_empty());
    assert_eq!(values(&act("copy-monday").await.html, "to-4"), ["12:00"]);
    assert_eq!(values(&act("add-exception").await.html, "exception-date"), [""]);
    let preview = act("preview").await.html;
    assert_eq!((preview.matches("09:00-12:00").count() >= 2, preview.matches("<th scope=\"row\"").count()), (true, 14));
    assert_eq!(act("anything").await.status, 200);
    assert!(owner.get("hours").await.html.contains("id=\"hours-none\" checked"), "nothing was saved");
}

#[tokio::test]
async fn hours_are_saved_or_come_back_with_what_is_wrong() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let wrong = [("hours", "some"), ("zone", "Europe/Stokholm"), ("from-2", "09:00"), ("to-2", "13:00"), ("from-2", "12:00"), ("to-2", "")];
    let wrong = owner.post_file("hours", &wrong, b"").await;
    assert_eq!(wrong.status, 422);
    assert!(
        wrong.html.contains("There is no time zone &quot;Europe/Stokholm&quot;") || wrong.html.contains("\"Europe/Stokholm\""),
        "{}",
        wrong.html
    );
    assert!(wrong.html.contains("An interval needs both times."));
    let form = owner.get("hours").await.html;
    let version = values(&form, "version")[0].clone();
    let right = [("hours", "some"), ("zone", "europe/stockholm"), ("from-4", "20:00"), ("to-4", "02:00"), ("version", &version)];
    assert!(owner.post_file("hours", &right, b"").await.leads_to("hours?saved"));
    let saved = owner.get("hours?saved=1").await.html;
    assert_eq!((values(&saved, "zone"), values(&saved, "to-4")), (vec!["Europe/Stockholm".to_owned()], vec!["02:00".to_owned()]));
    assert!(saved.contains("20:00-02:00 next day") && saved.contains("Saved."));
    assert_eq!(owner.post_file("hours", &right, b"").await.status, 422, "somebody else may have saved meanwhile");
    let list = owner.get("queues").await.html;
    assert!(list.contains("Friday 20:00-02:00"), "{list}");
}

#[tokio::test]
async fn holidays_from_a_file_are_shown_before_they_are_saved_and_a_file_that_is_none_is_refused() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let fields = [("hours", "some"), ("zone", "UTC"), ("version", "1"), ("action", "import")];
    let event = |date: &str, name: &str| format!("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{date}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n");
    let timed = "BEGIN:VEVENT\r\nDTSTART:20990101T100000Z\r\nSUMMARY:Party\r\nEND:VEVENT\r\n";
    // The last 1 May that is not behind us within the years that are read depends on when this test runs, so the day comes back.
    let yearly = "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200501\r\nRRULE:FREQ=YEARLY\r\nSUMMARY:Labour Day\r\nEND:VEVENT\r\n";
    let file = format!("BEGIN:VCALENDAR\r\n{}{yearly}{timed}END:VCALENDAR\r\n", event("20010101", "Long ago"));
    let read = owner.post_file("hours", &fields, file.as_bytes()).await;
    assert_eq!(read.status, 200);
    let dates = values(&read.html, "exception-date");
    assert!((2..=3).contains(&dates.len()) && dates.iter().all(|date| date.ends_with("-05-01")), "{dates:?}");
    assert!(read.html.contains("1 event was left out, because it has a time of day.") && read.html.contains("not saved yet"));
    assert!(!read.html.contains("Long ago"));
    assert!(values(&owner.get("hours").await.html, "exception-date").is_empty(), "nothing was saved");
    for (file, words) in [(&b"<html>"[..], "This file is no calendar"), (&b""[..], "Choose a file first.")] {
        let refused = owner.post_file("hours", &fields, file).await;
        assert_eq!((refused.status, refused.html.contains(words)), (422, true), "{words}");
    }
    let huge = owner.post_file("hours", &fields, &vec![b'x'; 6 * 1024 * 1024]).await;
    assert_eq!(huge.status, 413);
}

#[tokio::test]
async fn somebody_is_let_in_with_a_password_that_is_shown_once() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let wrong = owner.post("people/new", "name=Carla&email=nonsense").await;
    assert_eq!((wrong.status, wrong.html.contains("This is not an e-mail address.")), (422, true));
    let added = owner.post("people/new", "name=Carla&email=carla%40demo.test&takes-calls=1").await;
    assert_eq!((added.status, added.html.contains("Carla is added")), (200, true));
    let password = added.html.split("class=\"password\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a password").to_owned();
    let carla = sign_in::cookie(&server, "carla@demo.test", &password).await;
    let list = owner.get("people").await.html;
    assert!(list.contains("carla@demo.test") && !list.contains(&password));
    let carlas = Browser { server: &server, cookie: carla };
    assert_eq!(carlas.get("people").await.status, 403);
    assert_eq!(owner.post("people/new", "name=Carla&email=carla%40demo.test&takes-calls=1").await.status, 422);

    let row = server.app.store.reader().one("SELECT id FROM person WHERE email = 'carla@demo.test'", vec![]).await.expect("a row");
    let path = format!("people/{}", row.text("id").expect("an id"));
    let renewed = owner.post(&format!("{path}/password"), "").await;
    assert_eq!((renewed.status, renewed.html.contains("New password for Carla")), (200, true));
    assert_eq!(carlas.get("people").await.status, 303, "the person is signed out");
    assert!(owner.post(&format!("{path}/remove"), "").await.leads_to("people?removed"));
    assert_eq!(owner.get(&path).await.status, 404);
}

#[tokio::test]
async fn the_only_owner_stays_and_is_warned_about_himself() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    let row = server.app.store.reader().one("SELECT id FROM person WHERE email = 'owner@demo.test'", vec![]).await.expect("a row");
    let path = format!("people/{}", row.text("id").expect("an id"));
    assert!(owner.get(&format!("{path}/remove")).await.html.contains("this is the only one"));
    assert_eq!(owner.post(&format!("{path}/remove"), "").await.status, 422);
    let seen = values(&owner.get(&path).await.html, "seen")[0].replace(' ', "+");
    let saved = owner.post(&path, &format!("seen={seen}&name=Olivia+Owner&admin=1")).await;
    assert_eq!((saved.status, saved.html.contains("this is the only one")), (422, true));
}

#[tokio::test]
async fn a_form_that_is_too_large_is_not_read() {
    let server = TestServer::start().await;
    let owner = Browser::of_owner(&server).await;
    assert_eq!(owner.post("queues/new", &format!("name={}", "x".repeat(2 * 1024 * 1024))).await.status, 413);
    assert_eq!(owner.post("people/new", &format!("name={}", "x".repeat(100 * 1024))).await.status, 413);
}

#[tokio::test]
async fn the_desk_leads_to_the_console_only_for_who_may_use_it() {
    let server = TestServer::start().await;
    let link = format!("href=\"/o/{ORG}/queues\"");
    assert!(Browser::of_owner(&server).await.get("desk").await.html.contains(&link));
    assert!(!Browser::of_agent(&server).await.get("desk").await.html.contains(&link));
}

#[tokio::test]
async fn an_agent_says_what_shoppers_see_of_him_and_who_takes_no_calls_has_nothing_to_say() {
    let server = TestServer::start().await;
    let anna = Browser::of_agent(&server).await;
    let page = anna.get("me").await;
    assert_eq!((page.status, values(&page.html, "version")), (200, vec!["1".to_owned()]));
    assert!(page.html.contains("How shoppers see me") && page.html.contains("lighting"));
    let wrong = anna.post("me", "version=1&public=1&photo=http%3A%2F%2Fshop.example%2Fa.jpg").await;
    assert_eq!((wrong.status, values(&wrong.html, "photo")), (422, vec!["http://shop.example/a.jpg".to_owned()]));
    let saved = anna.post("me", "version=1&photo=").await;
    assert!(saved.leads_to("me?saved=1"), "{} {}", saved.status, saved.location);
    let late = anna.post("me", "version=1&public=1&photo=").await;
    assert_eq!((late.status, values(&late.html, "version")), (422, vec!["2".to_owned()]), "saved again, it counts");
    let owner = Browser::of_owner(&server).await;
    assert!(owner.get("me").await.html.contains("This is for people who take calls"));
    assert_eq!(owner.post("me", "version=0&public=1&photo=").await.status, 403);
}
