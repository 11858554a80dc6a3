//! What the page tells of its shopper after the ticket was drawn.

use domain::tracking::Tags;

use super::{
    super::super::{drive, told},
    Place, ShopperSession,
};
use crate::{
    Result,
    store::{shopper_details, tags},
};

/// What a page tells after the join.
pub(super) enum Told {
    /// Its `data`.
    Data(serde_json::Value),
    /// Which page of the shop it is.
    Page {
        /// Its address.
        url: String,
        /// Its title.
        title: String,
    },
}

impl ShopperSession {
    /// Keeps what the page tells, and shows it.
    pub(super) async fn tell(&mut self, told: &Told) -> Result<()> {
        let Place::Inside { ticket, queue, .. } = &self.place else { return Ok(()) };
        let scope = self.scope.scope();
        let (claims, identity) = &match told {
            Told::Data(data) => (told::claims(data), told::identity(&self.hub, scope, data).await?),
            Told::Page { .. } => (vec![], None),
        };
        self.hub
            .store
            .change(&self.actor(), |change| {
                Box::pin(async move {
                    match told {
                        Told::Data(_) => shopper_details::tell_data(change, scope, ticket, (claims, identity.as_ref())).await?,
                        Told::Page { url, title } => {
                            let (url, title) = (told::page_url(url), told::page_title(title));
                            shopper_details::tell_page(change, scope, ticket, (url.as_deref(), title.as_deref())).await?;
                        }
                    }
                    drive::hint_ticket(change, scope, queue, ticket);
                    Ok(())
                })
            })
            .await
    }

    /// From now on the ticket is counted by these tags.
    pub(super) async fn count_by(&mut self, tags: &Tags) -> Result<()> {
        let Place::Inside { ticket, .. } = &self.place else { return Ok(()) };
        let scope = self.scope.scope();
        // No view shows them, so nobody has to read again.
        self.hub.store.change(&self.actor(), |change| Box::pin(tags::put(change, scope, ticket, tags))).await
    }
}
