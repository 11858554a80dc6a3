//! The page on which somebody says what shoppers may see of him.

use axum::{Form, extract::Query, response::Response};
use backend::settings;
use domain::wire::{
    ConsolePage,
    console::{FaceForm, FacePage, Fields},
};

use super::{
    entered::{Entered, Instead, ToPutRight},
    queues::Done,
};

/// `GET /o/{org}/me`
pub async fn show(entered: Entered, Query(done): Query<Done>) -> Result<Response, Instead> {
    page(&entered, None, ToPutRight::default(), done.saved.is_some()).await
}

/// `POST /o/{org}/me`
pub async fn save(entered: Entered, Form(pairs): Form<Vec<(String, String)>>) -> Result<Response, Instead> {
    let form = FaceForm::from_fields(Fields::new(&pairs));
    let to_put_right = match form.read() {
        Ok(draft) => match settings::save_face(&entered.app().store, &entered.member, &draft).await {
            Ok(()) => return Ok(entered.lead_to("?saved=1")),
            Err(error) => entered.to_put_right(error)?,
        },
        Err(problems) => problems.into(),
    };
    page(&entered, Some(form), to_put_right, false).await
}

/// The page with what is stored, or with what was typed and could not be saved.
async fn page(entered: &Entered, typed: Option<FaceForm>, to_put_right: ToPutRight, is_saved: bool) -> Result<Response, Instead> {
    let stored = settings::own_face(&entered.app().store, &entered.member).await.map_err(|error| entered.stop(&error))?;
    let status = to_put_right.status();
    let version = stored.form.version;
    let page = FacePage {
        frame: entered.frame(),
        tags: stored.tags,
        is_unsaved: typed.is_some(),
        // Saved again, it takes the place of what is there now.
        form: typed.map_or(stored.form, |form| if to_put_right.changed.is_some() { FaceForm { version, ..form } } else { form }),
        problems: to_put_right.problems,
        changed: to_put_right.changed,
        is_saved,
    };
    Ok(entered.page(status, &ConsolePage::Face(Box::new(page))))
}
