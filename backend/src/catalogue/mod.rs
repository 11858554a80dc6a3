//! The catalogue: an organisation's feed of products answers where the shopper's page does not.
//!
//! [`feed`] reads a file, [`filling`] puts what it gave into the store, [`keep`] does both for feeds that have an address, and this file
//! answers out of it. Admins configure it in [`crate::settings`]; who asks for products is [`crate::front_desk`].

pub mod feed;
mod filling;
mod following;

pub use crate::store::catalogue::feed::{Feed, Source};
pub(crate) use filling::{Filled, ReadFeed, discard, fill, read, sweep};
pub use following::{Followed, follow, keep};

use domain::{
    Timestamp,
    catalogue::{hit_of, product_of, words},
    product::{Product, SearchResults, Wanted},
};

use crate::{
    Result,
    store::{
        Scope, Store,
        catalogue::{Reads, items},
    },
};

/// How many products are found at a time.
const HITS_OF_PAGE: u32 = 20;

/// The product that is wanted, with the variation that was meant shown first; `None` where the catalogue does not know it, or there is
/// none.
pub async fn product(store: &Store, scope: &impl AsRef<Scope>, wanted: &Wanted) -> Result<Option<Product>> {
    let (scope, now) = (scope.as_ref(), store.now().await?);
    store.snapshot(|snapshot| Box::pin(async move { product_in(snapshot, scope, wanted, now).await })).await
}

/// As [`product`], of one state of the store.
pub(crate) async fn product_in(reads: &mut impl Reads, scope: &Scope, wanted: &Wanted, now: Timestamp) -> Result<Option<Product>> {
    let Some(generation) = items::generation(reads, scope).await? else { return Ok(None) };
    let Some((items, meant)) = items::wanted(reads, scope, generation, wanted).await? else { return Ok(None) };
    Ok(product_of(&items, meant.as_ref(), now))
}

/// Whether there is a catalogue that could answer.
pub(crate) async fn answers(reads: &mut impl Reads, scope: &Scope) -> Result<bool> {
    Ok(items::generation(reads, scope).await?.is_some())
}

/// The products that have all words of a term, in the order of the feed; of none, all products. Pages begin with 1.
pub async fn find(store: &Store, scope: &impl AsRef<Scope>, term: &str, page: u32) -> Result<SearchResults> {
    let (page, now) = (page.max(1), store.now().await?);
    let after = (page - 1).saturating_mul(HITS_OF_PAGE);
    let (items, matches) = items::find(store, scope.as_ref(), &words(term), (HITS_OF_PAGE, after)).await?;
    Ok(SearchResults {
        locale: items.first().map(|item| item.locale.clone()),
        hits: items.iter().map(|item| hit_of(item, now)).collect(),
        page,
        pages: matches.div_ceil(HITS_OF_PAGE).max(page),
        matches: Some(matches),
    })
}
