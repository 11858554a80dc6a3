//! A connection in reserve: while a ring is near, the browser looks already for the ways to reach it, so that with the call the
//! first description goes out at once and its candidates with it.

use std::{rc::Rc, time::Duration};

use leptos::prelude::*;

use super::{connection::Connection, now};
use crate::{
    client::Timer,
    media::{Reach, network::NetworkWatch},
};

/// A relay holds what was gathered for a few minutes, and its credentials not much longer; after this it is gathered anew.
const RENEWED_AFTER: f64 = 60.0;
/// Fresh credentials alone are no hurry: what was gathered with those before holds a while.
const CREDENTIALS_HOLD: f64 = 15.0;
const LOOKED_AT_EVERY: Duration = Duration::from_secs(5);

/// What to do with the reserve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Upkeep {
    /// Leave it.
    Keep,
    /// Make it, in the place of the one there is.
    Make,
    /// Let it go.
    Drop,
}

/// When a reserve is made, made anew and let go. All times are seconds on any one clock.
#[derive(Clone, Debug, Default)]
struct Plan {
    wanted: Option<Reach>,
    made: Option<(Reach, f64)>,
}

impl Plan {
    fn want(&mut self, wanted: Option<Reach>, now: f64) -> Upkeep {
        self.wanted = wanted;
        self.look(now, false)
    }

    /// Looks whether what there is will still do. In another network it will not.
    fn look(&mut self, now: f64, is_network_new: bool) -> Upkeep {
        match (&self.wanted, &self.made) {
            (None, None) => Upkeep::Keep,
            (None, Some(_)) => {
                self.made = None;
                Upkeep::Drop
            }
            (Some(wanted), Some((reach, at))) if !is_network_new && now - at < lasts(reach, wanted) => Upkeep::Keep,
            (Some(wanted), _) => {
                self.made = Some((wanted.clone(), now));
                Upkeep::Make
            }
        }
    }

    /// The reserve has become a call, or was of no use for it: the next is for the next ring.
    fn taken(&mut self) {
        *self = Self::default();
    }
}

/// How many seconds what was made for `reach` will do for `wanted`.
fn lasts(reach: &Reach, wanted: &Reach) -> f64 {
    let servers = |reach: &Reach| reach.ice.iter().map(|server| server.urls.clone()).collect::<Vec<_>>();
    if reach == wanted {
        RENEWED_AFTER
    } else if reach.relay_only == wanted.relay_only && servers(reach) == servers(wanted) {
        CREDENTIALS_HOLD
    } else {
        0.0
    }
}

#[derive(Default)]
struct Held {
    plan: Plan,
    connection: Option<Rc<Connection>>,
    watch: Option<(Timer, NetworkWatch)>,
}

/// The connection in reserve of a page. Copies are the same. It is let go with its owner.
#[derive(Clone, Copy)]
pub struct Reserve {
    held: StoredValue<Held, LocalStorage>,
}

impl Reserve {
    /// Nothing is made yet.
    pub fn new() -> Self {
        let reserve = Self { held: StoredValue::new_local(Held::default()) };
        on_cleanup(move || reserve.keep(None));
        reserve
    }

    /// Keeps a connection ready that can be reached this way, or none. Harmless when that is so already. Only in the browser,
    /// but for `None`.
    pub fn keep(&self, reach: Option<Reach>) {
        self.held.try_update_value(|held| {
            let is_wanted = reach.is_some();
            if is_wanted || held.plan.made.is_some() {
                let upkeep = held.plan.want(reach, now());
                held.act(upkeep);
            }
            if is_wanted && held.watch.is_none() {
                held.watch = self.watch();
            } else if !is_wanted {
                held.watch = None;
            }
        });
    }

    /// Takes the connection for a call, and keeps none. `None` when there is none that would do.
    pub(super) fn take(&self, reach: &Reach) -> Option<Rc<Connection>> {
        let connection = self.held.try_update_value(|held| {
            held.plan.taken();
            held.watch = None;
            held.connection.take()
        })?;
        connection.filter(|connection| connection.is_as_private_as(reach))
    }

    fn watch(self) -> Option<(Timer, NetworkWatch)> {
        let look = move |is_network_new| {
            self.held.try_update_value(|held| {
                let upkeep = held.plan.look(now(), is_network_new);
                held.act(upkeep);
            });
        };
        Some((Timer::every(LOOKED_AT_EVERY, move || look(false))?, NetworkWatch::new(move || look(true))))
    }
}

impl Held {
    fn act(&mut self, upkeep: Upkeep) {
        match upkeep {
            Upkeep::Keep => {}
            Upkeep::Make => self.connection = self.plan.wanted.as_ref().and_then(Connection::new),
            Upkeep::Drop => self.connection = None,
        }
    }
}

impl Default for Reserve {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Reserve {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Reserve").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use domain::wire::IceServer;

    use super::*;

    fn reach(credential: &str) -> Reach {
        let server = IceServer {
            urls: vec!["turn:turn.example.test".into()],
            username: Some("1:ticket".into()),
            credential: Some(credential.into()),
        };
        Reach { ice: vec![server], relay_only: false }
    }

    #[test]
    fn it_is_made_once_and_renewed_each_minute_for_as_long_as_it_is_wanted() {
        let mut plan = Plan::default();
        assert_eq!(plan.want(Some(reach("a")), 0.0), Upkeep::Make);
        let made: Vec<u32> = (0..200).filter(|now| plan.look(f64::from(*now), false) == Upkeep::Make).collect();
        assert_eq!(made, [60, 120, 180]);
        assert_eq!(plan.want(Some(reach("a")), 200.0), Upkeep::Keep, "a new view with the same says nothing");
    }

    #[test]
    fn another_policy_or_another_network_makes_it_anew_at_once() {
        let mut plan = Plan::default();
        plan.want(Some(reach("a")), 0.0);
        assert_eq!(plan.want(Some(Reach { relay_only: true, ..reach("a") }), 1.0), Upkeep::Make);
        assert_eq!(plan.look(2.0, true), Upkeep::Make);
        assert_eq!(plan.look(3.0, false), Upkeep::Keep);
        assert_eq!(plan.want(Some(Reach::default()), 4.0), Upkeep::Make);
    }

    #[test]
    fn fresh_credentials_make_it_anew_but_not_with_every_view() {
        let mut plan = Plan::default();
        plan.want(Some(reach("0")), 0.0);
        let fresh = |now: u32| Some(reach(&now.to_string()));
        let made: Vec<u32> = (1..=40).filter(|now| plan.want(fresh(*now), f64::from(*now)) == Upkeep::Make).collect();
        assert_eq!(made, [15, 30]);
    }

    #[test]
    fn it_goes_when_it_is_not_wanted_and_stays_away() {
        let mut plan = Plan::default();
        plan.want(Some(reach("a")), 0.0);
        assert_eq!(plan.want(None, 1.0), Upkeep::Drop);
        assert_eq!(plan.look(100.0, true), Upkeep::Keep);
        assert_eq!(plan.want(None, 101.0), Upkeep::Keep);
    }

    #[test]
    fn what_became_a_call_is_not_kept_as_well() {
        let mut plan = Plan::default();
        plan.want(Some(reach("a")), 0.0);
        plan.taken();
        assert_eq!(plan.look(100.0, true), Upkeep::Keep);
        assert_eq!(plan.want(Some(reach("a")), 101.0), Upkeep::Make, "the next ring gets its own");
    }
}
