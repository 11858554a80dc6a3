//! People, their memberships and sessions, and failed sign-ins.

use domain::{EmailAddress, OrgId, PersonId, Timestamp, queue::Skills};

use super::{Change, Reader, Row, Scope, words};
use crate::{Result, accounts::Roles, params};

const BY_EMAIL: &str = "SELECT id, name, password_hash FROM person WHERE email = $1";
const INSERT: &str = "INSERT INTO person (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)";
const RENAME: &str = "UPDATE person SET name = $2 WHERE id = $1";
const SET_FIRST_PASSWORD: &str = "UPDATE person SET password_hash = $2 WHERE id = $1 AND password_hash IS NULL";
const MEMBERSHIPS: &str = "
    SELECT m.org_id, o.name AS org_name, m.is_owner, m.is_admin, m.is_agent
    FROM membership m JOIN organisation o ON o.id = m.org_id
    WHERE m.person_id = $1
    ORDER BY o.name, m.org_id";

const PEOPLE: &str = "
    SELECT m.person_id, p.email, p.name, m.is_owner, m.is_admin, m.is_agent, m.skills_json, m.is_public,
        CASE WHEN EXISTS (SELECT 1 FROM membership o WHERE o.person_id = m.person_id AND o.org_id <> m.org_id) THEN 1 ELSE 0 END
            AS is_elsewhere
    FROM membership m JOIN person p ON p.id = m.person_id
    WHERE m.org_id = $1
    ORDER BY p.name, p.email";
const IS_ELSEWHERE: &str = "SELECT org_id FROM membership WHERE person_id = $1 AND org_id <> $2 LIMIT 1";
const LOCK: &str = "UPDATE person SET name = name WHERE id = $1";
const SET_PASSWORD: &str = "UPDATE person SET password_hash = $2 WHERE id = $1";

const INSERT_SESSION: &str = "
    INSERT INTO session (token_hash, person_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)";
const SESSION: &str = "
    SELECT p.id, p.name, s.last_seen_at FROM session s JOIN person p ON p.id = s.person_id
    WHERE s.token_hash = $1 AND s.expires_at > $2";
const PROLONG_SESSION: &str = "UPDATE session SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1 AND last_seen_at < $2";
const DELETE_SESSIONS_OF: &str = "DELETE FROM session WHERE person_id = $1";
const DELETE_SESSION: &str = "DELETE FROM session WHERE token_hash = $1";

const COUNT_FAILURE: &str = "
    INSERT INTO sign_in_attempt (key_hash, failures, forget_at) VALUES ($1, 1, $2)
    ON CONFLICT (key_hash) DO UPDATE SET
        failures = CASE WHEN sign_in_attempt.forget_at <= $3 THEN 1 ELSE sign_in_attempt.failures + 1 END,
        forget_at = CASE WHEN sign_in_attempt.forget_at <= $3 THEN $2 ELSE sign_in_attempt.forget_at END
    RETURNING failures, forget_at";
const TAKE_BACK_FAILURE: &str = "UPDATE sign_in_attempt SET failures = failures - 1 WHERE key_hash = $1 AND failures > 0";
const FORGET_FAILURES: &str = "DELETE FROM sign_in_attempt WHERE key_hash = $1";

/// An account.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) password_hash: Option<String>,
}

/// A member of an organisation with what its list of people shows.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) person: PersonId,
    pub(crate) email: EmailAddress,
    pub(crate) name: String,
    pub(crate) roles: Roles,
    /// Whether the account is a member of another organisation too.
    pub(crate) is_elsewhere: bool,
    /// What the person knows and speaks.
    pub(crate) skills: Skills,
    /// Whether the person agreed to be shown to shoppers.
    pub(crate) is_public: bool,
}

fn account(row: Row) -> Result<Account> {
    Ok(Account {
        person: row.id("id")?,
        name: row.text("name")?.to_owned(),
        password_hash: row.opt_text("password_hash")?.map(str::to_owned),
    })
}

/// The account with this address.
pub(crate) async fn by_email(reader: &Reader, email: &EmailAddress) -> Result<Option<Account>> {
    reader.optional(BY_EMAIL, params![email]).await?.map(account).transpose()
}

/// As [`by_email`], within a change.
pub(crate) async fn by_email_in(change: &mut Change<'_>, email: &EmailAddress) -> Result<Option<Account>> {
    change.optional(BY_EMAIL, params![email]).await?.map(account).transpose()
}

/// A new account. Breaks `person_email` when the address has one.
pub(crate) async fn insert(change: &mut Change<'_>, account: &Account, email: &EmailAddress) -> Result<()> {
    let row = params![&account.person, email, &account.name, account.password_hash.as_deref(), change.now];
    change.execute(INSERT, row).await.map(drop)
}

/// Gives a person another name.
pub(crate) async fn rename(change: &mut Change<'_>, person: &PersonId, name: &str) -> Result<()> {
    change.execute(RENAME, params![person, name]).await.map(drop)
}

