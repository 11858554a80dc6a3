//! How long a large catalogue takes to read, to write and to look through, on an SQLite store and, where `VITRINE_TEST_POSTGRES_URL`
//! names one whose databases may be filled, on PostgreSQL.
#![allow(clippy::print_stdout, reason = "figures are its result")]

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use backend::{
    Actor,
    accounts::{self, AgentScope},
    catalogue, settings,
    store::Store,
};
use domain::{
    Timestamp,
    catalogue::Defaults,
    product::{Wanted, WantedKind},
};
use tokio_util::sync::CancellationToken;

type Failure = Box<dyn std::error::Error>;

const ROWS: u32 = 100_000;
const TIMES: u32 = 20;
const SETTINGS: &str = "[organisation]\nid = \"figuresfiguresfigure\"\nname = \"Figures\"\n\
    [[people]]\nemail = \"owner@figures.example\"\nname = \"Owner\"\nroles = [\"owner\"]\npassword = \"owner of figures\"\n";

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let feed = feed()?;
    println!("feed_bytes {} bytes", feed.len());
    let began = Instant::now();
    let gathered = catalogue::feed::read(&feed, defaults()?).map_err(|problem| problem.to_string())?;
    println!("read_rows_{} {} ms", gathered.items.len(), began.elapsed().as_millis());
    drop(gathered);
    let folder = std::env::temp_dir().join(format!("vitrine-figures-{}", backend::random::secret()?));
    std::fs::create_dir_all(&folder)?;
    let measured = measure("sqlite", &format!("sqlite://{}", folder.join("figures.db").display()), &feed).await;
    std::fs::remove_dir_all(&folder)?;
    measured?;
    match std::env::var("VITRINE_TEST_POSTGRES_URL") {
        Ok(url) => measure("postgres", &url, &feed).await,
        Err(_) => Ok(()),
    }
}

fn defaults() -> Result<Defaults, Failure> {
    Ok(Defaults { locale: "en".parse()?, currency: None })
}

/// Rows as shops have them: a sentence or two, a page, a picture.
fn feed() -> Result<Vec<u8>, Failure> {
    let mut feed = String::from("id,title,description,link,image_link,price,brand,availability\n");
    for row in 0..ROWS {
        let colour = ["oak", "moss", "white", "rust"].get(usize::try_from(row % 4)?).copied().unwrap_or_default();
        writeln!(
            feed,
            "SKU-{row:06},Reading lamp {row} in {colour},\"Bends where you like, and stays there.\",https://shop.example/lamps/{row},\
             https://cdn.shop.example/lamps/{row}.jpg,{}.90 EUR,Ljus,in_stock",
            row % 500
        )?;
    }
    Ok(feed.into_bytes())
}

async fn measure(name: &str, url: &str, feed: &[u8]) -> Result<(), Failure> {
    let store = Store::open(url).await?;
    store.migrate().await?;
    settings::apply(&store, &Actor::System, SETTINGS).await?;
    let owner = owner(&store).await?;
    let done = CancellationToken::new();
    let others = tokio::spawn(longest_wait(store.clone(), done.clone()));
    let (_, before) = settings::catalogue(&store, &owner).await?;
    let began = Instant::now();
    let file = ("feed.csv".to_owned(), feed.to_vec());
    settings::upload_catalogue(&store, &owner, (before.version, Timestamp::default()), defaults()?, file).await?;
    println!("{name}_upload {} ms", began.elapsed().as_millis());
    done.cancel();
    println!("{name}_longest_wait_of_another_change {} ms", others.await??.as_millis());
    let wanted = Wanted::new(WantedKind::ProductReference, "SKU-099000")?;
    let began = Instant::now();
    for _ in 0..TIMES {
        catalogue::product(&store, &owner, &wanted).await?.ok_or("there is no such product")?;
    }
    println!("{name}_by_sku {} us", (began.elapsed() / TIMES).as_micros());
    for (what, term, page) in [("one", "lamp 99000", 1), ("all", "lamp", 1), ("last_page", "lamp", 5_000), ("none", "sofa", 1)] {
        let began = Instant::now();
        for _ in 0..TIMES {
            catalogue::find(&store, &owner, term, page).await?;
        }
        println!("{name}_search_{what} {} ms", (began.elapsed() / TIMES).as_millis());
    }
    store.close().await;
    Ok(())
}

/// How long another small change has to wait at most while the catalogue is written.
async fn longest_wait(store: Store, done: CancellationToken) -> backend::Result<Duration> {
    let mut longest = Duration::ZERO;
    while !done.is_cancelled() {
        let began = Instant::now();
        let change = store
            .change(&Actor::System, |change| Box::pin(async move { change.execute("UPDATE organisation SET name = name", vec![]).await }));
        change.await?;
        longest = longest.max(began.elapsed());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(longest)
}

async fn owner(store: &Store) -> Result<AgentScope, Failure> {
    let org = "figuresfiguresfigure".parse()?;
    let session = accounts::sign_in(store, &org, "owner@figures.example", "owner of figures", [192, 0, 2, 1].into()).await?;
    let signed_in = accounts::authenticate(store, &session.token).await?.ok_or("nobody is signed in")?;
    Ok(signed_in.agent_in(&org).ok_or("no member")?)
}
