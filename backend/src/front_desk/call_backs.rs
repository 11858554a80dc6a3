//! Call-backs: asked for by shoppers whom nobody can serve, made by agents, and over when the shopper comes back.

use domain::{
    CallBackId, QueueId, TicketId,
    call::{Event, TicketState},
    call_back::{Action, Contact, LIMITS_SPAN, MOST_OF_A_VISIT, MOST_OF_AN_ORGANISATION, Refusal, is_return_secret},
    text,
    wire::{CallBackNews, CallBackReply},
};
use serde_json::json;

use super::{drive, hub::Hub, told};
use crate::{
    Result,
    accounts::AgentScope,
    digest, mail, random,
    store::{
        Actor, Change, Scope, blocks,
        call_backs::{self, NewCallBack},
        retention::KEPT_FOR,
    },
};

const MAX_LANGUAGE_CHARS: usize = 35;

/// A shopper's wish.
pub(super) struct Wish<'a> {
    /// The form.
    pub form: &'a domain::call_back::AskCallBack,
    /// What was read out of it.
    pub contact: Contact,
    /// The queue meant by who has no live ticket.
    pub queue: &'a QueueId,
    /// The ticket whose place is given up.
    pub ticket: Option<&'a TicketId>,
    /// A hash of the visit.
    pub visit_hash: &'a str,
}

/// Puts a shopper on the list. Whoever stands in line gives the place up, in the same change.
pub(super) async fn ask(hub: &Hub, scope: &Scope, actor: &Actor, wish: Wish<'_>) -> Result<CallBackReply> {
    let form = wish.form;
    let new = &NewCallBack {
        id: random::id(CallBackId::from_random)?,
        secret_hash: digest::of(&form.secret),
        visit_hash: wish.visit_hash.to_owned(),
        contact: wish.contact,
        language: text::line(&form.language, MAX_LANGUAGE_CHARS).unwrap_or_else(|| "en".to_owned()),
        page_url: form.page_url.as_deref().and_then(told::page_url),
        page_title: form.page_title.as_deref().and_then(told::page_title),
    };
    let (queue, ticket) = (wish.queue, wish.ticket);
    hub.store.change(actor, |change| Box::pin(ask_in(change, scope, new, queue, ticket))).await
}

async fn ask_in(
    change: &mut Change<'_>,
    scope: &Scope,
    new: &NewCallBack,
    queue: &QueueId,
    ticket: Option<&TicketId>,
) -> Result<CallBackReply> {
    if call_backs::by_secret(change, scope, &new.secret_hash).await?.is_some() {
        // The same form came twice, because the first answer got lost.
        return Ok(CallBackReply::Kept);
    }
    let loaded = match ticket {
        Some(ticket) => drive::load(change, scope, ticket, None).await?,
        None => None,
    };
    if loaded.as_ref().is_some_and(|loaded| loaded.ticket.state == TicketState::InCall) {
        return Ok(CallBackReply::NotTaken);
    }
    let queue = loaded.as_ref().map_or(queue, |loaded| &loaded.ticket.queue).clone();
    if call_backs::are_taken(change, scope, &queue).await? != Some(true) {
        return Ok(CallBackReply::NotTaken);
    }
    if blocks::is_blocked(change, scope, &new.visit_hash).await? {
        return Ok(CallBackReply::NotTaken);
    }
    let lately = call_backs::lately(change, scope, &new.visit_hash, change.now - LIMITS_SPAN).await?;
    if lately.of_visit >= MOST_OF_A_VISIT || lately.of_organisation >= MOST_OF_AN_ORGANISATION {
        return Ok(CallBackReply::TooMany);
    }
    call_backs::insert(change, scope, new, &queue, change.now + KEPT_FOR).await?;
    change.event(scope.org(), "call_back_asked", &[("call_back", new.id.as_str()), ("queue", queue.as_str())]).await?;
    for member in call_backs::team(change, scope, &queue).await? {
        let letter = json!({ "call_back": new.id, "to": member });
        change.outbox(scope.org(), mail::KIND, &letter, change.now).await?;
    }
    if let Some(mut loaded) = loaded {
        drive::apply(change, scope, &mut loaded, Event::ShopperLeft, None).await?;
    }
    drive::hint_queue(change, scope, &queue);
    Ok(CallBackReply::Kept)
}

/// Does for an agent what he wishes with a call-back; what to tell him when it cannot be done.
pub(super) async fn act(hub: &Hub, agent: &AgentScope, id: &CallBackId, action: Action) -> Result<Option<CallBackNews>> {
    hub.store.change(&agent.actor(), |change| Box::pin(act_in(change, agent, id, action))).await
}

async fn act_in(change: &mut Change<'_>, agent: &AgentScope, id: &CallBackId, action: Action) -> Result<Option<CallBackNews>> {
    let (scope, me) = (agent.scope(), agent.person());
    let Some(row) = call_backs::load(change, scope, id).await? else { return Ok(Some(CallBackNews::NotThere)) };
    if !call_backs::serves(change, scope, &row.queue, me).await? {
        return Ok(Some(CallBackNews::NotThere));
    }
    let state = match row.state.after(action, me, change.now) {
        Ok(state) => state,
        Err(Refusal::TakenBy(other)) => return Ok(Some(CallBackNews::TakenBy(call_backs::name_of(change, &other).await?))),
        Err(Refusal::Done | Refusal::NotYours) => return Ok(Some(CallBackNews::NotThere)),
    };
    if state != row.state {
        call_backs::save(change, scope, &row, &state).await?;
        change.event(scope.org(), kind(action), &[("call_back", id.as_str()), ("agent", me.as_str())]).await?;
        drive::hint_queue(change, scope, &row.queue);
    }
    Ok(None)
}

const fn kind(action: Action) -> &'static str {
    match action {
        Action::Take => "call_back_taken",
        Action::GiveBack => "call_back_given_back",
        Action::Finish { .. } => "call_back_done",
        Action::Undo => "call_back_not_done",
    }
}

/// Within the change that draws a ticket: if its shopper had asked this queue to be called back, that wish is over, and the ticket
/// goes to the front.
pub(super) async fn returns(
    change: &mut Change<'_>,
    scope: &Scope,
    queue: &QueueId,
    (ticket, secret): (&TicketId, Option<&str>),
) -> Result<()> {
    let Some(secret) = secret.filter(|secret| is_return_secret(secret)) else { return Ok(()) };
    let row = call_backs::by_secret(change, scope, &digest::of(secret)).await?.filter(|row| row.queue == *queue);
    let done = row.as_ref().and_then(|row| row.state.after_return(change.now));
    if let (Some(row), Some(done)) = (row, done) {
        call_backs::save(change, scope, &row, &done).await?;
        call_backs::put_first(change, scope, ticket).await?;
        change.event(scope.org(), "call_back_returned", &[("call_back", row.id.as_str()), ("ticket", ticket.as_str())]).await?;
    }
    Ok(())
}
