//! The demo organisation, for a first look and for the browser tests.

use domain::{EmailAddress, Origin};

use crate::{
    Error, Result,
    settings::{self, Diff, File, Site},
    store::{Actor, Scope, Store, faces},
};

/// The demo organisation's id, as pages name it.
pub const ORG_ID: &str = "demodemodemodemodemo";

/// The agent whom pages of the demo shop may show.
const SHOWN: &str = "anna@demo.test";

const SETTINGS: &str = include_str!("demo.toml");

/// Fills the store with the demo organisation, whose widget pages of `shop` may frame. Refused when the store holds any other
/// organisation: the demo's passwords are known to everybody.
pub async fn seed(store: &Store, shop: &Origin) -> Result<Diff> {
    let present = crate::store::settings::organisations(&store.reader()).await?;
    if present.iter().any(|org| org.as_str() != ORG_ID) {
        let problem = "--demo runs on an empty store or one that holds only the demo; this store holds another organisation. \
                       Leave --demo out, or name another place with VITRINE_DATA_DIR or VITRINE_DATABASE_URL";
        return Err(Error::Invalid(problem.to_owned()));
    }
    let file = File { sites: Some(vec![Site { origin: shop.clone() }]), ..File::parse(SETTINGS)? };
    let (scope, shown): (_, EmailAddress) = (&Scope::of(file.organisation.id.clone()), parsed(SHOWN)?);
    let diff = settings::apply_file(store, &Actor::System, file, None).await?;
    // Whoever plays Anna may take it back, and it stays so.
    store.change(&Actor::System, |change| Box::pin(faces::agree_first(change, scope, &shown))).await?;
    Ok(diff)
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T> {
    text.parse().map_err(|error: T::Err| Error::Invalid(error.to_string()))
}
