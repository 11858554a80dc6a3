//! The page of the organisation's opening hours.

use axum::{
    extract::{Multipart, Query},
    response::Response,
};
use backend::settings;
use domain::{
    Timestamp,
    schedule::{
        Date, Zone,
        ics::{self, InvalidCalendar},
    },
    wire::{
        ConsolePage,
        console::{Fields, FormProblem, HoursAction, HoursForm, HoursPage, ImportOutcome, Wrong},
    },
};
use serde::Deserialize;

use super::{
    entered::{Entered, Instead, ToPutRight},
    queues::{PREVIEW_DAYS, edited},
    upload::{Sent, too_large},
};

/// How many years ahead holidays are taken out of a file, after this one.
const YEARS_AHEAD: i16 = 2;

/// What was done just before the page is shown.
#[derive(Debug, Deserialize)]
pub struct Done {
    saved: Option<String>,
}

/// What the page shows besides what is stored.
#[derive(Default)]
struct Shown {
    has_hours: bool,
    form: Option<HoursForm>,
    import: Option<ImportOutcome>,
    to_put_right: ToPutRight,
    /// The version that is still edited; `None` for the one that is stored.
    version: Option<i64>,
    is_saved: bool,
}

/// `GET /o/{org}/hours`
pub async fn show(entered: Entered, Query(done): Query<Done>) -> Result<Response, Instead> {
    page(&entered, Shown { is_saved: done.saved.is_some(), ..Shown::default() }).await
}

/// `POST /o/{org}/hours`
pub async fn submit(entered: Entered, multipart: Multipart) -> Result<Response, Instead> {
    let Sent { pairs, file, .. } = match Sent::read(multipart).await {
        Ok(sent) => sent,
        Err(error) => return Ok(too_large(&error, "A calendar file has at most 4 MB.")),
    };
    let fields = Fields::new(&pairs);
    let has_hours = fields.text("hours") == "some";
    let mut form = HoursForm::from_fields(fields);
    let (store, now) = (&entered.app().store, now(&entered).await?);
    let mut import = None;
    let to_put_right = match HoursAction::of(fields.text("action")) {
        HoursAction::Save => match has_hours.then(|| form.read()).transpose() {
            Ok(schedule) => match settings::save_hours(store, &entered.member, edited(fields), schedule.as_ref()).await {
                Ok(()) => return Ok(entered.lead_to("?saved=1")),
                Err(error) => entered.to_put_right(error)?,
            },
            Err(problems) => problems.into(),
        },
        HoursAction::Import => match holidays(file, today(&form, now)).await {
            Ok(holidays) => {
                import = Some(form.import(holidays));
                ToPutRight::default()
            }
            Err(wrong) => vec![FormProblem::new("file", wrong)].into(),
        },
        HoursAction::Preview if has_hours => form.read().err().unwrap_or_default().into(),
        action => {
            form.act(action, today(&form, now));
            ToPutRight::default()
        }
    };
    let version = to_put_right.changed.is_none().then(|| edited(fields).0);
    page(&entered, Shown { has_hours, form: Some(form), import, to_put_right, version, is_saved: false }).await
}

async fn page(entered: &Entered, shown: Shown) -> Result<Response, Instead> {
    let organisation = settings::own_organisation(&entered.app().store, &entered.member).await;
    let organisation = organisation.map_err(|error| entered.stop(&error))?;
    let now = now(entered).await?;
    let Shown { form, import, to_put_right, version, is_saved, .. } = shown;
    let is_unsaved = form.is_some();
    let has_hours = if is_unsaved { shown.has_hours } else { organisation.schedule.is_some() };
    let form = form.unwrap_or_else(|| organisation.schedule.map_or_else(|| HoursForm::usual(""), HoursForm::of));
    let status = to_put_right.status();
    let page = HoursPage {
        frame: entered.frame(),
        has_hours,
        preview: form.read().ok().map(|schedule| schedule.days(now, PREVIEW_DAYS)),
        form,
        version: version.unwrap_or(organisation.version),
        opened_at: now,
        zones: zones(),
        import,
        problems: to_put_right.problems,
        changed: to_put_right.changed,
        is_saved,
        is_unsaved,
    };
    Ok(entered.page(status, &ConsolePage::Hours(Box::new(page))))
}

async fn now(entered: &Entered) -> Result<Timestamp, Instead> {
    entered.app().store.now().await.map_err(|error| entered.stop(&error))
}

/// The holidays of a file from today on.
async fn holidays(file: Vec<u8>, today: Date) -> Result<ics::Holidays, Wrong> {
    if file.is_empty() {
        return Err(Wrong::FileMissing);
    }
    let last = Date::new(today.year().saturating_add(YEARS_AHEAD), 12, 31).unwrap_or(today);
    // Bounded, but a large file takes a while, and sockets must not wait for it.
    let read = tokio::task::spawn_blocking(move || ics::holidays(&file, today, last)).await;
    match read {
        Ok(Ok(holidays)) => Ok(holidays),
        Ok(Err(InvalidCalendar::NotACalendar | InvalidCalendar::Unbalanced(_))) | Err(_) => Err(Wrong::NoCalendar),
        Ok(Err(InvalidCalendar::TooLarge | InvalidCalendar::TooManyEvents | InvalidCalendar::TooManyDays)) => Err(Wrong::CalendarTooLarge),
    }
}

/// The date on the wall in the form's zone, or where that is none, at Greenwich.
pub fn today(form: &HoursForm, now: Timestamp) -> Date {
    let zone = form.zone.parse::<Zone>().or_else(|_| "UTC".parse());
    zone.map(|zone| zone.date(now)).unwrap_or_default()
}

/// The names of all time zones that can be chosen.
pub fn zones() -> Vec<String> {
    Zone::names().into_iter().filter(|name| name.parse::<Zone>().is_ok()).collect()
}
