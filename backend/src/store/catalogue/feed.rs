//! Where a catalogue comes from, and what came of reading it.

use domain::{
    Duration, Timestamp,
    catalogue::{Defaults, FeedProblem, Tally},
    locale::Language,
};

use super::{
    super::{Reader, Store},
    Change, Row, Scope, words,
};
use crate::{Error, Result, outbound::Validators, params};

const FEED: &str = "
    SELECT org_id, source, file_name, url, every_hours, locale, currency, version, generation, last_generation, digest, etag, last_modified,
        tally_json, read_at, tried_at, failure_json, attempts, due_at
    FROM catalogue_feed WHERE org_id = $1";
const NEXT_GENERATION: &str = "
    INSERT INTO catalogue_feed (org_id, locale, last_generation) VALUES ($1, $2, 1)
    ON CONFLICT (org_id) DO UPDATE SET last_generation = catalogue_feed.last_generation + 1
    RETURNING last_generation";
const SAVE: &str = "
    INSERT INTO catalogue_feed (org_id, source, file_name, url, every_hours, locale, currency, version, due_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)
    ON CONFLICT (org_id) DO UPDATE SET source = $2, file_name = $3, url = $4, every_hours = $5, locale = $6, currency = $7,
        version = catalogue_feed.version + 1, due_at = $8, attempts = 0, failure_json = NULL, etag = NULL, last_modified = NULL";
const SHOW: &str = "
    UPDATE catalogue_feed SET generation = $2, digest = $3, etag = $4, last_modified = $5, tally_json = $6, read_at = $7, tried_at = $7,
        failure_json = NULL, attempts = 0, due_at = $8
    WHERE org_id = $1 AND version = $9 AND generation < $2";
const SAME: &str = "
    UPDATE catalogue_feed SET etag = $2, last_modified = $3, read_at = $4, tried_at = $4, failure_json = NULL, attempts = 0, due_at = $5
    WHERE org_id = $1 AND version = $6";
const FAIL: &str = "
    UPDATE catalogue_feed SET tried_at = $2, failure_json = $3, due_at = $4 WHERE org_id = $1 AND version = $5";
const EMPTY: &str = "
    UPDATE catalogue_feed SET source = 'none', file_name = NULL, url = NULL, every_hours = NULL, version = version + 1, generation = 0,
        last_generation = last_generation + 1, digest = NULL, etag = NULL, last_modified = NULL, tally_json = '{}', read_at = NULL,
        tried_at = NULL, failure_json = NULL, attempts = 0, due_at = NULL
    WHERE org_id = $1
    RETURNING last_generation";
const READ_SOON: &str = "UPDATE catalogue_feed SET due_at = $2, attempts = 0 WHERE org_id = $1 AND source = 'address'";
const DUE: &str = "SELECT org_id, due_at FROM catalogue_feed WHERE due_at <= $1 ORDER BY due_at LIMIT $2";
const CLAIM: &str = "
    UPDATE catalogue_feed SET due_at = $3, attempts = attempts + 1 WHERE org_id = $1 AND due_at = $2 AND source = 'address'
    RETURNING org_id, source, file_name, url, every_hours, locale, currency, version, generation, last_generation, digest, etag,
        last_modified, tally_json, read_at, tried_at, failure_json, attempts, due_at";

/// Where a catalogue comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Source {
    /// From nowhere: there is none.
    #[default]
    Nothing,
    /// From a file that was sent.
    File {
        /// Its name.
        name: String,
    },
    /// From an address.
    Address {
        /// Which.
        url: String,
        /// How often it is read.
        every_hours: u32,
    },
}

/// What there is of an organisation's catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Where it comes from.
    pub source: Source,
    /// What it does not say of itself.
    pub defaults: Defaults,
    /// Counts what admins change; 0 where there was never one.
    pub version: i64,
    /// Names the items that count; 0 for none.
    pub(crate) generation: i64,
    /// The last name that items were given.
    pub(crate) last_generation: i64,
    /// What the content is told by that was read last.
    pub(crate) digest: Option<String>,
    pub(crate) validators: Validators,
    /// What came of the last reading that was of use.
    pub tally: Tally,
    /// When that was.
    pub read_at: Option<Timestamp>,
    /// When it was last tried.
    pub tried_at: Option<Timestamp>,
    /// Why that failed, if it did.
    pub failure: Option<FeedProblem>,
    /// How often in a row it was tried without success.
    pub(crate) attempts: u32,
    /// When it is read next.
    pub due_at: Option<Timestamp>,
}

impl Feed {
    /// No catalogue, in an organisation that speaks this.
    pub(crate) fn none(locale: Language) -> Self {
        Self {
            source: Source::Nothing,
            defaults: Defaults { locale, currency: None },
            version: 0,
            generation: 0,
            last_generation: 0,
            digest: None,
            validators: Validators::default(),
            tally: Tally::default(),
            read_at: None,
            tried_at: None,
            failure: None,
            attempts: 0,
            due_at: None,
        }
    }

    /// Whether something is in the catalogue.
    pub const fn has_items(&self) -> bool {
        self.generation > 0
    }

    /// When an address is read again after it was read.
    pub(crate) fn next(&self, now: Timestamp) -> Option<Timestamp> {
        match self.source {
            Source::Address { every_hours, .. } => Some(now + Duration::from_secs(i64::from(every_hours) * 3_600)),
            Source::Nothing | Source::File { .. } => None,
        }
    }
}

/// The feed, if there was ever one.
pub(crate) async fn feed(reader: &Reader, scope: &Scope) -> Result<Option<Feed>> {
    reader.optional(FEED, params![scope.org()]).await?.as_ref().map(read).transpose()
}

