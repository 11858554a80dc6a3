//! Shoppers and agents who do anything, on sockets that break.

use std::{sync::Arc, time::Duration as StdDuration};

use backend::{
    accounts::AgentScope,
    front_desk::{AgentHello, AgentSession, ShopperHello, ShopperSession},
};
use domain::{
    ConnectionId, Duration, Timestamp,
    call::Purpose,
    wire::{Availability, Company, DeskView, FromAgent, FromShopper, GuestNews, Resume, ShopperStage, ToAgent, ToShopper, VERSION},
};
use tokio::time::timeout;

use super::{
    guests,
    trouble::seconds,
    world::{Running, World},
};
use crate::support::*;

/// From when on nothing breaks any more. Shoppers come in the first minute.
pub const QUIET_FROM: Duration = Duration::from_secs(120);
/// How long people are idle before they may do something of their own accord.
pub const IDLE: StdDuration = StdDuration::from_millis(60);

/// How a socket ends.
pub enum Broken {
    /// The page closes it.
    Closed,
    /// The server's side breaks off.
    Dropped,
    /// Nobody says a word: the server finds out later, perhaps after the next socket stands.
    Silent,
    /// The node was killed.
    Killed(Timestamp),
}

impl Broken {
    pub fn any(chance: &Chance) -> Self {
        match chance.below(3) {
            0 => Self::Closed,
            1 => Self::Dropped,
            _ => Self::Silent,
        }
    }

    /// From when on nobody is there.
    pub fn since(&self, world: &World<'_>) -> Timestamp {
        if let Self::Killed(at) = self { *at } else { world.now() }
    }
}

/// How long it takes to come back: mostly within the grace of eight seconds.
pub fn absence(world: &World<'_>, chance: &Chance) -> Duration {
    match chance.below(10) {
        _ if world.is_quiet() => Duration::ZERO,
        0..3 => Duration::ZERO,
        3..8 => seconds(chance, 1, 9),
        _ => seconds(chance, 20, 40),
    }
}

struct Widget {
    session: ShopperSession,
    node: Arc<Running>,
    stage: Option<ShopperStage>,
    resume: Option<Resume>,
    is_over: bool,
}

impl Widget {
    async fn attach(world: &World<'_>, chance: &Chance, resume: Option<Resume>) -> Self {
        loop {
            let node = world.node(chance).await;
            let hello = ShopperHello {
                version: VERSION,
                token: world.shop.token(),
                resume: resume.clone(),
                queue: None,
                page: None,
                former: None,
                from: None,
            };
            match node.desk.attach_shopper(world.shop.org.clone(), hello).await {
                Ok(session) => return Self { session, node, stage: None, resume, is_over: false },
                Err(_) => tokio::time::sleep(IDLE).await,
            }
        }
    }

    async fn hear(&mut self) {
        match timeout(IDLE, self.session.next()).await {
            Ok(Some(ToShopper::View(view))) => self.stage = Some(view.stage),
            Ok(Some(ToShopper::Resume(resume))) => self.resume = Some(resume),
            Ok(None) => self.is_over = true,
            _ => {}
        }
    }

    async fn end(self, world: &World<'_>, how: Broken) -> Option<Resume> {
        match how {
            Broken::Closed => self.session.detach().await,
            Broken::Dropped | Broken::Killed(_) => drop(self.session),
            Broken::Silent => world.bury(self.session),
        }
        self.resume
    }
}

/// A shopper who joins, and may leave, reload, lose the connection, or close the page for good.
pub async fn shopper(world: &World<'_>, chance: Chance) {
    world.until(seconds(&chance, 0, 60)).await;
    let mut widget = Widget::attach(world, &chance, None).await;
    loop {
        widget.hear().await;
        let ticket = widget.session.ticket().map(ToString::to_string);
        if let Some(ticket) = &ticket {
            world.knows(ticket);
        }
        let how = match (&widget.stage, widget.node.crashed_at()) {
            (_, Some(at)) => Broken::Killed(at),
            (Some(ShopperStage::Over { .. }), _) => return widget.session.detach().await,
            (None | Some(ShopperStage::Outside { .. }), _) if !widget.is_over => {
                if ticket.is_none() {
                    widget.session.handle(FromShopper::Join(Box::new(join_request()))).await.ok();
                }
                continue;
            }
            _ if widget.is_over => Broken::Dropped,
            _ if world.is_quiet() => continue,
            _ if chance.percent(1) => {
                widget.session.handle(FromShopper::Leave).await.ok();
                continue;
            }
            _ if chance.percent(6) => Broken::any(&chance),
            _ => continue,
        };
        let since = how.since(world);
        if let Some(ticket) = &ticket {
            world.left(ticket, since);
        }
        let is_for_good = ticket.is_some() && !world.is_quiet() && chance.percent(8);
        let resume = widget.end(world, how).await;
        if is_for_good {
            return;
        }
        world.pass(absence(world, &chance)).await;
        widget = Widget::attach(world, &chance, resume).await;
        if let Some(ticket) = &ticket {
            world.is_back(ticket);
        }
    }
}

