//! The pages of queues.

use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use backend::{
    Error,
    settings::{self, QueueOverview, QueueSettings, Shift},
};
use domain::{
    QueueId, Timestamp,
    queue::OpeningHours,
    wire::{
        ConsolePage,
        console::{
            Fields, HoursAction, QueueForm, QueueLine, QueuePage, QueuesPage, Refusal, Removal, RemovalPage, WeekLine, WhoseHours, Wrong,
        },
    },
};
use serde::Deserialize;

use super::{
    entered::{Entered, Instead, ToPutRight},
    hours::{today, zones},
};

/// How many days a preview shows.
pub const PREVIEW_DAYS: u8 = 14;

/// What was done just before a list is shown.
#[derive(Debug, Deserialize)]
pub struct Done {
    /// The id of what was saved.
    pub saved: Option<String>,
    /// Whether something was removed.
    pub removed: Option<String>,
}

type Pairs = Form<Vec<(String, String)>>;

/// `GET /o/{org}/queues`
pub async fn list(entered: Entered, Query(done): Query<Done>) -> Result<Response, Instead> {
    let QueueOverview { organisation, queues, .. } = overview(&entered).await?;
    let line = |QueueSettings { queue, agents, .. }: QueueSettings| {
        let schedule = queue.hours.schedule(organisation.schedule.as_ref());
        QueueLine {
            whose: match queue.hours {
                OpeningHours::Organisation => WhoseHours::Organisation,
                OpeningHours::Always => WhoseHours::Always,
                OpeningHours::Own(_) => WhoseHours::Own,
            },
            week: schedule.map(WeekLine::of).unwrap_or_default(),
            is_always_open: schedule.is_none(),
            agents: u32::try_from(agents.len()).unwrap_or(u32::MAX),
            routing: queue.rules.routing,
            is_default: queue.is_default,
            id: queue.id,
            slug: queue.slug,
            name: queue.name,
        }
    };
    let page = QueuesPage {
        frame: entered.frame(),
        queues: queues.into_iter().map(line).collect(),
        saved: done.saved.and_then(|saved| saved.parse().ok()),
        is_removed: done.removed.is_some(),
    };
    Ok(entered.page(StatusCode::OK, &ConsolePage::Queues(page)))
}

/// `GET /o/{org}/queues/new`
pub async fn new(entered: Entered) -> Result<Response, Instead> {
    let overview = overview(&entered).await?;
    let form = QueueForm::new(zone_of(&overview));
    Ok(form_page(&entered, overview, None, form, ToPutRight::default(), false))
}

/// `POST /o/{org}/queues/new`
pub async fn create(entered: Entered, Form(pairs): Pairs) -> Result<Response, Instead> {
    let fields = Fields::new(&pairs);
    let form = QueueForm::from_fields(fields);
    let to_put_right = match HoursAction::of(fields.text("action")) {
        HoursAction::Save => match form.read() {
            Ok(draft) => match settings::create_queue(&entered.app().store, &entered.member, &draft).await {
                Ok(id) => return Ok(entered.lead_to(&format!("?saved={id}"))),
                Err(error) => entered.to_put_right(error)?,
            },
            Err(problems) => problems.into(),
        },
        action => return acted(&entered, None, form, action).await,
    };
    let overview = overview(&entered).await?;
    Ok(form_page(&entered, overview, None, form, to_put_right, true))
}

/// `GET /o/{org}/queues/{queue}`
pub async fn show(entered: Entered, Path((_, queue)): Path<(String, String)>) -> Result<Response, Instead> {
    let overview = overview(&entered).await?;
    let queue = find(&entered, &overview, &queue)?;
    let form = QueueForm::of(queue.draft(), zone_of(&overview));
    Ok(form_page(&entered, overview, Some(queue), form, ToPutRight::default(), false))
}

/// `POST /o/{org}/queues/{queue}`
pub async fn save(entered: Entered, Path((_, queue)): Path<(String, String)>, Form(pairs): Pairs) -> Result<Response, Instead> {
    let id = id_of(&entered, &queue)?;
    let fields = Fields::new(&pairs);
    let form = QueueForm::from_fields(fields);
    let to_put_right = match HoursAction::of(fields.text("action")) {
        HoursAction::Save => match form.read() {
            Ok(draft) => match settings::save_queue(&entered.app().store, &entered.member, &id, edited(fields), &draft).await {
                Ok(()) => return Ok(entered.lead_to(&format!("?saved={id}"))),
                Err(error) => entered.to_put_right(error)?,
            },
            Err(problems) => problems.into(),
        },
        action => return acted(&entered, Some((&queue, edited(fields))), form, action).await,
    };
    let overview = overview(&entered).await?;
    let mut present = find(&entered, &overview, &queue)?;
    if to_put_right.changed.is_none() {
        present.version = edited(fields).0;
    }
    Ok(form_page(&entered, overview, Some(present), form, to_put_right, true))
}

/// Where a queue goes.
#[derive(Debug, Deserialize)]
pub struct Move {
    direction: String,
}

