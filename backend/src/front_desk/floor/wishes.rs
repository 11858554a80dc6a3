//! Whom a ticket may ring, by what its call asks for and what its queue prefers.

use domain::{
    Timestamp,
    queue::{Candidate, Circle},
    waiting::Range,
};

use super::{Asked, FloorAgent, LiveTicket, QueueView, count};

impl QueueView {
    /// Whom a ticket may ring now.
    pub fn circle(&self, ticket: &LiveTicket, now: Timestamp) -> Circle<'_> {
        let preference = &self.queue.rules.asked_first;
        let asks = &ticket.shopper.asks;
        if asks.agent.is_none() && !preference.applies(asks) {
            return Circle::Everybody;
        }
        let team: Vec<_> = self.agents.iter().map(|agent| candidate(agent, ticket)).collect();
        preference.circle(asks, ticket.in_line_since, now, &team)
    }

    /// The agent whom a ticket asks for, and until when it waits for him: not at all when his desk is closed or he had his chance.
    /// `None` when it asks for nobody of this queue.
    pub fn awaited(&self, ticket: &LiveTicket) -> Option<(&FloorAgent, Timestamp)> {
        let named = ticket.shopper.asks.agent.as_ref()?;
        let agent = self.agents.iter().find(|agent| agent.person == *named)?;
        let Candidate { has_desk, had_chance, .. } = candidate(agent, ticket);
        let until = self.queue.rules.asked_first.ends_at(ticket.in_line_since);
        Some((agent, if has_desk && !had_chance { until } else { ticket.in_line_since }))
    }

    /// Whether nobody but who fits may ever answer this ticket.
    pub fn is_narrow(&self, ticket: &LiveTicket) -> bool {
        self.queue.rules.asked_first.is_strict(&ticket.shopper.asks)
    }

    /// Whom the shopper of this ticket can hope for, as [`Self::agents_online`] counts them.
    pub fn agents_for(&self, ticket: &LiveTicket) -> u32 {
        let asked_first = &self.queue.rules.asked_first;
        let fits = |agent: &&FloorAgent| !self.is_narrow(ticket) || asked_first.fits(&ticket.shopper.asks, &agent.skills);
        count(self.agents.iter().filter(fits).filter(|agent| agent.is_serving()).count())
    }

    /// How long this ticket in line will wait; `None` while nobody serves who may answer it.
    pub fn wait_of(&self, ticket: &LiveTicket) -> Option<Range> {
        match self.narrow.get(&ticket.id) {
            Some(narrow) => *narrow,
            None => self.wait(self.place(&ticket.id)?),
        }
    }
}

/// An agent, as the choice of who is asked for a ticket sees him.
fn candidate<'a>(agent: &'a FloorAgent, ticket: &LiveTicket) -> Candidate<'a> {
    let had_chance = |ring: &Asked| ring.agent == agent.person && !ring.is_live() && ring.counts();
    Candidate {
        person: &agent.person,
        skills: &agent.skills,
        has_desk: agent.is_online,
        serves: agent.is_serving(),
        had_chance: ticket.rings.iter().any(had_chance),
    }
}
