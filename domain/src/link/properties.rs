//! Two links over a slow but ordered line, with offers from both sides at any time, always end in agreement.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;
use crate::wire::{Candidate, Description, DescriptionKind, SignalBody};

/// A side with a stand-in for the browser's connection that refuses what a browser would refuse.
struct Side {
    link: Link,
    local: Option<Description>,
    remote: Option<Description>,
    is_have_local_offer: bool,
    is_have_remote_offer: bool,
    open: VecDeque<Input>,
    outbox: VecDeque<SignalBody>,
    made: u32,
    name: &'static str,
}

impl Side {
    fn new(name: &'static str, is_polite: bool) -> Self {
        Self {
            link: Link::new(is_polite),
            local: None,
            remote: None,
            is_have_local_offer: false,
            is_have_remote_offer: false,
            open: VecDeque::new(),
            outbox: VecDeque::new(),
            made: 0,
            name,
        }
    }

    fn input(&mut self, input: Input) {
        for command in self.link.handle(input) {
            match command {
                Command::MakeOffer { .. } => {
                    assert!(!self.is_have_remote_offer, "an offer on top of an unanswered offer");
                    self.made += 1;
                    self.is_have_local_offer = true;
                    let sdp = format!("{} offer {}", self.name, self.made);
                    self.local = Some(Description { kind: DescriptionKind::Offer, sdp: sdp.clone() });
                    self.open.push_back(Input::OfferMade(sdp));
                }
                Command::MakeAnswer => {
                    assert!(self.is_have_remote_offer, "an answer without an offer");
                    self.is_have_remote_offer = false;
                    let sdp = format!("answer to {}", self.remote.as_ref().map_or("", |remote| &remote.sdp));
                    self.local = Some(Description { kind: DescriptionKind::Answer, sdp: sdp.clone() });
                    self.open.push_back(Input::AnswerMade(sdp));
                }
                Command::ApplyRemote(description) => {
                    match description.kind {
                        DescriptionKind::Offer => {
                            self.is_have_local_offer = false;
                            self.is_have_remote_offer = true;
                        }
                        DescriptionKind::Answer => {
                            assert!(self.is_have_local_offer, "an answer to nothing");
                            let own = self.local.as_ref().map_or("", |local| &local.sdp);
                            assert_eq!(description.sdp, format!("answer to {own}"));
                            self.is_have_local_offer = false;
                        }
                    }
                    self.remote = Some(description);
                    self.open.push_back(Input::RemoteApplied);
                }
                Command::AddCandidate(_) => assert!(self.remote.is_some(), "a candidate before any description"),
                Command::Send(body) => self.outbox.push_back(body),
                Command::Rebuild => panic!("nothing failed"),
            }
        }
        assert!(self.open.len() <= 1, "two operations at once");
    }
}

fn candidate() -> Candidate {
    Candidate { candidate: "candidate:1 1 udp 1 192.0.2.1 1 typ host".into(), mid: Some("0".into()), line: Some(0) }
}

fn step(sides: &mut [Side; 2], choice: u8) {
    let [first, second] = sides;
    match choice {
        0 => first.input(Input::Negotiate { restart_ice: false }),
        1 => second.input(Input::Negotiate { restart_ice: true }),
        2 => first.input(Input::LocalCandidate(candidate())),
        3 => second.input(Input::LocalCandidate(candidate())),
        4 | 5 => {
            let side = if choice == 4 { first } else { second };
            if let Some(done) = side.open.pop_front() {
                side.input(done);
            }
        }
        _ => {
            let (from, to) = if choice == 6 { (first, second) } else { (second, first) };
            if let Some(body) = from.outbox.pop_front() {
                to.input(Input::Remote(body));
            }
        }
    }
}

proptest! {
    #[test]
    fn both_sides_end_settled_with_one_offer_and_its_answer(choices in prop::collection::vec(0u8..8, 0..200)) {
        let mut sides = [Side::new("impolite", false), Side::new("polite", true)];
        step(&mut sides, 0);
        for choice in choices {
            step(&mut sides, choice);
        }
        for _ in 0..2_000 {
            for choice in 4..8 {
                step(&mut sides, choice);
            }
        }
        let [first, second] = &sides;
        prop_assert!(first.link.is_settled() && second.link.is_settled());
        prop_assert_eq!(&first.local, &second.remote);
        prop_assert_eq!(&first.remote, &second.local);
    }
}