/// `POST /o/{org}/queues/{queue}/move`
pub async fn shift(entered: Entered, Path((_, queue)): Path<(String, String)>, Form(to): Form<Move>) -> Result<Response, Instead> {
    let id = id_of(&entered, &queue)?;
    let shift = if to.direction == "up" { Shift::Up } else { Shift::Down };
    let outcome = settings::shift_queue(&entered.app().store, &entered.member, &id, shift).await;
    outcome.map_err(|error| entered.stop(&error))?;
    Ok(entered.lead_to(""))
}

/// `GET /o/{org}/queues/{queue}/remove`
pub async fn ask_removal(entered: Entered, Path((_, queue)): Path<(String, String)>) -> Result<Response, Instead> {
    removal_page(&entered, &queue, ToPutRight::default()).await
}

/// `POST /o/{org}/queues/{queue}/remove`
pub async fn remove(entered: Entered, Path((_, queue)): Path<(String, String)>) -> Result<Response, Instead> {
    let id = id_of(&entered, &queue)?;
    match settings::remove_queue(&entered.app().store, &entered.member, &id).await {
        Ok(()) => Ok(entered.lead_to("?removed=1")),
        Err(error) => removal_page(&entered, &queue, entered.to_put_right(error)?).await,
    }
}

async fn removal_page(entered: &Entered, queue: &str, to_put_right: ToPutRight) -> Result<Response, Instead> {
    let overview = overview(entered).await?;
    let QueueSettings { queue, .. } = find(entered, &overview, queue)?;
    let status = to_put_right.status();
    let known = queue.is_default.then_some(Wrong::DefaultStays);
    let problem = to_put_right.problems.into_iter().next().map(|problem| problem.wrong).or(known);
    let page = RemovalPage { frame: entered.frame(), what: Removal::Queue(queue.id), name: queue.name, problem };
    Ok(entered.page(status, &ConsolePage::Removal(page)))
}

/// The form again after a button that changes its fields only.
async fn acted(
    entered: &Entered,
    queue: Option<(&str, (i64, Timestamp))>,
    mut form: QueueForm,
    action: HoursAction,
) -> Result<Response, Instead> {
    let overview = overview(entered).await?;
    form.hours.act(action, today(&form.hours, overview.now));
    let queue = match queue {
        Some((queue, (version, _))) => Some(QueueSettings { version, ..find(entered, &overview, queue)? }),
        None => None,
    };
    let to_put_right = match (action, form.whose) {
        (HoursAction::Preview, WhoseHours::Own) => ToPutRight::from(form.hours.read().err().unwrap_or_default()),
        _ => ToPutRight::default(),
    };
    Ok(form_page(entered, overview, queue, form, to_put_right, true))
}

fn form_page(
    entered: &Entered,
    overview: QueueOverview,
    queue: Option<QueueSettings>,
    form: QueueForm,
    to_put_right: ToPutRight,
    is_unsaved: bool,
) -> Response {
    let status = to_put_right.status();
    let preview = (form.whose == WhoseHours::Own).then(|| form.hours.read().ok()).flatten();
    let page = QueuePage {
        frame: entered.frame(),
        is_default: queue.as_ref().is_some_and(|queue| queue.queue.is_default),
        version: queue.as_ref().map_or(0, |queue| queue.version),
        stored_name: queue.as_ref().map(|queue| queue.queue.name.clone()).unwrap_or_default(),
        id: queue.map(|queue| queue.queue.id),
        preview: preview.map(|schedule| schedule.days(overview.now, PREVIEW_DAYS)),
        form,
        opened_at: overview.now,
        agents: overview.agents,
        organisation_ring_seconds: overview.organisation.ring_seconds,
        zones: zones(),
        problems: to_put_right.problems,
        changed: to_put_right.changed,
        is_unsaved,
    };
    entered.page(status, &ConsolePage::Queue(Box::new(page)))
}

/// The version that was edited, and since when.
pub fn edited(fields: Fields<'_>) -> (i64, Timestamp) {
    let number = |name| fields.text(name).parse().unwrap_or_default();
    (number("version"), Timestamp::from_micros(number("opened")))
}

async fn overview(entered: &Entered) -> Result<QueueOverview, Instead> {
    settings::queue_overview(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))
}

fn zone_of(overview: &QueueOverview) -> String {
    overview.organisation.schedule.as_ref().map(|schedule| schedule.zone().to_string()).unwrap_or_default()
}

/// The queue's id, when the text in the address is one.
fn id_of(entered: &Entered, queue: &str) -> Result<QueueId, Instead> {
    queue.parse().map_err(|_| entered.refuse(StatusCode::NOT_FOUND, Refusal::NoSuchQueue))
}

fn find(entered: &Entered, overview: &QueueOverview, queue: &str) -> Result<QueueSettings, Instead> {
    let found = overview.queues.iter().find(|found| found.queue.id.as_str() == queue).cloned();
    found.ok_or_else(|| entered.stop(&Error::Missing("queue")))
}
