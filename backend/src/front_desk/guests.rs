//! Guests by link: what agents do about them, and how a link is used. The link is told once to the desk that made it; the store has
//! a hash of it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    ParticipantId,
    call::{Effect, Event, GUEST_LINK_LASTS, GuestState, MAX_GUEST_NAME_CHARS},
    text,
    wire::{ClaimLink, GuestAction, GuestNews, LinkClaimed},
};

use super::{
    drive::{self, Loaded},
    hub::Hub,
};
use crate::{
    Result,
    accounts::AgentScope,
    digest, pass, random,
    store::{Actor, Change, Scope, calls, guests, retention::KEPT_FOR},
};

/// Does something about the guests of the agent's running call. What the view does not say, the desk is told; without a call there is
/// nothing to say.
pub(super) async fn act(hub: &Hub, agent: &AgentScope, action: &GuestAction) -> Result<Option<GuestNews>> {
    let (guest, token) = match action {
        GuestAction::Invite => (random::id(ParticipantId::from_random)?, URL_SAFE_NO_PAD.encode(random::bytes::<16>()?)),
        GuestAction::Admit(guest) | GuestAction::Refuse(guest) | GuestAction::ShowOut(guest) => (guest.clone(), String::new()),
    };
    let (guest, token_hash) = (&guest, &digest::of(&token));
    let outcome = hub
        .store
        .change(&agent.actor(), |change| {
            Box::pin(async move {
                let Some(mut loaded) = in_call(change, agent).await? else { return Ok(None) };
                let (by, guest) = (agent.person().clone(), guest.clone());
                let event = match action {
                    GuestAction::Invite => Event::InviteGuest { by, guest: guest.clone(), due_at: change.now + GUEST_LINK_LASTS },
                    GuestAction::Admit(_) => Event::AdmitGuest { by, guest: guest.clone() },
                    GuestAction::Refuse(_) => Event::RefuseGuest { by, guest: guest.clone() },
                    GuestAction::ShowOut(_) => Event::ShowGuestOut { by, guest: guest.clone() },
                };
                let effects = drive::apply(change, agent.scope(), &mut loaded, event, None).await?;
                let is_done = !effects.iter().any(|effect| matches!(effect, Effect::Refused(_)));
                if is_done && *action == GuestAction::Invite {
                    guests::set_token(change, agent.scope(), &guest, token_hash).await?;
                }
                Ok(Some(is_done))
            })
        })
        .await?;
    Ok(match (outcome, action) {
        (None, _) => None,
        (Some(true), GuestAction::Invite) => Some(GuestNews::Link { guest: guest.clone(), token }),
        (Some(true), _) => None,
        (Some(false), GuestAction::Invite) => Some(GuestNews::NoRoom),
        (Some(false), _) => Some(GuestNews::Gone),
    })
}

async fn in_call(change: &mut Change<'_>, agent: &AgentScope) -> Result<Option<Loaded>> {
    match calls::held_by(change, agent.scope(), agent.person()).await? {
        Some(ticket) => drive::load(change, agent.scope(), &ticket, None).await,
        None => Ok(None),
    }
}

/// Uses a link. The same browser may do so again, should it not have got the answer.
pub(super) async fn claim(hub: &Hub, scope: &Scope, link: &ClaimLink) -> Result<LinkClaimed> {
    let Some(name) = &text::line(&link.name, MAX_GUEST_NAME_CHARS) else { return Ok(LinkClaimed::NoName) };
    let found = guests::of_token(&hub.store.reader(), scope, &digest::of(&link.token)).await?;
    let Some((guest, ticket)) = &found else { return Ok(LinkClaimed::Dead) };
    let claim_hash = &digest::of(&link.claim);
    let claimed = hub
        .store
        .change(&Actor::Guest, |change| {
            Box::pin(async move {
                let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(Claimed::Dead) };
                let Some(row) = loaded.guest(guest) else { return Ok(Claimed::Dead) };
                if row.guest.state != GuestState::Invited {
                    return Ok(if row.claim_hash.as_ref() == Some(claim_hash) { Claimed::Done } else { Claimed::Used });
                }
                let effects = drive::apply(change, scope, &mut loaded, Event::GuestKnocks { guest: guest.clone() }, None).await?;
                if effects.iter().any(|effect| matches!(effect, Effect::Refused(_))) {
                    return Ok(Claimed::Dead);
                }
                guests::tell(change, scope, guest, (claim_hash, name), change.now + KEPT_FOR).await?;
                Ok(Claimed::Done)
            })
        })
        .await?;
    Ok(match claimed {
        Claimed::Done => LinkClaimed::Knocking { pass: pass::issue(&hub.keys, scope.org(), guest) },
        Claimed::Used => LinkClaimed::Used,
        Claimed::Dead => LinkClaimed::Dead,
    })
}

/// What came of using a link.
enum Claimed {
    Done,
    Used,
    Dead,
}
