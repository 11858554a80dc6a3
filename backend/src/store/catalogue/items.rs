//! What is in a catalogue.

use domain::{
    catalogue::{Item, MOST_WORDS, PageKey},
    product::{Sku, Wanted, WantedKind},
};

use super::{
    super::{Reader, Store},
    Change, Reads, Row, Scope, words,
};
use crate::{Result, params};

const INSERT: &str = "
    INSERT INTO catalogue_item (org_id, generation, place, sku, number, code, product, page, path, search, item_json)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const GENERATION: &str = "SELECT generation FROM catalogue_feed WHERE org_id = $1 AND generation > 0";
// Whatever names it, in the order in which that counts; the third counts first where a code was scanned.
const NAMED: &str = "
    SELECT product, sku FROM (
        SELECT CAST(0 AS BIGINT) AS kind, product, sku, place FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND sku = $3
        UNION ALL
        SELECT CAST(1 AS BIGINT), product, sku, place FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND number = $3
        UNION ALL
        SELECT CAST(2 AS BIGINT), product, sku, place FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND code = $3
    ) named
    ORDER BY CASE WHEN kind = $4 THEN -1 ELSE kind END, place LIMIT 1";
const OF_PAGE: &str = "
    SELECT product, sku FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND page = $3 ORDER BY place LIMIT 1";
// Two products at one path are told apart by the query alone, so neither is meant by another one.
const OF_PATH: &str = "
    SELECT product, MIN(place) AS first FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND path = $3
    GROUP BY product LIMIT 2";
const OF_PRODUCT: &str = "
    SELECT item_json FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND product = $3 ORDER BY place LIMIT 250";
const FIND: &str = "
    WITH found AS MATERIALIZED (
        SELECT i.generation, MIN(i.place) AS place
        FROM catalogue_feed f JOIN catalogue_item i ON i.org_id = f.org_id AND i.generation = f.generation
        WHERE f.org_id = $1 AND i.search LIKE $2 ESCAPE '!' AND i.search LIKE $3 ESCAPE '!' AND i.search LIKE $4 ESCAPE '!'
            AND i.search LIKE $5 ESCAPE '!' AND i.search LIKE $6 ESCAPE '!'
        GROUP BY i.generation, i.product
    )
    SELECT i.item_json, (SELECT COUNT(*) FROM found) AS matches
    FROM found JOIN catalogue_item i ON i.org_id = $1 AND i.generation = found.generation AND i.place = found.place
    ORDER BY i.place LIMIT $7 OFFSET $8";
const FIRST_STALE: &str = "
    SELECT generation, place FROM catalogue_item WHERE org_id = $1 AND generation < $2 ORDER BY generation, place LIMIT 1";
const DELETE: &str = "DELETE FROM catalogue_item WHERE org_id = $1 AND generation = $2 AND place >= $3 AND place < $4";

/// Puts items into a generation, from this place on.
pub(crate) async fn insert(change: &mut Change<'_>, scope: &Scope, generation: i64, first: i64, items: &[Item]) -> Result<()> {
    for (place, item) in (first..).zip(items) {
        let page = item.url.as_deref().and_then(PageKey::of);
        let row = params![
            scope.org(),
            generation,
            place,
            item.sku.as_str(),
            &item.number,
            &item.code,
            item.product_key(),
            page.as_ref().map(|page| page.whole.as_str()),
            page.as_ref().map(|page| page.path.as_str()),
            item.search_text(),
            words::json(item)?
        ];
        change.execute(INSERT, row).await?;
    }
    Ok(())
}

/// The name of the items that count; `None` where there is no catalogue.
pub(crate) async fn generation(reads: &mut impl Reads, scope: &Scope) -> Result<Option<i64>> {
    reads.rows(GENERATION, params![scope.org()]).await?.first().map(|row| row.int("generation")).transpose()
}

/// The items of the product that is wanted, in their order, and which of them is meant, where it is one.
pub(crate) async fn wanted(
    reads: &mut impl Reads,
    scope: &Scope,
    generation: i64,
    wanted: &Wanted,
) -> Result<Option<(Vec<Item>, Option<Sku>)>> {
    let Some((product, sku)) = product(reads, scope, generation, wanted).await? else { return Ok(None) };
    let rows = reads.rows(OF_PRODUCT, params![scope.org(), generation, product]).await?;
    let items = rows.iter().map(|row| words::read_json(row, "item_json")).collect::<Result<_>>()?;
    Ok(Some((items, sku)))
}

async fn product(reads: &mut impl Reads, scope: &Scope, generation: i64, wanted: &Wanted) -> Result<Option<(String, Option<Sku>)>> {
    if let (WantedKind::Url, Some(PageKey { whole, path })) = (wanted.kind(), PageKey::of(wanted.reference())) {
        let rows = reads.rows(OF_PAGE, params![scope.org(), generation, whole]).await?;
        if let Some(row) = rows.first() {
            return one(row).map(Some);
        }
        let rows = reads.rows(OF_PATH, params![scope.org(), generation, path]).await?;
        return match rows.as_slice() {
            [row] => Ok(Some((row.text("product")?.to_owned(), None))),
            _ => Ok(None),
        };
    }
    let first = i64::from(wanted.kind() == WantedKind::ScannedCode) * 2;
    let rows = reads.rows(NAMED, params![scope.org(), generation, wanted.reference(), first]).await?;
    rows.first().map(one).transpose()
}

fn one(row: &Row) -> Result<(String, Option<Sku>)> {
    Ok((row.text("product")?.to_owned(), Some(row.id("sku")?)))
}

/// The first item of each product that has all these words, and how many such products there are. No words are in all of them.
pub(crate) async fn find(store: &Store, scope: &Scope, looked_for: &[String], (most, after): (u32, u32)) -> Result<(Vec<Item>, u32)> {
    let like = |word: &String| ["%", &word.replace('!', "!!").replace('%', "!%").replace('_', "!_"), "%"].concat();
    let mut patterns = looked_for.iter().map(like).chain(std::iter::repeat_n("%".to_owned(), MOST_WORDS));
    let mut next = || patterns.next().unwrap_or_default();
    let row = params![scope.org(), next(), next(), next(), next(), next(), most, after];
    let rows = store.reader().all(FIND, row).await?;
    let matches = rows.first().map_or(Ok(0), |row| row.count("matches"))?;
    Ok((rows.iter().map(|row| words::read_json(row, "item_json")).collect::<Result<_>>()?, matches))
}

/// From where on there are items of generations before this one.
pub(crate) async fn first_stale(reader: &Reader, scope: &Scope, before: i64) -> Result<Option<(i64, i64)>> {
    let row = reader.optional(FIRST_STALE, params![scope.org(), before]).await?;
    row.map(|row| Ok((row.int("generation")?, row.int("place")?))).transpose()
}

/// Deletes items of a generation from this place on, so many at most.
pub(crate) async fn delete(change: &mut Change<'_>, scope: &Scope, generation: i64, first: i64, most: i64) -> Result<u64> {
    change.execute(DELETE, params![scope.org(), generation, first, first + most]).await
}