/// As [`feed`], in a change.
pub(crate) async fn feed_in(change: &mut Change<'_>, scope: &Scope) -> Result<Option<Feed>> {
    change.optional(FEED, params![scope.org()]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Feed> {
    let url = row.opt_text("url")?.map(str::to_owned);
    let source = match (row.text("source")?, url, row.opt_count("every_hours")?) {
        ("address", Some(url), Some(every_hours)) => Source::Address { url, every_hours },
        ("file", ..) => Source::File { name: row.opt_text("file_name")?.unwrap_or_default().to_owned() },
        _ => Source::Nothing,
    };
    let generation = row.int("generation")?;
    Ok(Feed {
        source,
        defaults: Defaults { locale: row.id("locale")?, currency: row.opt_id("currency")? },
        version: row.int("version")?,
        generation,
        last_generation: row.int("last_generation")?,
        digest: row.opt_text("digest")?.map(str::to_owned),
        validators: Validators {
            etag: row.opt_text("etag")?.map(str::to_owned),
            last_modified: row.opt_text("last_modified")?.map(str::to_owned),
        },
        tally: if generation > 0 { words::read_json(row, "tally_json")? } else { Tally::default() },
        read_at: row.opt_time("read_at")?,
        tried_at: row.opt_time("tried_at")?,
        failure: words::read_opt_json(row, "failure_json")?,
        attempts: row.count("attempts")?,
        due_at: row.opt_time("due_at")?,
    })
}

/// A name for the items of a reading that begins.
pub(crate) async fn next_generation(change: &mut Change<'_>, scope: &Scope, defaults: &Defaults) -> Result<i64> {
    change.one(NEXT_GENERATION, params![scope.org(), defaults.locale.as_str()]).await?.int("last_generation")
}

/// Keeps where the catalogue comes from; what is in it stays until it is read.
pub(crate) async fn save(
    change: &mut Change<'_>,
    scope: &Scope,
    source: &Source,
    defaults: &Defaults,
    due_at: Option<Timestamp>,
) -> Result<()> {
    let (kind, name, url, every_hours) = match source {
        Source::Nothing => ("none", None, None, None),
        Source::File { name } => ("file", Some(name.as_str()), None, None),
        Source::Address { url, every_hours } => ("address", None, Some(url.as_str()), Some(*every_hours)),
    };
    let currency = defaults.currency.map(String::from);
    let row = params![scope.org(), kind, name, url, every_hours, defaults.locale.as_str(), currency, due_at];
    change.execute(SAVE, row).await.map(drop)
}

/// What was read.
pub(crate) struct Shown<'a> {
    pub(crate) generation: i64,
    pub(crate) digest: &'a str,
    pub(crate) validators: &'a Validators,
    pub(crate) tally: &'a Tally,
}

/// From now on these items count; `false` when the feed of this version is no longer wanted, or a later reading was faster.
pub(crate) async fn show(
    change: &mut Change<'_>,
    scope: &Scope,
    version: i64,
    shown: &Shown<'_>,
    due_at: Option<Timestamp>,
) -> Result<bool> {
    let Shown { generation, digest, validators, tally } = shown;
    let row = params![
        scope.org(),
        *generation,
        *digest,
        &validators.etag,
        &validators.last_modified,
        words::json(tally)?,
        change.now,
        due_at,
        version
    ];
    Ok(change.execute(SHOW, row).await? > 0)
}

/// An address says what it said before.
pub(crate) async fn same(
    change: &mut Change<'_>,
    scope: &Scope,
    version: i64,
    validators: &Validators,
    due_at: Option<Timestamp>,
) -> Result<()> {
    let row = params![scope.org(), &validators.etag, &validators.last_modified, change.now, due_at, version];
    change.execute(SAME, row).await.map(drop)
}

/// An attempt failed; what is in the catalogue stays.
pub(crate) async fn fail(
    change: &mut Change<'_>,
    scope: &Scope,
    version: i64,
    problem: &FeedProblem,
    due_at: Option<Timestamp>,
) -> Result<()> {
    change.execute(FAIL, params![scope.org(), change.now, words::json(problem)?, due_at, version]).await.map(drop)
}

/// From now on there is no catalogue; the name below which all items are of no use.
pub(crate) async fn empty(change: &mut Change<'_>, scope: &Scope) -> Result<i64> {
    change.optional(EMPTY, params![scope.org()]).await?.ok_or(Error::Missing("catalogue"))?.int("last_generation")
}

/// Reads the address as soon as may be; `false` where there is none.
pub(crate) async fn read_soon(change: &mut Change<'_>, scope: &Scope) -> Result<bool> {
    Ok(change.execute(READ_SOON, params![scope.org(), change.now]).await? > 0)
}

/// An address that is to be read.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    pub(crate) scope: Scope,
    due_at: Timestamp,
}

/// Addresses that are to be read by now, the longest due first.
pub(crate) async fn due(store: &Store, now: Timestamp, most: u32) -> Result<Vec<Due>> {
    let rows = store.reader().all(DUE, params![now, most]).await?;
    rows.iter().map(|row| Ok(Due { scope: Scope::of(row.id("org_id")?), due_at: row.time("due_at")? })).collect()
}

/// Takes an address to read it until then; `None` when another node has.
pub(crate) async fn claim(change: &mut Change<'_>, due: &Due, until: Timestamp) -> Result<Option<Feed>> {
    change.optional(CLAIM, params![due.scope.org(), due.due_at, until]).await?.as_ref().map(read).transpose()
}
