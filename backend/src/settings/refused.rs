//! Why something that an admin asked for was not saved.

use domain::{
    Timestamp,
    wire::console::{FormProblem, LastChange, Wrong},
};

use crate::{
    Error, Result,
    store::{Change, Scope, settings},
};

/// Why it was not saved. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Something has to be put right first.
    #[error("{} fields have to be put right", .0.len())]
    Problems(Vec<FormProblem>),
    /// Somebody else saved since the form was opened.
    #[error("somebody else saved since this was opened")]
    Changed(LastChange),
    /// It may not be done, what it is about is not there, or the store failed.
    #[error(transparent)]
    Store(#[from] Error),
}

/// What a change found out: what it made, or why it left everything as it was.
pub(super) type Outcome<T> = std::result::Result<T, Refused>;

/// A rule that was in the way.
pub(super) enum Refused {
    Problems(Vec<FormProblem>),
    Changed(LastChange),
}

impl Refused {
    /// One thing that is wrong.
    pub(super) fn one(field: &str, wrong: Wrong) -> Self {
        Self::Problems(vec![FormProblem::new(field, wrong)])
    }
}

/// Puts both ways of going wrong into one.
pub(super) fn settled<T>(outcome: Result<Outcome<T>>) -> Result<T, SaveError> {
    match outcome {
        Ok(Ok(done)) => Ok(done),
        Ok(Err(Refused::Problems(problems))) => Err(SaveError::Problems(problems)),
        Ok(Err(Refused::Changed(last))) => Err(SaveError::Changed(last)),
        Err(error) => Err(error.into()),
    }
}

/// Who saved what since a form was opened.
pub(super) async fn changed<T>(
    change: &mut Change<'_>,
    scope: &Scope,
    action: &str,
    ids: &[(&str, &str)],
    opened_at: Timestamp,
) -> Result<Outcome<T>> {
    let last = settings::last_change(change, scope, action, ids, opened_at).await?;
    let minutes = |at: Timestamp| u32::try_from((change.now - at).as_secs() / 60).ok();
    let last = last.map_or(LastChange { by: None, minutes_ago: None }, |(at, by)| LastChange { by, minutes_ago: minutes(at) });
    Ok(Err(Refused::Changed(last)))
}
