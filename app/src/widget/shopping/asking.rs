//! Between the server and the merchant's page: what an agent asks, what the page answers, and what it does something about.

use domain::{
    ProductId,
    product::{Currency, read_results},
    wire::{Abilities, FromShopper, MOST_ANSWER_BYTES, PageAsk, ShopperShopping, ToShopper},
};
use leptos::prelude::*;

use super::super::{screen::Screen, visit::Visit};
use crate::{
    call::{AskedSearch, CallRoom},
    client::{Delivery, fresh_id},
    frame::{PageAnswer, PageCart, PageCartItem, PageQuestion, ShopNews, ToPage},
    media::channel::Found,
    shopping::Act,
};

/// What was asked of this load of the page and is not answered.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    searches: Vec<AskedSearch>,
    /// Wishes that the page was given: never twice, or its shop would grant them twice.
    wishes: Vec<domain::CartChangeId>,
}

impl Visit {
    /// Begins to tell the server what the page does something about, and to do what the shopper wishes.
    pub fn watch_shopping(self) {
        self.shopping.listen(move |act| match act {
            Act::Change(wish) => self.shop(ShopperShopping::Change(wish)),
            Act::Checkout => self.check_out(),
        });
        // Told with each ticket, and when it changes.
        Effect::new(move |told: Option<Option<(domain::TicketId, Abilities)>>| {
            let scanning = self.carried.with(|carried| carried.enable_scanning == Some(true));
            let can = Abilities { scanning, ..self.listens.get().can };
            let ticket = self.screen.get().has_ticket().then(|| self.view.with(|_| self.ticket())).flatten();
            let now = ticket.map(|ticket| (ticket, can));
            let before = told.flatten();
            let is_nothing = before.is_none() && can == Abilities::default() && !self.has_returned.get_value();
            if let Some((_, can)) = now.as_ref().filter(|_| now != before && !is_nothing) {
                self.shop(ShopperShopping::Can(*can));
            }
            now
        });
        Effect::new(move |_| {
            if let Some(room) = self.room.get() {
                self.answer_searches_of(&room);
            }
        });
    }

    pub(in super::super) fn hear_shopping(self, message: ToShopper) {
        match message {
            ToShopper::Shopping(state) => {
                self.count_shopping(&state);
                self.shopping.take(*state);
            }
            ToShopper::Product(product) => self.shopping.take_product(*product),
            ToShopper::Ask(ask) => self.ask_page(ask),
            _ => {}
        }
    }

    fn ask_page(self, ask: PageAsk) {
        let question = match ask {
            PageAsk::Product { item, wanted } => PageQuestion::Product { id: item, wanted: (&wanted).into() },
            PageAsk::Cart { change, sku, quantity, previous } => {
                let is_known = self.asked_page.try_update_value(|asked| {
                    let is_known = asked.wishes.contains(&change);
                    asked.wishes.push(change.clone());
                    is_known
                });
                if is_known != Some(false) {
                    return;
                }
                PageQuestion::Cart { id: change, sku, quantity, previous }
            }
        };
        self.post(ToPage::Ask { ask: question });
    }

    pub(in super::super) fn hear_answer(self, answer: PageAnswer) {
        match answer {
            PageAnswer::Product(item, Ok(built)) => {
                let is_too_large = serde_json::to_string(&built).is_ok_and(|json| json.len() > MOST_ANSWER_BYTES);
                self.shop(if is_too_large {
                    ShopperShopping::NoProduct { item, words: "too large".to_owned() }
                } else {
                    ShopperShopping::Product { item, built }
                });
            }
            PageAnswer::Product(item, Err(words)) => self.shop(ShopperShopping::NoProduct { item, words }),
            PageAnswer::Cart(change, verdict) => self.shop(ShopperShopping::Verdict { change, verdict }),
            PageAnswer::Search(id, built) => self.answer_search(&id, built),
        }
    }

    /// What happened in the shop is told the server, which knows whether there is a call.
    pub(in super::super) fn hear_of_shop(self, news: ShopNews) {
        if self.screen.get_untracked() != Screen::Call {
            return;
        }
        self.shop(match news {
            ShopNews::InCart(line) => {
                self.counted.update_value(|counted| counted.leave_out(&line));
                ShopperShopping::InCart(line)
            }
            ShopNews::Looks(wanted) => ShopperShopping::Looks { item: fresh_id(ProductId::from_random), wanted },
        });
    }

    fn answer_searches_of(self, room: &CallRoom) {
        room.on_search(move |asked| {
            let question = PageQuestion::Search { id: asked.id.to_string(), term: asked.term.clone(), page: asked.page };
            self.asked_page.update_value(|all| {
                // Of one agent only the last search counts.
                all.searches.retain(|before| before.by != asked.by);
                all.searches.push(asked);
            });
            self.post(ToPage::Ask { ask: question });
        });
    }

    fn answer_search(self, id: &str, built: Result<serde_json::Value, String>) {
        let asked = self.asked_page.try_update_value(|all| {
            let place = all.searches.iter().position(|asked| asked.id.to_string() == id)?;
            Some(all.searches.remove(place))
        });
        let (Some(Some(asked)), Some(room)) = (asked, self.room.get_untracked()) else { return };
        let found = match built {
            Ok(built) => match read_results(&built, asked.page, self.usual_currency()) {
                Ok(results) => Found::Results(results),
                Err(problem) => Found::Failed(Some(problem.to_string())),
            },
            Err(words) => Found::Failed(domain::text::line(&words, domain::cart::MAX_WORDS)),
        };
        room.answer_search(&asked, found);
    }

    /// The currency of what the shop showed last.
    fn usual_currency(self) -> Option<Currency> {
        let shown = untrack(|| self.shopping.shown());
        Some(shown.last()?.1.shown_first()?.price.current.currency)
    }

    /// The shopper goes to pay: the page leads there, and the widget makes room for it.
    fn check_out(self) {
        let line = |line: &domain::cart::CartLine| PageCartItem { sku: line.sku.clone(), quantity: line.quantity };
        let items = self.shopping.with_state(|state| state.cart.iter().map(line).collect());
        self.count_checkout();
        self.minimise();
        self.post(ToPage::Ask { ask: PageQuestion::Checkout { cart: PageCart { items } } });
    }

    fn shop(self, told: ShopperShopping) {
        self.send(&FromShopper::Shopping(Box::new(told)), Delivery::Keep);
    }
}
