//! A guest's session: before the door of a call, in it, and afterwards.

use std::{collections::VecDeque, sync::Arc};

use domain::{
    OrgId, ParticipantId, QueueId, TicketId,
    call::{Event, GuestState},
    wire::{FromGuest, GuestStage, GuestView, Problem, ToGuest},
};
use tokio::sync::watch::Receiver;

use super::{
    super::{
        attached::{Attached, Kind},
        drive, flight,
        floor::{LiveCall, LiveGuest, LiveTicket, QueueView},
        hub::Hub,
        views::guest as views,
        watcher::Shown,
    },
    check_version,
    ice::Ice,
    internal, page_of,
    phone::Phone,
};
use crate::{
    Error, Result,
    accounts::{self, ShopperScope},
    pass,
    store::{Actor, Change, Scope, calls, flight::Teller, guests, presence::Whose, tickets},
};

/// A guest's hello, as [`FromGuest::Hello`] has it.
#[derive(Clone, Debug)]
pub struct GuestHello {
    /// The wire version the page speaks.
    pub version: u16,
    /// The pass that the link was used for.
    pub pass: String,
    /// Names this load of the page.
    pub page: String,
}

/// The socket of one guest's page. [`GuestSession::next`] answers what the page is to be told; the view comes first.
pub struct GuestSession {
    hub: Arc<Hub>,
    scope: ShopperScope,
    guest: ParticipantId,
    ticket: TicketId,
    /// Counts the sockets of the guest: a higher number belongs to a later one.
    epoch: u32,
    socket: Attached,
    phone: Phone,
    ice: Ice,
    queue: Receiver<Shown>,
    pending: VecDeque<ToGuest>,
    shown: Option<GuestStage>,
    must_look: bool,
    is_over: bool,
}

/// What a guest's socket found.
struct Seat {
    ticket: TicketId,
    queue: QueueId,
    /// `None` for a guest who is gone.
    epoch: Option<u32>,
}

impl GuestSession {
    pub(in super::super) async fn attach(hub: &Arc<Hub>, org: &OrgId, hello: GuestHello) -> Result<Self, Problem> {
        check_version(hello.version)?;
        let Some((_, guest)) = pass::verify(&hub.keys, &hello.pass).filter(|(of, _)| of == org) else {
            tracing::warn!(%org, "a guest's pass was refused");
            return Err(Problem::BadToken);
        };
        let scope = accounts::shopper_scope(&hub.store, org).await.map_err(internal(org, "attach"))?.ok_or(Problem::BadToken)?;
        let page = page_of(Some(hello.page));
        let opened = Box::pin(Self::open(hub, scope, guest, page.as_deref())).await;
        opened.map_err(internal(org, "attach"))?.ok_or(Problem::BadToken)
    }

    /// `None` for a guest of a call that is no longer in the store.
    async fn open(hub: &Arc<Hub>, scope: ShopperScope, guest: ParticipantId, page: Option<&str>) -> Result<Option<Self>> {
        let mut socket = Attached::new(hub, scope.scope(), Kind::Guest)?;
        let Some(ticket) = guests::ticket_of(&hub.store.reader(), scope.scope(), &guest).await? else { return Ok(None) };
        let (whose, connection) = (Whose::Guest(guest.clone()), socket.id());
        let (scope_ref, guest_ref, ticket_ref, whose_ref) = (scope.scope(), &guest, &ticket, &whose);
        let seat: Seat = hub
            .store
            .change(&Actor::Guest, |change| {
                Box::pin(async move {
                    let seat = take_seat(change, scope_ref, ticket_ref, guest_ref, page).await?;
                    if seat.epoch.is_some() {
                        Attached::connect(hub, connection, change, scope_ref, whose_ref).await?;
                        drive::hint_ticket(change, scope_ref, &seat.queue, &seat.ticket);
                    }
                    Ok(seat)
                })
            })
            .await?;
        if seat.epoch.is_some() {
            socket.connected(whose);
        }
        Ok(Some(Self {
            queue: hub.watch(scope.scope(), &seat.queue).await,
            hub: Arc::clone(hub),
            phone: Phone::new(hub),
            scope,
            guest,
            ticket: seat.ticket,
            epoch: seat.epoch.unwrap_or(u32::MAX),
            socket,
            ice: Ice::default(),
            pending: VecDeque::new(),
            shown: None,
            must_look: true,
            is_over: false,
        }))
    }

    /// Takes in what the page says. A problem is for the page to hear.
    pub async fn handle(&mut self, message: FromGuest) -> Result<(), Problem> {
        if self.is_over {
            return Err(Problem::Superseded);
        }
        match message {
            FromGuest::Hello { .. } => Err(Problem::BadMessage),
            FromGuest::Leave => self.leave().await.map_err(internal(self.scope.org(), "leave")),
            FromGuest::Signal(signal) => self.phone.send(self.scope.scope(), signal),
            FromGuest::Flight(notes) => {
                flight::keep(&self.hub.store, &Actor::Guest, self.scope.scope(), Teller::Guest(&self.guest), notes).await;
                Ok(())
            }
        }
    }

