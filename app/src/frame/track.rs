//! What the merchant's page can count, in the names and fields that pages and their tag managers know already.

use domain::{CallId, QueueId, TicketId};
use serde::Serialize;

use super::{CartNews, Ecommerce, Good};

/// Something to count.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "name", content = "data", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Track {
    /// A ticket was drawn.
    JoinedQueue {
        /// Agents of the queue who are online.
        current_serving_agents: u32,
        /// The place; 1 is next.
        current_queue_placement: u32,
        /// The queue.
        current_queue_id: Option<QueueId>,
        /// The ticket.
        current_ticket_id: TicketId,
    },
    /// The line was left without a call.
    LeftQueue {
        /// Agents of the queue who were online.
        serving_agents: u32,
        /// The last place.
        queue_placement: u32,
        /// The queue.
        queue_id: Option<QueueId>,
        /// The ticket.
        ticket_id: TicketId,
    },
    /// An agent answered.
    CallStarted(Talk),
    /// The shopper was handed over to another agent, or back to a line.
    CallTransferred(Talk),
    /// The call is over.
    CallEnded {
        /// Which.
        #[serde(flatten)]
        talk: Talk,
        /// How long it was, in seconds.
        duration: i64,
    },
    /// An agent shows something new.
    ProductAdded(Goods),
    /// The shopper looks at something.
    ProductViewed(Goods),
    /// An agent took something away.
    ProductRemoved(Goods),
    /// The shopper compares.
    ProductCompared(Goods),
    /// The shop confirmed something new in the cart.
    CartItemAdded(CartNews),
    /// There are more or fewer of something in the cart.
    CartItemUpdated(CartNews),
    /// Something is no longer in the cart.
    CartItemRemoved(CartNews),
    /// The shopper goes to pay.
    CheckoutClicked {
        /// For what.
        items: Vec<CartNews>,
    },
    /// GA4: the shopper picks something of what is shown.
    SelectItem(Sale),
    /// GA4: the shopper looks at something.
    ViewItem(Sale),
    /// GA4: the shopper compares.
    ViewItemList(Sale),
    /// GA4: the cart has more of something.
    AddToCart(Sale),
    /// GA4: the cart has fewer of something.
    RemoveFromCart(Sale),
    /// GA4: the shopper looks at the cart.
    ViewCart(Sale),
    /// GA4: the shopper goes to pay.
    BeginCheckout(Sale),
}

/// Products.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Goods {
    /// Which.
    pub products: Vec<Good>,
}

/// An event of GA4's, which pages get in its own shape.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sale {
    /// What it is about.
    pub ecommerce: Ecommerce,
}

/// A call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Talk {
    /// The call.
    pub call_id: CallId,
    /// The queue that the ticket waited in, as far as this page has seen it wait.
    pub queue_id: Option<QueueId>,
    /// The ticket.
    pub ticket_id: TicketId,
}
