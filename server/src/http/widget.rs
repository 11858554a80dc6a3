//! The widget's page, framed by a merchant's site.

use app::shell::{PageNote, render_widget};
use axum::{
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use backend::{settings::WidgetSettings, visit};
use domain::{
    OrgId, Origin,
    locale::{Chosen, Phrases},
    wire::{WidgetPage, WidgetPageState},
};
use serde::Deserialize;

use super::{App, AppState, console, page};

/// What the page's script puts into the frame's address.
#[derive(Debug, Deserialize)]
pub struct WidgetQuery {
    queue: Option<String>,
    locale: Option<String>,
    dropin: Option<String>,
    site: Option<String>,
}

/// `GET /widget/{org}?queue=&locale=&dropin=&site=`
pub async fn show(State(app): State<AppState>, Path(org): Path<String>, Query(query): Query<WidgetQuery>, headers: HeaderMap) -> Response {
    let Ok(org) = org.parse::<OrgId>() else { return console::unknown_organisation() };
    match widget_page(&app, &org, &query, &headers).await {
        Ok(Some(Shown { page: widget, notes, images })) => {
            let elsewhere = page::Elsewhere { ancestors: &widget.sites, images: &images };
            page::answer(&app, StatusCode::OK, elsewhere, &app.site.frame_script, |document| render_widget(document, &widget, &notes))
        }
        Ok(None) => {
            tracing::warn!(%org, "a widget was asked for that belongs to no organisation");
            console::unknown_organisation()
        }
        Err(error) => console::failed(&error),
    }
}

/// A widget's page, what to tell the page around it, and from where it may load pictures.
struct Shown {
    page: WidgetPage,
    notes: Vec<PageNote>,
    images: Vec<Origin>,
}

async fn widget_page(app: &App, org: &OrgId, query: &WidgetQuery, headers: &HeaderMap) -> backend::Result<Option<Shown>> {
    let Some(settings) = app.recent.of(&app.store, org).await? else { return Ok(None) };
    let WidgetSettings { scope, organisation, sites } = settings.as_ref();
    if let Some(site) = framing_site(query, headers).filter(|site| !sites.contains(site)) {
        tracing::warn!(%org, %site, "a site frames the widget that is not among the organisation's sites; its browser will refuse");
    }
    let term = query.queue.as_deref().filter(|term| !term.trim().is_empty());
    let (queue, is_unknown) = app.desk.glance(scope, term).await?;
    let token = visit::issue(&app.keys, org, app.store.now().await?)?;
    let mut notes = vec![];
    let state = match term.filter(|_| is_unknown) {
        Some(term) => {
            tracing::warn!(%org, "a page names an unknown queue; the default queue stands in");
            let term = domain::text::line(term, 120).unwrap_or_default();
            notes.push(PageNote { about: "queue", details: vec![term.clone(), queue.name.clone()] });
            WidgetPageState::UnknownQueue { token, term, queue }
        }
        None => WidgetPageState::Ready { token, queue },
    };
    let asked = query.locale.as_deref().filter(|tag| !tag.trim().is_empty());
    let Chosen { locale, tag, is_as_asked } = organisation.locales.choose(asked);
    if let Some(asked) = asked.filter(|_| !is_as_asked) {
        tracing::warn!(%org, %tag, "a page asks for a locale that is not enabled; the default stands in");
        let enabled: Vec<_> = organisation.locales.tags().iter().map(ToString::to_string).collect();
        let asked = domain::text::line(asked, 120).unwrap_or_default();
        notes.push(PageNote { about: "locale", details: vec![asked, tag.to_string(), enabled.join(", ")] });
    }
    let page = WidgetPage {
        org: org.clone(),
        org_name: organisation.name.clone(),
        state,
        drop_in: organisation.drop_in && query.dropin.as_deref() != Some("off"),
        terms_version: organisation.terms_version.clone(),
        terms_url: organisation.terms_url.clone(),
        sites: sites.clone(),
        language: locale.language().as_str().to_owned(),
        phrases: Phrases::widget(locale),
        direction: locale.direction(),
    };
    let images = organisation.pictures_from(sites);
    Ok(Some(Shown { page, notes, images }))
}

/// The site that frames the widget, as far as the browser tells.
fn framing_site(query: &WidgetQuery, headers: &HeaderMap) -> Option<Origin> {
    let is_framed = headers.get("sec-fetch-dest").is_some_and(|destination| destination == "iframe");
    let referer = headers.get(header::REFERER).and_then(|referer| referer.to_str().ok());
    let referer = referer.and_then(|referer| referer.splitn(4, '/').take(3).collect::<Vec<_>>().join("/").parse().ok());
    referer.or_else(|| query.site.as_deref().and_then(|site| site.parse().ok())).filter(|_| is_framed)
}
