//! The page of the organisation's catalogue.

use axum::{
    extract::{Multipart, Query},
    http::StatusCode,
    response::Response,
};
use backend::{
    catalogue::{self, Feed, Source},
    settings::{self, Organisation, SaveError},
};
use domain::{
    schedule::Zone,
    text,
    wire::{
        ConsolePage,
        console::{
            CatalogueDraft, CatalogueForm, CataloguePage, CatalogueState, Contents, Fields, FormProblem, Removal, RemovalPage, Wrong,
        },
    },
};
use serde::Deserialize;

use super::{
    entered::{Entered, Instead, ToPutRight},
    queues::edited,
    upload::{Sent, too_large},
};

/// The longest name of a file that is kept, in characters.
const MAX_FILE_NAME_CHARS: usize = 120;
/// The longest term that is looked for, in characters.
const MAX_TERM_CHARS: usize = 200;

/// What is looked for, and what was done just before the page is shown.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    q: Option<String>,
    page: Option<u32>,
    saved: Option<String>,
    asked: Option<String>,
    removed: Option<String>,
}

/// Which version is to be removed.
#[derive(Debug, Deserialize)]
pub struct Seen {
    version: i64,
}

/// `GET /o/{org}/catalogue?q=…&page=…`
pub async fn show(entered: Entered, Query(asked): Query<Asked>) -> Result<Response, Instead> {
    page(&entered, asked, None, ToPutRight::default()).await
}

/// `POST /o/{org}/catalogue`
pub async fn submit(entered: Entered, multipart: Multipart) -> Result<Response, Instead> {
    let Sent { pairs, file, file_name } = match Sent::read(multipart).await {
        Ok(sent) => sent,
        Err(error) => return Ok(too_large(&error, "A feed has at most 50 MB.")),
    };
    let form = CatalogueForm::from_fields(Fields::new(&pairs));
    let to_put_right = match form.read() {
        Ok(draft) => match save(&entered, Fields::new(&pairs), draft, (file_name, file)).await {
            Ok(done) => return Ok(entered.lead_to(done)),
            Err(error) => entered.to_put_right(error)?,
        },
        Err(problems) => problems.into(),
    };
    let version = to_put_right.changed.is_none().then(|| edited(Fields::new(&pairs)).0);
    page(&entered, Asked::default(), Some((form, version)), to_put_right).await
}

/// Saves, and answers what the page then says was done.
async fn save(
    entered: &Entered,
    fields: Fields<'_>,
    CatalogueDraft { address, defaults }: CatalogueDraft,
    (name, file): (String, Vec<u8>),
) -> Result<&'static str, SaveError> {
    let (store, member, edited) = (&entered.app().store, &entered.member, edited(fields));
    match address {
        Some((url, hours)) => settings::follow_catalogue(store, member, edited, &defaults, (&url, hours)).await.map(|()| "?asked=1"),
        None if file.is_empty() => Err(SaveError::Problems(vec![FormProblem::new("file", Wrong::FileMissing)])),
        None => {
            let name = text::line(&name, MAX_FILE_NAME_CHARS).unwrap_or_else(|| "feed".to_owned());
            settings::upload_catalogue(store, member, edited, defaults, (name, file)).await.map(|_| "?saved=1")
        }
    }
}

/// `POST /o/{org}/catalogue/read`
pub async fn read(entered: Entered) -> Result<Response, Instead> {
    settings::read_catalogue_now(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))?;
    Ok(entered.lead_to("?asked=1"))
}

/// `GET /o/{org}/catalogue/remove`
pub async fn ask_removal(entered: Entered) -> Result<Response, Instead> {
    let (_, feed) = stored(&entered).await?;
    let what = Removal::Catalogue { version: feed.version };
    let page = RemovalPage { frame: entered.frame(), what, name: String::new(), problem: None };
    Ok(entered.page(StatusCode::OK, &ConsolePage::Removal(page)))
}

/// `POST /o/{org}/catalogue/remove?version=…`
pub async fn remove(entered: Entered, Query(Seen { version }): Query<Seen>) -> Result<Response, Instead> {
    settings::remove_catalogue(&entered.app().store, &entered.member, version).await.map_err(|error| entered.stop(&error))?;
    Ok(entered.lead_to("?removed=1"))
}

async fn stored(entered: &Entered) -> Result<(Organisation, Feed), Instead> {
    settings::catalogue(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))
}

/// The page; a form that comes back has what was typed, and the version that is still edited unless that is the one stored.
async fn page(
    entered: &Entered,
    asked: Asked,
    back: Option<(CatalogueForm, Option<i64>)>,
    to_put_right: ToPutRight,
) -> Result<Response, Instead> {
    let (organisation, feed) = stored(entered).await?;
    let (app, stop) = (entered.app(), |error| entered.stop(&error));
    let now = app.store.now().await.map_err(stop)?;
    let sites = settings::sites(&app.store, &entered.member).await.map_err(stop)?;
    let contents = if feed.has_items() {
        let term = asked.q.and_then(|term| text::line(&term, MAX_TERM_CHARS)).unwrap_or_default();
        let results = catalogue::find(&app.store, &entered.member, &term, asked.page.unwrap_or(1)).await.map_err(stop)?;
        Some(Contents { term, results })
    } else {
        None
    };
    let zone = organisation.schedule.as_ref().map_or_else(|| "UTC".parse().ok(), |schedule| Some(schedule.zone().clone()));
    let state = state(&feed, zone.as_ref());
    let is_unsaved = back.is_some();
    let (form, version) = back.unwrap_or_else(|| (CatalogueForm::of(state.address.as_ref(), &feed.defaults), None));
    let status = to_put_right.status();
    let page = CataloguePage {
        frame: entered.frame(),
        state,
        contents,
        form,
        version: version.unwrap_or(feed.version),
        opened_at: now,
        year: zone.as_ref().map_or(0, |zone| zone.date(now).year()),
        zone: zone.map(|zone| zone.to_string()).unwrap_or_default(),
        problems: to_put_right.problems,
        changed: to_put_right.changed,
        is_saved: asked.saved.is_some(),
        is_asked: asked.asked.is_some(),
        is_removed: asked.removed.is_some(),
        is_unsaved,
    };
    Ok(entered.page_with_pictures(status, &ConsolePage::Catalogue(Box::new(page)), &organisation.pictures_from(&sites)))
}

fn state(feed: &Feed, zone: Option<&Zone>) -> CatalogueState {
    let stamp = |at| zone.map(|zone| zone.stamp(at));
    let (file, address) = match &feed.source {
        Source::Nothing => (None, None),
        Source::File { name } => (Some(name.clone()), None),
        Source::Address { url, every_hours } => (None, Some((url.clone(), *every_hours))),
    };
    CatalogueState {
        file,
        address,
        read_at: feed.read_at.and_then(stamp),
        tried_at: feed.tried_at.and_then(stamp),
        next_at: feed.due_at.and_then(stamp),
        tally: feed.tally.clone(),
        failure: feed.failure.clone(),
    }
}
