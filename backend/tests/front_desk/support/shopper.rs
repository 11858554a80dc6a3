//! A shopper with a widget.

use backend::front_desk::{FrontDesk, ShopperHello, ShopperSession};
use domain::{
    TicketId,
    call_back::AskCallBack,
    wire::{
        CallBackReply, FromShopper, JoinRequest, PageAsk, Problem, ProductNews, Resume, ShopperCall, ShopperStage, Shopping, Signal,
        ToShopper, VERSION,
    },
};
use serde_json::json;

use super::{DEADLINE, Shop};

/// What the widget was told so far.
pub struct Shopper {
    pub session: ShopperSession,
    pub stage: Option<ShopperStage>,
    pub resume: Option<Resume>,
    pub signals: Vec<Signal>,
    pub problems: Vec<Problem>,
    pub call_backs: Vec<CallBackReply>,
    pub shopping: Option<Shopping>,
    pub products: Vec<ProductNews>,
    pub asks: Vec<PageAsk>,
    pub is_over: bool,
}

/// A request to join the default queue.
pub fn join_request() -> JoinRequest {
    JoinRequest {
        queue: None,
        terms: "1".into(),
        data: json!({ "firstName": "Joe", "basket": { "items": 2 } }),
        page_url: Some("https://shop.test/socks".into()),
        page_title: Some("Socks".into()),
        tags: domain::tracking::Tags::default(),
        language: "en".into(),
        has_camera: true,
        has_microphone: true,
        call_back: None,
    }
}

/// A form for a call-back that is in order; `name` makes its secret.
pub fn ask_call_back(name: &str) -> AskCallBack {
    AskCallBack {
        secret: format!("{name:a<20}"),
        name: "Joe".into(),
        phone: "+46 8 12345".into(),
        message: "The blue one?".into(),
        language: "en".into(),
        page_url: Some("https://shop.test/socks".into()),
        page_title: Some("Socks".into()),
        ..AskCallBack::default()
    }
}

impl Shopper {
    /// A widget whose socket has said hello.
    pub async fn attach(shop: &Shop, desk: &FrontDesk, resume: Option<Resume>) -> Self {
        Self::attach_at(shop, desk, resume, None).await
    }

    /// A widget whose socket has said hello, of a page of this name.
    pub async fn attach_page(shop: &Shop, desk: &FrontDesk, resume: Option<Resume>, page: &str) -> Self {
        let (version, token, page) = (VERSION, shop.token(), Some(page.into()));
        let hello = ShopperHello { version, token, resume: resume.clone(), queue: None, page, former: None, from: None };
        let session = desk.attach_shopper(shop.org.clone(), hello).await.unwrap();
        Self { resume, ..Self::greeted(session).await }
    }

    /// A widget whose socket has said hello and named a queue.
    pub async fn attach_at(shop: &Shop, desk: &FrontDesk, resume: Option<Resume>, queue: Option<&str>) -> Self {
        let queue = queue.map(Into::into);
        let hello =
            ShopperHello { version: VERSION, token: shop.token(), resume: resume.clone(), queue, page: None, former: None, from: None };
        let session = desk.attach_shopper(shop.org.clone(), hello).await.unwrap();
        Self { resume, ..Self::greeted(session).await }
    }

    /// A widget whose session has begun.
    pub async fn greeted(session: ShopperSession) -> Self {
        let mut shopper = Self {
            session,
            stage: None,
            resume: None,
            signals: vec![],
            problems: vec![],
            call_backs: vec![],
            shopping: None,
            products: vec![],
            asks: vec![],
            is_over: false,
        };
        shopper.hear().await;
        assert!(shopper.stage.is_some(), "the view comes first");
        shopper
    }

    /// A shopper in line.
    pub async fn join(shop: &Shop, desk: &FrontDesk) -> Self {
        let mut shopper = Self::attach(shop, desk, None).await;
        shopper.say(FromShopper::Join(Box::new(join_request()))).await;
        shopper.until(|stage| matches!(stage, ShopperStage::Waiting { .. })).await;
        assert!(shopper.resume.is_some());
        shopper
    }

    /// Says something that is taken.
    pub async fn say(&mut self, message: FromShopper) {
        self.session.handle(message).await.unwrap();
    }

    /// Takes the next thing in.
    pub async fn hear(&mut self) {
        let next = tokio::time::timeout(DEADLINE, self.session.next()).await;
        match next.unwrap_or_else(|_| panic!("nothing came; the last was {:?}", self.stage)) {
            Some(ToShopper::View(view)) => self.stage = Some(view.stage),
            Some(ToShopper::Resume(resume)) => self.resume = Some(resume),
            Some(ToShopper::Signal(signal)) => self.signals.push(signal),
            Some(ToShopper::Problem(problem)) => self.problems.push(problem),
            Some(ToShopper::CallBack(reply)) => self.call_backs.push(reply),
            Some(ToShopper::Shopping(shopping)) => self.shopping = Some(*shopping),
            Some(ToShopper::Product(product)) => self.products.push(*product),
            Some(ToShopper::Ask(ask)) => self.asks.push(ask),
            Some(ToShopper::Beat) => panic!("beats are the socket's"),
            None => self.is_over = true,
        }
    }

    /// Listens until the shopper is somewhere.
    pub async fn until(&mut self, is_there: impl Fn(&ShopperStage) -> bool) -> ShopperStage {
        loop {
            if let Some(stage) = self.stage.as_ref().filter(|stage| is_there(stage)) {
                return stage.clone();
            }
            assert!(!self.is_over, "the session ended at {:?}", self.stage);
            self.hear().await;
        }
    }

    /// Listens until this is shown and bought.
    pub async fn until_shopping(&mut self, is_so: impl Fn(&Shopping) -> bool) -> Shopping {
        loop {
            if let Some(shopping) = self.shopping.as_ref().filter(|shopping| is_so(shopping)) {
                return shopping.clone();
            }
            assert!(!self.is_over, "the session ended at {:?}", self.shopping);
            self.hear().await;
        }
    }

    /// Listens until the page is asked for so many things.
    pub async fn until_asked(&mut self, count: usize) -> &PageAsk {
        while self.asks.len() < count {
            assert!(!self.is_over, "the session ended, asked {:?}", self.asks);
            self.hear().await;
        }
        &self.asks[count - 1]
    }

    /// Listens until in a call.
    pub async fn in_call(&mut self) -> ShopperCall {
        match self.until(|stage| matches!(stage, ShopperStage::InCall(_))).await {
            ShopperStage::InCall(call) => *call,
            other => panic!("{other:?}"),
        }
    }

    /// Listens until told that another session took the place of this one.
    pub async fn until_superseded(&mut self) {
        while !self.is_over {
            self.hear().await;
        }
        assert_eq!(self.problems.last(), Some(&Problem::Superseded));
    }

    /// The ticket.
    pub fn ticket(&self) -> TicketId {
        self.session.ticket().unwrap().clone()
    }
}
