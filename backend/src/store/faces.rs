//! What members agreed to show to shoppers.

use domain::{EmailAddress, Face, PersonId, PhotoUrl, queue::Skills};

use super::{Change, Reader, Row, Scope, words};
use crate::{Result, params};

const OF: &str = "SELECT is_public, photo_url, face_version, skills_json FROM membership WHERE org_id = $1 AND person_id = $2";
const PUT: &str = "
    UPDATE membership SET is_public = $3, photo_url = $4, face_version = face_version + 1
    WHERE org_id = $1 AND person_id = $2 AND face_version = $5";
const HIDE: &str = "
    UPDATE membership SET is_public = 0, face_version = face_version + 1 WHERE org_id = $1 AND person_id = $2 AND is_public = 1";

const AGREE_FIRST: &str = "
    UPDATE membership SET is_public = 1, face_version = 1
    WHERE org_id = $1 AND face_version = 0 AND person_id = (SELECT id FROM person WHERE email = $2)";

/// What a member says about being shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Whether the member agreed.
    pub(crate) is_public: bool,
    /// The photo, agreed or not.
    pub(crate) photo: Option<PhotoUrl>,
    /// Raised by each change of the two.
    pub(crate) version: i64,
    /// What the member knows and speaks.
    pub(crate) skills: Skills,
}

/// What a member says; `None` for who is none.
pub(crate) async fn of(reader: &Reader, scope: &Scope, person: &PersonId) -> Result<Option<Kept>> {
    reader.optional(OF, params![scope.org(), person]).await?.as_ref().map(kept).transpose()
}

/// As [`of`], within a change.
pub(crate) async fn of_in(change: &mut Change<'_>, scope: &Scope, person: &PersonId) -> Result<Option<Kept>> {
    change.optional(OF, params![scope.org(), person]).await?.as_ref().map(kept).transpose()
}

fn kept(row: &Row) -> Result<Kept> {
    Ok(Kept {
        is_public: row.flag("is_public")?,
        photo: row.opt_id("photo_url")?,
        version: row.int("face_version")?,
        skills: words::read_json(row, "skills_json")?,
    })
}

/// Keeps what a member says whose version is still this one.
pub(crate) async fn put(
    change: &mut Change<'_>,
    scope: &Scope,
    person: &PersonId,
    (is_public, photo): (bool, Option<&PhotoUrl>),
    version: i64,
) -> Result<()> {
    let row = params![scope.org(), person, is_public, photo.map(PhotoUrl::as_str), version];
    change.execute_or_raced(PUT, row).await
}

/// Shows a member no longer; whether he was.
pub(crate) async fn hide(change: &mut Change<'_>, scope: &Scope, person: &PersonId) -> Result<bool> {
    Ok(change.execute(HIDE, params![scope.org(), person]).await? > 0)
}

/// Shows somebody who has never said anything about it; for people who are made up.
pub(crate) async fn agree_first(change: &mut Change<'_>, scope: &Scope, email: &EmailAddress) -> Result<bool> {
    Ok(change.execute(AGREE_FIRST, params![scope.org(), email]).await? > 0)
}

/// What shoppers may see of the member of a row with `is_public` and `photo_url`.
pub(super) fn shown(row: &Row) -> Result<Option<Face>> {
    let photo = row.opt_id("photo_url")?;
    Ok(row.flag("is_public")?.then_some(Face { photo }))
}
