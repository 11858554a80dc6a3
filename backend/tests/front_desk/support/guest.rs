//! A guest with a page.

use backend::{
    accounts,
    front_desk::{FrontDesk, GuestHello, GuestSession},
};
use domain::{
    ConnectionId,
    call::GuestEnd,
    wire::{ClaimLink, FromGuest, GuestCall, GuestStage, LinkClaimed, Problem, Signal, ToGuest, VERSION},
};

use super::{DEADLINE, Shop};

/// What the page was told so far.
pub struct Guest {
    pub session: GuestSession,
    pub stage: Option<GuestStage>,
    pub signals: Vec<Signal>,
    pub problems: Vec<Problem>,
    pub is_over: bool,
    pub pass: String,
}

/// A name as an id is named: of a page, or a browser's secret.
pub fn fresh() -> String {
    backend::random::id(ConnectionId::from_random).unwrap().to_string()
}

/// What somebody posts who uses a link.
pub fn link(token: &str, name: &str) -> ClaimLink {
    ClaimLink { token: token.into(), name: name.into(), claim: fresh() }
}

/// Uses a link.
pub async fn claim(shop: &Shop, desk: &FrontDesk, link: &ClaimLink) -> LinkClaimed {
    let scope = accounts::shopper_scope(&shop.store, &shop.org).await.unwrap().unwrap();
    desk.claim_link(&scope, link).await.unwrap()
}

impl Guest {
    /// Uses a link, and comes to the door.
    pub async fn knock(shop: &Shop, desk: &FrontDesk, token: &str, name: &str) -> Self {
        match claim(shop, desk, &link(token, name)).await {
            LinkClaimed::Knocking { pass } => Self::attach(shop, desk, pass).await,
            other => panic!("{other:?}"),
        }
    }

    /// A new page with a pass.
    pub async fn attach(shop: &Shop, desk: &FrontDesk, pass: String) -> Self {
        let hello = GuestHello { version: VERSION, pass: pass.clone(), page: fresh() };
        let session = desk.attach_guest(shop.org.clone(), hello).await.unwrap();
        let mut guest = Self { session, stage: None, signals: vec![], problems: vec![], is_over: false, pass };
        guest.until(|_| true).await;
        guest
    }

    /// Says something that is taken.
    pub async fn say(&mut self, message: FromGuest) {
        self.session.handle(message).await.unwrap();
    }

    /// Takes the next thing in.
    pub async fn hear(&mut self) {
        let next = tokio::time::timeout(DEADLINE, self.session.next()).await;
        match next.unwrap_or_else(|_| panic!("nothing came; the last was {:?}", self.stage)) {
            Some(ToGuest::View(view)) => self.stage = Some(view.stage),
            Some(ToGuest::Signal(signal)) => self.signals.push(signal),
            Some(ToGuest::Problem(problem)) => self.problems.push(problem),
            Some(ToGuest::Beat) => panic!("beats are the socket's"),
            None => self.is_over = true,
        }
    }

    /// Listens until the guest is somewhere.
    pub async fn until(&mut self, is_there: impl Fn(&GuestStage) -> bool) -> GuestStage {
        loop {
            if let Some(stage) = self.stage.as_ref().filter(|stage| is_there(stage)) {
                return stage.clone();
            }
            assert!(!self.is_over, "the session ended at {:?}", self.stage);
            self.hear().await;
        }
    }

    /// Listens until let in.
    pub async fn in_call(&mut self) -> GuestCall {
        match self.until(|stage| matches!(stage, GuestStage::InCall(_))).await {
            GuestStage::InCall(call) => *call,
            other => panic!("{other:?}"),
        }
    }

    /// Listens until gone, and answers why.
    pub async fn gone(&mut self) -> GuestEnd {
        match self.until(|stage| matches!(stage, GuestStage::Over(_))).await {
            GuestStage::Over(end) => end,
            other => panic!("{other:?}"),
        }
    }

    /// Listens until told that a later page took the place of this one.
    pub async fn until_superseded(&mut self) {
        while !self.is_over {
            self.hear().await;
        }
        assert_eq!(self.problems.last(), Some(&Problem::Superseded));
    }
}