    async fn leave(&mut self) -> Result<()> {
        let (scope, ticket, guest) = (self.scope.scope(), &self.ticket, &self.guest);
        self.hub
            .store
            .change(&Actor::Guest, |change| {
                Box::pin(async move {
                    let Some(mut loaded) = drive::load(change, scope, ticket, None).await? else { return Ok(()) };
                    drive::apply(change, scope, &mut loaded, Event::GuestLeft { guest: guest.clone() }, None).await.map(drop)
                })
            })
            .await
    }

    /// What to tell the page next; `None` when this session is over. Cancel-safe.
    pub async fn next(&mut self) -> Option<ToGuest> {
        loop {
            if let Some(message) = self.pending.pop_front() {
                return Some(message);
            }
            if self.is_over {
                return None;
            }
            if self.must_look {
                let looked = Box::pin(self.look()).await;
                self.must_look = false;
                if let Err(error) = looked {
                    self.pending.push_back(ToGuest::Problem(internal(self.scope.org(), "look")(error)));
                }
                continue;
            }
            tokio::select! {
                biased;
                () = self.socket.replaced().cancelled() => self.supersede(),
                changed = self.queue.changed() => match changed {
                    Ok(()) => self.must_look = true,
                    Err(_) => self.is_over = true,
                },
                signal = self.phone.receive() => self.pending.push_back(ToGuest::Signal(signal)),
                () = self.ice.ages() => self.must_look = true,
            }
        }
    }

    /// Works out where the guest is and says so if it is news.
    async fn look(&mut self) -> Result<()> {
        let Some(view) = self.queue.borrow_and_update().clone() else { return Ok(()) };
        let now = self.hub.store.now().await?;
        let mut signals = vec![];
        let stage = match seen(&view, &self.ticket, &self.guest) {
            Some((_, _, guest)) if guest.epoch > self.epoch => {
                self.supersede();
                return Ok(());
            }
            // Read before this socket was there.
            Some((_, _, guest)) if guest.epoch < self.epoch || guest.state == GuestState::Invited => None,
            Some((_, call, guest)) if guest.state == GuestState::Knocking => Some(views::knocking(call, guest)),
            Some((ticket, call, guest)) => {
                self.ice.hold(&self.hub, &[(&ticket.id, Some(call))], now);
                let part = call.participants.iter().find(|part| part.id == guest.id);
                if let Some(part) = part {
                    signals = self.phone.hold(Some((call, part)));
                }
                part.map(|part| views::inside(&view, (ticket, call), part, self.ice.of(&ticket.id)))
            }
            None => {
                let end = guests::fate(&self.hub.store.reader(), self.scope.scope(), &self.guest).await?;
                if end.is_some() {
                    self.ice.hold(&self.hub, &[], now);
                    self.phone.hold(None);
                }
                end.map(GuestStage::Over)
            }
        };
        if let Some(stage) = stage.filter(|stage| self.shown.as_ref() != Some(stage)) {
            self.shown = Some(stage.clone());
            self.pending.push_back(ToGuest::View(Box::new(GuestView { now, stage })));
        }
        self.pending.extend(signals.into_iter().map(ToGuest::Signal));
        Ok(())
    }

    fn supersede(&mut self) {
        self.pending.push_back(ToGuest::Problem(Problem::Superseded));
        self.phone.hold(None);
        self.is_over = true;
    }

    /// The socket is gone; the guest has a while to come back.
    pub async fn detach(self) {
        let Self { socket, .. } = self;
        socket.close().await;
    }
}

/// Within a change: this socket is the guest's from now on.
async fn take_seat(change: &mut Change<'_>, scope: &Scope, ticket: &TicketId, guest: &ParticipantId, page: Option<&str>) -> Result<Seat> {
    let loaded = drive::load(change, scope, ticket, None).await?.ok_or(Error::Missing("ticket"))?;
    let seat = |epoch| Seat { ticket: ticket.clone(), queue: loaded.ticket.queue.clone(), epoch };
    let row = loaded.guest(guest).filter(|row| row.guest.state != GuestState::Invited);
    let Some(row) = row else { return Ok(seat(None)) };
    tickets::take(change, scope, &loaded.ticket).await?;
    guests::attach(change, scope, guest, page).await?;
    if row.guest.state == GuestState::Admitted {
        calls::hold(change, scope, guest, None, page).await?;
    }
    Ok(seat(Some(row.epoch.saturating_add(1))))
}

/// The guest as the queue's view has him.
fn seen<'v>(view: &'v QueueView, ticket: &TicketId, guest: &ParticipantId) -> Option<(&'v LiveTicket, &'v LiveCall, &'v LiveGuest)> {
    let ticket = view.ticket(ticket)?;
    let call = ticket.call.as_ref()?;
    Some((ticket, call, call.guests.iter().find(|other| other.id == *guest)?))
}
