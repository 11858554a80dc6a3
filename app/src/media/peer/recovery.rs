//! When a connection is helped, and how. Without clock and connection, so that it can be tested with made-up times.

/// How the browser says the connection is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Health {
    /// It is being made.
    #[default]
    Connecting,
    /// Media can flow.
    Connected,
    /// Nothing has come for a moment; it often comes back by itself.
    Disconnected,
    /// The browser has given up.
    Failed,
}

/// What helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Help {
    /// Send the open offer again; it may have been lost on the way.
    Resend,
    /// Negotiate with fresh candidates.
    RestartIce,
    /// Begin anew with a fresh connection.
    Rebuild,
}

/// A network that comes and goes shall not make one restart fall over the other.
const RESTART_EVERY: f64 = 2.0;
const RESEND_EVERY: f64 = 2.5;
/// How long a connection that was lost may come back by itself.
const PATIENCE: f64 = 3.0;
/// How long a new connection, or a restart, has to succeed.
const CONNECT_WITHIN: f64 = 12.0;
/// The polite side waits this much longer, so that mostly one side helps and not both.
const COURTESY: f64 = 3.5;
/// The longest time between two rebuilds.
const SLOWEST: f64 = 30.0;

/// Decides when to help. All times are seconds on any one clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recovery {
    is_polite: bool,
    health: Health,
    /// Since when it is as it is.
    since: f64,
    /// When help was last given that is still being waited for.
    helped: Option<(Help, f64)>,
    built: f64,
    rebuilds: u32,
    resent: f64,
    restarted: Option<f64>,
    must_rebuild: bool,
}

impl Recovery {
    pub(super) fn new(is_polite: bool, now: f64) -> Self {
        Self {
            is_polite,
            health: Health::Connecting,
            since: now,
            helped: None,
            built: now,
            rebuilds: 0,
            resent: now,
            restarted: None,
            must_rebuild: false,
        }
    }

    /// How the connection was last seen.
    pub(super) const fn health(&self) -> Health {
        self.health
    }

    /// The browser tells how the connection is.
    pub(super) fn observe(&mut self, health: Health, now: f64) {
        if health == Health::Connected {
            self.helped = None;
            self.rebuilds = 0;
        }
        // A restart begins with "connecting", which is no reason to start waiting all over.
        if self.health != health && !(self.helped.is_some() && health == Health::Connecting) {
            self.since = now;
        }
        self.health = health;
    }

    /// Negotiation is stuck for good.
    pub(super) const fn give_up(&mut self) {
        self.must_rebuild = true;
    }

    /// Something else tells that the way has to be looked for again, such as another network; whether to do that now. No matter
    /// who is polite: the other side does not know.
    pub(super) fn restart(&mut self, now: f64) -> bool {
        if self.restarted.is_some_and(|at| now - at < RESTART_EVERY) {
            return false;
        }
        self.restarted = Some(now);
        // One that stands goes on while the new way is looked for.
        if self.health != Health::Connected {
            self.helped = Some((Help::RestartIce, now));
        }
        true
    }

    /// A fresh connection was built, here or because the other side did.
    pub(super) const fn rebuilt(&mut self, now: f64) {
        self.health = Health::Connecting;
        self.since = now;
        self.built = now;
        self.resent = now;
        self.helped = None;
        self.must_rebuild = false;
    }

