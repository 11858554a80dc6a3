//! How pages that know no ids name an organisation, and the keys that they show.

use std::collections::BTreeSet;

use domain::{OrgId, PageKey, Slug};

use super::{Change, Reader, words};
use crate::{Result, params};

const BY_SLUG: &str = "SELECT id FROM organisation WHERE slug = $1";
const PUT: &str = "UPDATE organisation SET slug = $2, page_keys_json = $3 WHERE id = $1";

/// The organisation with this slug, if there is one.
pub(crate) async fn by_slug(reader: &Reader, slug: &Slug) -> Result<Option<OrgId>> {
    reader.optional(BY_SLUG, params![slug]).await?.map(|row| row.id("id")).transpose()
}

/// Says how pages name an organisation. Breaks `organisation_slug` when another has the slug.
pub(crate) async fn put(change: &mut Change<'_>, org: &OrgId, slug: Option<&Slug>, keys: &BTreeSet<PageKey>) -> Result<()> {
    change.execute(PUT, params![org, slug, words::json(keys)?]).await.map(drop)
}