/// An agent who answers or not, hangs up, reloads, loses the connection, and goes away and comes back.
pub async fn agent(world: &World<'_>, scope: &AgentScope, chance: Chance) {
    let device = ConnectionId::from_random(std::array::from_fn(|_| u8::try_from(chance.below(256)).unwrap())).to_string();
    let who = scope.person().as_str();
    world.left(who, world.now());
    loop {
        let node = world.node(&chance).await;
        let hello = AgentHello { version: VERSION, device: device.clone(), call: None, page: None };
        let Ok(mut session) = node.desk.attach_agent(scope.clone(), hello).await else {
            tokio::time::sleep(IDLE).await;
            continue;
        };
        world.is_back(who);
        let how = serve(world, &mut session, &node, &chance).await;
        world.left(who, how.since(world));
        match how {
            Broken::Closed => session.detach().await,
            Broken::Dropped | Broken::Killed(_) => drop(session),
            Broken::Silent => world.bury(session),
        }
        world.pass(absence(world, &chance)).await;
    }
}

/// What an agent does about others in the call or elsewhere; sometimes from a view that is old.
async fn together(session: &mut AgentSession, company: &Company, chance: &Chance) {
    let message = match chance.below(100) {
        0..10 if !company.colleagues.is_empty() => {
            let purpose = if chance.percent(50) { Purpose::Join } else { Purpose::HandOver };
            FromAgent::Invite { agent: chance.pick(&company.colleagues).person.clone(), purpose }
        }
        10..13 => FromAgent::TakeBack,
        13..16 => FromAgent::Leave,
        16..18 if !company.queues.is_empty() => FromAgent::Transfer { queue: chance.pick(&company.queues).queue.clone() },
        _ => return,
    };
    session.handle(message).await.ok();
}

/// Until the socket breaks.
async fn serve(world: &World<'_>, session: &mut AgentSession, node: &Running, chance: &Chance) -> Broken {
    let mut view: Option<DeskView> = None;
    loop {
        match timeout(IDLE, session.next()).await {
            Ok(Some(ToAgent::View(new))) => view = Some(*new),
            Ok(Some(ToAgent::Guest(GuestNews::Link { token, .. }))) => world.hang_out(token),
            Ok(None) => return Broken::Dropped,
            _ => {}
        }
        if let Some(at) = node.crashed_at() {
            return Broken::Killed(at);
        }
        let Some(shown) = &view else { continue };
        let is_quiet = world.is_quiet();
        for ring in &shown.rings {
            let ring = ring.ring.clone();
            session.handle(FromAgent::RingShown { ring: ring.clone() }).await.ok();
            match chance.below(6) {
                0 if !is_quiet => session.handle(FromAgent::Decline { ring }).await.ok(),
                1 if !is_quiet => None,
                _ => session.handle(FromAgent::Accept { ring }).await.ok(),
            };
        }
        if let Some(call) = &shown.call {
            if chance.percent(if is_quiet { 20 } else { 3 }) {
                session.handle(FromAgent::HangUp).await.ok();
            }
            if !is_quiet {
                together(session, &call.company, chance).await;
                guests::mind(session, &call.company, chance).await;
            }
        }
        if shown.availability == Availability::Away || (!is_quiet && chance.percent(1)) {
            let availability = if shown.availability == Availability::Away { Availability::Available } else { Availability::Away };
            session.handle(FromAgent::SetAvailability { availability }).await.ok();
        }
        if !is_quiet && chance.percent(4) {
            return Broken::any(chance);
        }
    }
}
