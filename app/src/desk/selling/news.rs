//! What is said of products and cart to those who do not see the screen.

use domain::{
    ProductId,
    locale::phrase::{Selling, Shopping as Words},
    wire::{ItemState, ProductFailure, Shopping, TrayItem},
};
use leptos::prelude::*;

use super::super::model::DeskModel;
use crate::ui::{LiveRegion, Texts, texts};

/// A piece of news.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Heard {
    /// A product has come.
    Came(ProductId),
    /// One does not come: what was asked for.
    Failed(String),
    /// The shopper looks at one that the page tells nothing of: its number.
    LookedAt(String),
    /// So many things are in the cart now.
    Cart(u32),
}

/// What is new since it was looked at last.
fn heard(before: &Shopping, now: &Shopping) -> Vec<Heard> {
    let was = |item: &TrayItem| before.items.iter().find(|one| one.id == item.id).map(|one| &one.state);
    let of_item = |item: &TrayItem| match (was(item), &item.state) {
        (Some(ItemState::Shown { .. }), ItemState::Shown { .. }) | (Some(ItemState::Failed(_)), ItemState::Failed(_)) => None,
        (_, ItemState::Asked { .. }) => None,
        (_, ItemState::Shown { .. }) => Some(Heard::Came(item.id.clone())),
        (_, ItemState::Failed(ProductFailure::NotAsked)) => Some(Heard::LookedAt(item.wanted.reference().to_owned())),
        (_, ItemState::Failed(_)) => Some(Heard::Failed(item.wanted.reference().to_owned())),
    };
    let cart = (before.count() != now.count()).then(|| Heard::Cart(now.count()));
    now.items.iter().filter_map(of_item).chain(cart).collect()
}

fn words(heard: Heard, desk: DeskModel, texts: Texts) -> Option<String> {
    Some(match heard {
        Heard::Came(item) => texts.with(Words::NewProductHeard, untrack(|| desk.shopping.product(&item))?.title()),
        Heard::Failed(wanted) => texts.with(Selling::FailedHeard, &wanted),
        Heard::LookedAt(wanted) => texts.with(Selling::LookedAtHeard, &wanted),
        Heard::Cart(count) => texts.count(Words::CartChanged, count),
    })
}

/// Says what is new; of what was there when it came, nothing.
#[component]
pub fn News(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<Shopping>| {
        let now = desk.shopping.state.get();
        let news = before.map(|before| heard(&before, &now)).unwrap_or_default();
        if !news.is_empty() {
            said.set(news.into_iter().filter_map(|heard| words(heard, desk, texts)).collect::<Vec<_>>().join(". "));
        }
        now
    });
    view! { <LiveRegion message=said /> }
}

#[cfg(test)]
mod tests {
    use super::{
        super::samples::{self, id, item, shown},
        *,
    };

    #[test]
    fn it_is_said_that_a_product_came_or_failed_and_that_the_cart_changed() {
        let asked = samples::with(vec![item(1, "LC-W", samples::asked()), item(2, "gone", samples::asked())]);
        let mut now = samples::with(vec![item(1, "LC-W", shown()), item(2, "gone", ItemState::Failed(ProductFailure::NoAnswer))]);
        assert_eq!(heard(&Shopping::default(), &asked), []);
        assert_eq!(heard(&asked, &now), [Heard::Came(id(1)), Heard::Failed("gone".into())]);
        let before = now.clone();
        now.cart = vec![samples::line("LC-W", 2)];
        assert_eq!(heard(&before, &now), [Heard::Cart(2)]);
        assert_eq!(heard(&now, &before), [Heard::Cart(0)]);
    }

    #[test]
    fn what_the_shopper_looks_at_is_said_by_its_number_where_nothing_else_is_known() {
        let item = item(1, "LC-W", ItemState::Failed(ProductFailure::NotAsked));
        assert_eq!(heard(&Shopping::default(), &samples::with(vec![item])), [Heard::LookedAt("LC-W".into())]);
    }

    #[test]
    fn what_is_told_anew_is_not_said_again() {
        let mut now = samples::with(vec![item(1, "LC-W", shown())]);
        let before = now.clone();
        now.items[0].state = ItemState::Shown { version: 9 };
        assert_eq!(heard(&before, &now), []);
        assert_eq!(heard(&now, &samples::with(vec![])), []);
    }
}
