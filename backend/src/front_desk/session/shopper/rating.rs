//! How the call was, in the shopper's words.

use domain::{
    text,
    wire::{Problem, Rating},
};

use super::{
    super::{internal, join::KEEP_DETAIL},
    ShopperSession,
};
use crate::store::ratings;

const MAX_COMMENT_CHARS: usize = 1_000;

impl ShopperSession {
    /// Keeps it, the first time.
    pub(super) async fn rate(&mut self, rating: &Rating) -> Result<(), Problem> {
        if !(1..=5).contains(&rating.stars) || rating.comment.chars().count() > MAX_COMMENT_CHARS {
            return Err(Problem::BadMessage);
        }
        let Some(ticket) = self.ticket() else { return Ok(()) };
        let (scope, comment) = (self.scope.scope(), &text::paragraph(&rating.comment, MAX_COMMENT_CHARS));
        let stored = self
            .hub
            .store
            .change(&self.actor(), |change| {
                Box::pin(async move {
                    let is_first = ratings::rate(change, scope, ticket, rating.stars).await?;
                    if is_first {
                        change.event(scope.org(), "call_rated", &[("ticket", ticket.as_str())]).await?;
                        if let Some(comment) = comment {
                            let delete_after = change.now + KEEP_DETAIL;
                            ratings::comment(change, scope, ticket, comment, delete_after).await?;
                        }
                    }
                    Ok(())
                })
            })
            .await;
        stored.map_err(internal(self.scope.org(), "rate"))?;
        self.must_look = true;
        Ok(())
    }
}
