//! Pages for tests.

use domain::{
    locale::{Locale, Phrases},
    queue::Entrance,
    wire::{QueueGlance, WidgetPage, WidgetPageState},
};

pub(crate) fn page(locale: Locale) -> WidgetPage {
    WidgetPage {
        org: "demodemodemodemodemo".parse().expect("an id"),
        org_name: "Linnea & <Co>".into(),
        state: WidgetPageState::Ready { token: "token".into(), queue: glance(2) },
        language: locale.language().to_string(),
        drop_in: true,
        terms_version: "1".into(),
        terms_url: None,
        sites: Vec::new(),
        phrases: Phrases::widget(locale),
        direction: locale.direction(),
    }
}

pub(crate) fn glance(agents_online: u32) -> QueueGlance {
    QueueGlance {
        name: "Shop floor".into(),
        slug: "shop-floor".into(),
        agents_online,
        waiting: 0,
        entrance: Entrance::Open,
        opens: None,
        wait: None,
        call_backs: true,
    }
}
