//! The card in a shop's page that offers a call with an agent by name.

use crate::locale::translation::translated;

translated! {
    ShopCard {
        Title = "Prata med oss öga mot öga",
        Text = "{name} finns här för dig, på video.",
        Call = "Ring {name}",
        Nobody = "Ingen kan ta emot samtal just nu.",
    }
}