/// Sets the password of somebody who has none; an existing one stays. Whether it was set.
pub(crate) async fn set_first_password(change: &mut Change<'_>, person: &PersonId, hash: &str) -> Result<bool> {
    Ok(change.execute(SET_FIRST_PASSWORD, params![person, hash]).await? > 0)
}

/// The organisations a person belongs to, with their names, by name.
pub(crate) async fn memberships(reader: &Reader, person: &PersonId) -> Result<Vec<(OrgId, String, Roles)>> {
    let rows = reader.all(MEMBERSHIPS, params![person]).await?;
    rows.iter().map(|row| Ok((row.id("org_id")?, row.text("org_name")?.to_owned(), roles(row)?))).collect()
}

/// The roles in a row of `membership`.
pub(super) fn roles(row: &Row) -> Result<Roles> {
    Ok(Roles { is_owner: row.flag("is_owner")?, is_admin: row.flag("is_admin")?, is_agent: row.flag("is_agent")? })
}

/// A new session that lasts until `expires_at` unless it is prolonged.
pub(crate) async fn insert_session(change: &mut Change<'_>, token_hash: &str, person: &PersonId, expires_at: Timestamp) -> Result<()> {
    change.execute(INSERT_SESSION, params![token_hash, person, change.now, expires_at]).await.map(drop)
}

/// Whose session it is, that person's name, and when it was last seen; `None` when it is over.
pub(crate) async fn session(reader: &Reader, token_hash: &str, now: Timestamp) -> Result<Option<(PersonId, String, Timestamp)>> {
    let row = reader.optional(SESSION, params![token_hash, now]).await?;
    row.map(|row| Ok((row.id("id")?, row.text("name")?.to_owned(), row.time("last_seen_at")?))).transpose()
}

/// Moves the end of a session.
pub(crate) async fn prolong_session(change: &mut Change<'_>, token_hash: &str, expires_at: Timestamp) -> Result<()> {
    change.execute(PROLONG_SESSION, params![token_hash, change.now, expires_at]).await.map(drop)
}

/// Ends a session.
pub(crate) async fn delete_session(change: &mut Change<'_>, token_hash: &str) -> Result<()> {
    change.execute(DELETE_SESSION, params![token_hash]).await.map(drop)
}

/// Counts one more failure under this key, and tells how many there are and when they are forgotten.
pub(crate) async fn count_failure(change: &mut Change<'_>, key: &str, forget_at: Timestamp) -> Result<(i64, Timestamp)> {
    let row = change.one(COUNT_FAILURE, params![key, forget_at, change.now]).await?;
    Ok((row.int("failures")?, row.time("forget_at")?))
}

/// Takes one failure back.
pub(crate) async fn take_back_failure(change: &mut Change<'_>, key: &str) -> Result<()> {
    change.execute(TAKE_BACK_FAILURE, params![key]).await.map(drop)
}

/// Forgets all failures under this key.
pub(crate) async fn forget_failures(change: &mut Change<'_>, key: &str) -> Result<()> {
    change.execute(FORGET_FAILURES, params![key]).await.map(drop)
}

/// Everybody in the organisation, by name.
pub(crate) async fn people(reader: &Reader, scope: &Scope) -> Result<Vec<Named>> {
    reader.all(PEOPLE, params![scope.org()]).await?.iter().map(named).collect()
}

/// As [`people`], within a change.
pub(crate) async fn people_in(change: &mut Change<'_>, scope: &Scope) -> Result<Vec<Named>> {
    change.all(PEOPLE, params![scope.org()]).await?.iter().map(named).collect()
}

fn named(row: &Row) -> Result<Named> {
    Ok(Named {
        person: row.id("person_id")?,
        email: row.id("email")?,
        name: row.text("name")?.to_owned(),
        roles: roles(row)?,
        is_elsewhere: row.flag("is_elsewhere")?,
        skills: words::read_json(row, "skills_json")?,
        is_public: row.flag("is_public")?,
    })
}

/// Whether the account is a member of another organisation. One after the other, whoever asks this to change the account: two
/// organisations that take somebody in at once see each other.
pub(crate) async fn is_elsewhere(change: &mut Change<'_>, scope: &Scope, person: &PersonId) -> Result<bool> {
    change.execute(LOCK, params![person]).await?;
    Ok(change.optional(IS_ELSEWHERE, params![person, scope.org()]).await?.is_some())
}

/// Puts another password in the place of whatever was there.
pub(crate) async fn set_password(change: &mut Change<'_>, person: &PersonId, hash: &str) -> Result<()> {
    change.execute(SET_PASSWORD, params![person, hash]).await.map(drop)
}

/// Ends all sessions of a person.
pub(crate) async fn delete_sessions_of(change: &mut Change<'_>, person: &PersonId) -> Result<()> {
    change.execute(DELETE_SESSIONS_OF, params![person]).await.map(drop)
}
