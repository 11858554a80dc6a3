//! The transitions of one link.

use std::collections::VecDeque;

use crate::wire::{Candidate, Description, DescriptionKind, SignalBody};

/// What happens to a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The connection should be (re)negotiated; `restart_ice` asks for fresh candidates.
    Negotiate {
        /// Whether to gather candidates anew.
        restart_ice: bool,
    },
    /// The other side sent this.
    Remote(SignalBody),
    /// The browser found a local candidate.
    LocalCandidate(Candidate),
    /// The offer asked for by [`Command::MakeOffer`] is set as the local description.
    OfferMade(String),
    /// The answer asked for by [`Command::MakeAnswer`] is set as the local description.
    AnswerMade(String),
    /// The description of [`Command::ApplyRemote`] is set.
    RemoteApplied,
    /// The running operation failed in the browser.
    OperationFailed,
}

/// What the driver of the browser's connection is to do. At most one of `MakeOffer`, `MakeAnswer` and `ApplyRemote` is open at
/// any time; each is answered by exactly one [`Input`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Create an offer and set it as the local description.
    MakeOffer {
        /// Whether to gather candidates anew.
        restart_ice: bool,
    },
    /// Create an answer and set it as the local description.
    MakeAnswer,
    /// Set the remote description; an open local offer is rolled back by it (implicit rollback).
    ApplyRemote(Description),
    /// Add a candidate of the other side.
    AddCandidate(Candidate),
    /// Send to the other side.
    Send(SignalBody),
    /// Negotiation cannot go on; the connection must be built anew.
    Rebuild,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    MakingOffer,
    MakingAnswer,
    ApplyingOffer,
    ApplyingAnswer,
}

/// One side of a peer connection.
#[derive(Clone, Debug)]
pub struct Link {
    is_polite: bool,
    running: Option<Operation>,
    /// An offer of ours that the other side has not answered.
    has_open_offer: bool,
    /// Something changed while an operation ran or an offer was open: offer again; the flag asks for fresh candidates.
    wants_offer: Option<bool>,
    has_remote: bool,
    ignores_candidates: bool,
    inbox: VecDeque<Description>,
    early_candidates: Vec<Candidate>,
}

impl Link {
    /// A link that has not begun. The impolite side begins with [`Input::Negotiate`].
    pub fn new(is_polite: bool) -> Self {
        Self {
            is_polite,
            running: None,
            has_open_offer: false,
            wants_offer: None,
            has_remote: false,
            ignores_candidates: false,
            inbox: VecDeque::new(),
            early_candidates: vec![],
        }
    }

    /// Whether this side yields when both offer at once.
    pub fn is_polite(&self) -> bool {
        self.is_polite
    }

    /// Whether nothing is under way and both sides agree, as far as this side knows.
    pub fn is_settled(&self) -> bool {
        self.running.is_none() && !self.has_open_offer && self.wants_offer.is_none() && self.inbox.is_empty()
    }

    /// Takes one input in and answers what to do, in order.
    pub fn handle(&mut self, input: Input) -> Vec<Command> {
        let mut commands = vec![];
        match input {
            Input::Negotiate { restart_ice } => self.wants_offer = Some(restart_ice || self.wants_offer == Some(true)),
            Input::LocalCandidate(candidate) => commands.push(Command::Send(SignalBody::Candidate(candidate))),
            Input::Remote(SignalBody::Description(description)) => self.inbox.push_back(description),
            Input::Remote(SignalBody::Candidate(candidate)) => self.take_candidate(candidate, &mut commands),
            Input::OfferMade(sdp) => {
                if self.running.take() == Some(Operation::MakingOffer) {
                    self.has_open_offer = true;
                    commands.push(send(DescriptionKind::Offer, sdp));
                }
            }
            Input::AnswerMade(sdp) => {
                if self.running.take() == Some(Operation::MakingAnswer) {
                    commands.push(send(DescriptionKind::Answer, sdp));
                }
            }
            Input::RemoteApplied => self.remote_applied(&mut commands),
            Input::OperationFailed => {
                self.running = None;
                commands.push(Command::Rebuild);
            }
        }
        self.advance(&mut commands);
        commands
    }

    fn take_candidate(&mut self, candidate: Candidate, commands: &mut Vec<Command>) {
        if self.has_remote && self.running.is_none() && self.inbox.is_empty() {
            if !self.ignores_candidates {
                commands.push(Command::AddCandidate(candidate));
            }
        } else {
            self.early_candidates.push(candidate);
        }
    }

    fn remote_applied(&mut self, commands: &mut Vec<Command>) {
        let operation = self.running.take();
        self.has_remote = true;
        if operation == Some(Operation::ApplyingOffer) {
            self.has_open_offer = false;
            self.running = Some(Operation::MakingAnswer);
            commands.push(Command::MakeAnswer);
        } else {
            self.has_open_offer = false;
        }
    }

    /// Starts the next operation when none runs: what the other side sent first, then an offer of our own.
    fn advance(&mut self, commands: &mut Vec<Command>) {
        while self.running.is_none() {
            let Some(description) = self.inbox.pop_front() else { break };
            match description.kind {
                DescriptionKind::Offer if self.has_open_offer && !self.is_polite => self.ignores_candidates = true,
                DescriptionKind::Offer => {
                    // A polite side whose offer is rolled back by this one must make it again.
                    if self.has_open_offer && self.wants_offer.is_none() {
                        self.wants_offer = Some(false);
                    }
                    self.apply(description, Operation::ApplyingOffer, commands);
                }
                DescriptionKind::Answer if self.has_open_offer => self.apply(description, Operation::ApplyingAnswer, commands),
                // An answer to an offer that has been taken back.
                DescriptionKind::Answer => {}
            }
        }
        if self.running.is_none() {
            if self.has_remote && !self.ignores_candidates {
                commands.extend(self.early_candidates.drain(..).map(Command::AddCandidate));
            } else if self.ignores_candidates {
                self.early_candidates.clear();
            }
            if !self.has_open_offer
                && let Some(restart_ice) = self.wants_offer.take()
            {
                self.running = Some(Operation::MakingOffer);
                commands.push(Command::MakeOffer { restart_ice });
            }
        }
    }

    fn apply(&mut self, description: Description, operation: Operation, commands: &mut Vec<Command>) {
        self.ignores_candidates = false;
        self.running = Some(operation);
        commands.push(Command::ApplyRemote(description));
    }
}

fn send(kind: DescriptionKind, sdp: String) -> Command {
    Command::Send(SignalBody::Description(Description { kind, sdp }))
}
