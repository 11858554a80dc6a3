//! Guests who use links that agents make, on sockets that break.

use std::{sync::Arc, time::Duration as StdDuration};

use backend::front_desk::{AgentSession, GuestHello, GuestSession};
use domain::{
    call::GuestState,
    wire::{Company, FromAgent, FromGuest, GuestAction, GuestStage, LinkClaimed, ToGuest, VERSION},
};
use tokio::time::timeout;

use super::{
    people::{Broken, IDLE, absence},
    world::{Running, World},
};
use crate::support::*;

/// What an agent does about guests; sometimes from a view that is old.
pub async fn mind(session: &mut AgentSession, company: &Company, chance: &Chance) {
    let mut actions = vec![];
    if company.guests.is_empty() && chance.percent(4) || chance.percent(1) {
        actions.push(GuestAction::Invite);
    }
    for seat in &company.guests {
        let guest = seat.guest.clone();
        match (seat.state, chance.below(100)) {
            (GuestState::Knocking, 0..40) => actions.push(GuestAction::Admit(guest)),
            (GuestState::Knocking | GuestState::Invited, 40..43) => actions.push(GuestAction::Refuse(guest)),
            (GuestState::Admitted, 0..2) => actions.push(GuestAction::ShowOut(guest)),
            _ => {}
        }
    }
    for action in actions {
        session.handle(FromAgent::Guest(action)).await.ok();
    }
}

async fn attach(world: &World<'_>, chance: &Chance, pass: &str) -> (GuestSession, Arc<Running>) {
    loop {
        let node = world.node(chance).await;
        let hello = GuestHello { version: VERSION, pass: pass.to_owned(), page: fresh() };
        match node.desk.attach_guest(world.shop.org.clone(), hello).await {
            Ok(session) => return (session, node),
            Err(_) => tokio::time::sleep(IDLE).await,
        }
    }
}

/// Uses a link, as two browsers now and then; the pass, when it was in time.
async fn use_link(world: &World<'_>, chance: &Chance, token: &str) -> Option<String> {
    let links = [link(token, "Mia"), link(token, "Max")];
    let mut passes = vec![];
    for link in &links[..if chance.percent(30) { 2 } else { 1 }] {
        let claimed = loop {
            let node = world.node(chance).await;
            let scope = backend::accounts::shopper_scope(&world.shop.store, &world.shop.org).await.unwrap().unwrap();
            match node.desk.claim_link(&scope, link).await {
                Ok(claimed) => break claimed,
                Err(_) => tokio::time::sleep(IDLE).await,
            }
        };
        if let LinkClaimed::Knocking { pass } = claimed {
            passes.push(pass);
        }
    }
    assert!(passes.len() <= 1, "a link let two in");
    passes.pop()
}

/// Somebody who takes the next link, comes, and may leave, reload, lose the connection, or close the page for good; and the next.
pub async fn guests(world: &World<'_>, chance: Chance) {
    loop {
        let Some(token) = world.take_door() else {
            tokio::time::sleep(StdDuration::from_millis(20)).await;
            continue;
        };
        let before = world.now();
        if chance.percent(90)
            && let Some(pass) = use_link(world, &chance, &token).await
        {
            visit(world, &chance, &pass, before).await;
        }
    }
}

async fn visit(world: &World<'_>, chance: &Chance, pass: &str, came_at: domain::Timestamp) {
    let who = pass.split('.').nth(2).unwrap();
    world.left(who, came_at);
    loop {
        let (mut session, node) = attach(world, chance, pass).await;
        world.is_back(who);
        let how = stay(world, &mut session, &node, chance).await;
        world.left(who, how.as_ref().map_or(world.now(), |how| how.since(world)));
        match how {
            None => return session.detach().await,
            Some(Broken::Closed) => session.detach().await,
            Some(Broken::Dropped | Broken::Killed(_)) => drop(session),
            Some(Broken::Silent) => world.bury(session),
        }
        if !world.is_quiet() && chance.percent(8) {
            return;
        }
        world.pass(absence(world, chance)).await;
    }
}

/// Until the socket breaks, or `None` when it is over.
async fn stay(world: &World<'_>, session: &mut GuestSession, node: &Running, chance: &Chance) -> Option<Broken> {
    loop {
        match timeout(IDLE, session.next()).await {
            Ok(Some(ToGuest::View(view))) if matches!(view.stage, GuestStage::Over(_)) => return None,
            Ok(None) => return Some(Broken::Dropped),
            _ => {}
        }
        if let Some(at) = node.crashed_at() {
            return Some(Broken::Killed(at));
        }
        if world.is_quiet() {
            continue;
        }
        if chance.percent(1) {
            session.handle(FromGuest::Leave).await.ok();
        } else if chance.percent(4) {
            return Some(Broken::any(chance));
        }
    }
}
