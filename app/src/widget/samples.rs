//! Views for tests.

use domain::{
    CallId, ParticipantId, TicketId, Timestamp,
    call::{CallEnd, TicketEnd},
    locale::{Locale, Phrases},
    wire::{QueueGlance, ShopperCall, ShopperStage, ShopperView, WidgetPage, WidgetPageState},
};

pub(super) fn ticket() -> TicketId {
    TicketId::from_random([1; 20])
}

pub(super) fn outside() -> ShopperStage {
    ShopperStage::Outside { agents_online: 1, waiting: 0 }
}

pub(super) fn waiting(place: u32) -> ShopperStage {
    ShopperStage::Waiting { ticket: ticket(), place, agents_online: 1, is_ringing: false, since: Timestamp::from_micros(0) }
}

pub(super) fn ringing() -> ShopperStage {
    ShopperStage::Waiting { ticket: ticket(), place: 1, agents_online: 1, is_ringing: true, since: Timestamp::from_micros(0) }
}

pub(super) fn in_call() -> ShopperStage {
    ShopperStage::InCall(Box::new(ShopperCall {
        call: CallId::from_random([2; 20]),
        ticket: ticket(),
        me: ParticipantId::from_random([3; 20]),
        participants: Vec::new(),
        started_at: Timestamp::from_micros(0),
        ice: Vec::new(),
    }))
}

pub(super) fn over(reason: TicketEnd, call: Option<CallEnd>) -> ShopperStage {
    ShopperStage::Over { ticket: ticket(), reason, call, agent_name: call.map(|_| "Anna".to_owned()), is_rated: false }
}

pub(super) fn view(stage: ShopperStage) -> ShopperView {
    ShopperView { now: Timestamp::from_micros(61_000_000), stage }
}

pub(super) fn page(locale: Locale) -> WidgetPage {
    WidgetPage {
        org: "demodemodemodemodemo".parse().expect("an id"),
        org_name: "Linnea & <Co>".into(),
        state: WidgetPageState::Ready { token: "token".into(), queue: glance(2) },
        language: locale.language().to_string(),
        terms_version: "1".into(),
        terms_url: None,
        sites: Vec::new(),
        phrases: Phrases::widget(locale),
        direction: locale.direction(),
    }
}

pub(super) fn glance(agents_online: u32) -> QueueGlance {
    QueueGlance { name: "Shop floor".into(), slug: "shop-floor".into(), agents_online, waiting: 0 }
}
