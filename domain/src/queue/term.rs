//! How a page names a queue.

use serde::{Deserialize, Serialize};

use crate::{QueueId, Slug};

/// How a page names a queue: by id, slug or name (seed "Calls Widget API Reference", `queue` and `setQueue`). Blank means the
/// default queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueueTerm(String);

impl QueueTerm {
    /// The term a page gave; `None` when it is blank and so means the default queue.
    pub fn parse(text: &str) -> Option<Self> {
        crate::text::line(text, 120).map(Self)
    }

    /// The term as given.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Picks the queue this term means: its id first, then its slug, then its name without regard to case.
    pub fn choose<'a, Q: Named>(&self, queues: &'a [Q]) -> Option<&'a Q> {
        let by_name = self.0.to_lowercase();
        queues
            .iter()
            .find(|queue| queue.id().as_str() == self.0)
            .or_else(|| queues.iter().find(|queue| queue.slug().as_str() == self.0))
            .or_else(|| queues.iter().find(|queue| queue.name().to_lowercase() == by_name))
    }
}

/// What a queue can be found by.
pub trait Named {
    /// Its identifier.
    fn id(&self) -> &QueueId;
    /// Its slug.
    fn slug(&self) -> &Slug;
    /// Its name, for people.
    fn name(&self) -> &str;
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Queue(QueueId, Slug, &'static str);

    impl Named for Queue {
        fn id(&self) -> &QueueId {
            &self.0
        }
        fn slug(&self) -> &Slug {
            &self.1
        }
        fn name(&self) -> &str {
            self.2
        }
    }

    fn queues() -> Vec<Queue> {
        let queue = |byte, slug: &str, name| slug.parse().ok().map(|slug| Queue(QueueId::from_random([byte; 20]), slug, name));
        [queue(0, "shop-floor", "Shop floor"), queue(1, "repairs", "Repairs")].into_iter().flatten().collect()
    }

    fn found(term: &str) -> Option<&'static str> {
        QueueTerm::parse(term).and_then(|term| term.choose(&queues()).map(|queue| queue.2))
    }

    #[test]
    fn a_queue_is_found_by_id_slug_or_name() {
        assert_eq!(found("AAAAAAAAAAAAAAAAAAAA"), Some("Shop floor"));
        assert_eq!(found("repairs"), Some("Repairs"));
        assert_eq!(found(" SHOP FLOOR "), Some("Shop floor"));
        assert_eq!(found("attic"), None);
    }

    #[test]
    fn a_blank_term_names_no_queue() {
        assert_eq!(QueueTerm::parse("  "), None);
    }
}