    /// What to do now, if anything. `has_open_offer` tells that an offer of ours waits for its answer.
    pub(super) fn tick(&mut self, now: f64, has_open_offer: bool) -> Option<Help> {
        let courtesy = if self.is_polite { COURTESY } else { 0.0 };
        let patience = (CONNECT_WITHIN + CONNECT_WITHIN * f64::from(self.rebuilds) / 2.0).min(SLOWEST) + courtesy;
        let is_overdue = match self.helped {
            Some((_, at)) => now - at > patience,
            None => self.health == Health::Connecting && now - self.since > patience,
        };
        if (is_overdue || self.must_rebuild) && now - self.built > 2.0 && (self.health != Health::Connected || self.must_rebuild) {
            self.rebuilds = self.rebuilds.saturating_add(1);
            return Some(Help::Rebuild);
        }
        let wants_restart = match self.health {
            Health::Failed => now - self.since >= courtesy,
            Health::Disconnected => now - self.since >= PATIENCE + courtesy,
            Health::Connecting | Health::Connected => false,
        };
        if wants_restart && self.helped.is_none() {
            self.restarted = Some(now);
            self.helped = Some((Help::RestartIce, now));
            return Some(Help::RestartIce);
        }
        if has_open_offer && now - self.resent >= RESEND_EVERY {
            self.resent = now;
            return Some(Help::Resend);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every help from `from` to `to`, looked for twice a second.
    fn run(recovery: &mut Recovery, from: f64, to: f64, has_open_offer: bool) -> Vec<(f64, Help)> {
        let mut given = vec![];
        let mut now = from;
        while now < to {
            if let Some(help) = recovery.tick(now, has_open_offer) {
                given.push((now, help));
                if help == Help::Rebuild {
                    recovery.rebuilt(now);
                }
            }
            now += 0.5;
        }
        given
    }

    #[test]
    fn a_connection_that_stands_is_left_alone() {
        let mut recovery = Recovery::new(false, 0.0);
        recovery.observe(Health::Connected, 1.0);
        assert_eq!(run(&mut recovery, 1.0, 600.0, false), []);
    }

    #[test]
    fn a_short_silence_heals_by_itself() {
        let mut recovery = Recovery::new(false, 0.0);
        recovery.observe(Health::Connected, 1.0);
        recovery.observe(Health::Disconnected, 10.0);
        assert_eq!(run(&mut recovery, 10.0, 12.5, false), []);
        recovery.observe(Health::Connected, 12.5);
        assert_eq!(run(&mut recovery, 12.5, 60.0, false), []);
    }

    #[test]
    fn a_failure_gets_a_restart_at_once_and_a_rebuild_when_that_does_not_help() {
        let mut recovery = Recovery::new(false, 0.0);
        recovery.observe(Health::Connected, 1.0);
        recovery.observe(Health::Failed, 10.0);
        assert_eq!(recovery.tick(10.0, false), Some(Help::RestartIce));
        recovery.observe(Health::Connecting, 10.5);
        assert_eq!(run(&mut recovery, 10.5, 23.0, false), [(22.5, Help::Rebuild)]);
    }

    #[test]
    fn the_polite_side_lets_the_other_help_first() {
        let mut recovery = Recovery::new(true, 0.0);
        recovery.observe(Health::Connected, 1.0);
        recovery.observe(Health::Failed, 10.0);
        assert_eq!(run(&mut recovery, 10.0, 13.5, false), []);
        assert_eq!(recovery.tick(13.5, false), Some(Help::RestartIce));
    }

    #[test]
    fn an_offer_without_an_answer_is_sent_again_until_the_connection_is_built_anew() {
        let mut recovery = Recovery::new(false, 0.0);
        let given = run(&mut recovery, 0.0, 13.0, true);
        assert_eq!(given.iter().filter(|(_, help)| *help == Help::Resend).count(), 4);
        assert_eq!(given.last(), Some(&(12.5, Help::Rebuild)));
    }

    #[test]
    fn a_long_outage_is_tried_again_for_ever_and_ever_more_slowly() {
        let mut recovery = Recovery::new(false, 0.0);
        let rebuilds: Vec<f64> = run(&mut recovery, 0.0, 600.0, false).into_iter().map(|(at, _)| at).collect();
        assert!(rebuilds.len() > 15, "{rebuilds:?}");
        assert!(rebuilds.windows(2).all(|pair| pair[1] - pair[0] <= SLOWEST + 1.0));
    }

    #[test]
    fn stuck_negotiation_is_built_anew_but_never_in_a_tight_circle() {
        let mut recovery = Recovery::new(false, 0.0);
        recovery.observe(Health::Connected, 0.1);
        recovery.give_up();
        assert_eq!(recovery.tick(1.0, false), None);
        assert_eq!(recovery.tick(2.5, false), Some(Help::Rebuild));
        recovery.rebuilt(2.5);
        assert_eq!(recovery.tick(5.0, false), None);
    }

    #[test]
    fn another_network_is_a_restart_at_once_even_for_the_polite_side_and_no_reason_to_rebuild_what_stands() {
        for is_polite in [false, true] {
            let mut recovery = Recovery::new(is_polite, 0.0);
            recovery.observe(Health::Connected, 1.0);
            assert!(recovery.restart(10.0));
            assert!(!recovery.restart(11.0), "once for a flutter");
            assert_eq!(run(&mut recovery, 10.0, 100.0, false), []);
            recovery.observe(Health::Disconnected, 100.0);
            assert_ne!(recovery.tick(103.0 + COURTESY, false), Some(Help::Rebuild));
        }
    }

    #[test]
    fn a_restart_for_another_network_that_does_not_help_is_followed_by_a_rebuild() {
        let mut recovery = Recovery::new(false, 0.0);
        recovery.observe(Health::Connected, 1.0);
        recovery.observe(Health::Disconnected, 10.0);
        assert!(recovery.restart(10.5));
        assert_eq!(run(&mut recovery, 10.5, 25.0, false), [(23.0, Help::Rebuild)]);
    }
}
