//! Products that are in a tray because the shopper looks at them.

use crate::ProductId;

/// The most of them that stay: the rest of the tray is the agents'.
pub const MOST_LOOKED_AT: usize = 5;

/// Which of the products that the shopper looked at goes when another one comes: the oldest that no agent points at, once there are
/// [`MOST_LOOKED_AT`]. `looked_at` has the oldest first.
pub fn goes<'a>(looked_at: &[&'a ProductId], pointed_at: &[&ProductId]) -> Option<&'a ProductId> {
    if looked_at.len() < MOST_LOOKED_AT {
        return None;
    }
    looked_at.iter().find(|id| !pointed_at.contains(id)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_that_no_agent_points_at() {
        let ids: Vec<_> = (1..=5_u8).map(|number| ProductId::from_random([number; 20])).collect();
        let all: Vec<_> = ids.iter().collect();
        assert_eq!(goes(&all[..4], &[]), None);
        assert_eq!(goes(&all, &[]), Some(&ids[0]));
        assert_eq!(goes(&all, &[&ids[0], &ids[1]]), Some(&ids[2]));
        assert_eq!(goes(&all, &all), None);
    }
}
