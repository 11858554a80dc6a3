//! The card in a shop's page that offers a call with an agent by name.

use crate::locale::key::phrases;

phrases! {
    /// The card in a shop's page that offers a call with an agent by name.
    ShopCard {
        Title = "Talk to us face to face",
        Text = "{name} is here for you, by video.",
        Call = "Call {name}",
        Nobody = "Nobody can be called right now.",
    }
}
