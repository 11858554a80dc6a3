//! Products and the shared cart in a call.

use crate::locale::translation::translated;

translated! {
    Shopping {
        Products = "Produkter",
        PictureNumber = "Bild {number}",
        SoldOut = "Slutsåld",
        PriceBefore = "tidigare {price}",
        PriceNow = "nu {price}",
        Rating = "{rating} stjärnor",
        Ratings = "{count} omdöme" | "{count} omdömen",
        Choose = "Välj",
        Compare = "Jämför",
        Price = "Pris",
        InStock = "Finns i lager",
        Availability = "Tillgänglighet",
        ToShop = "Se den i butiken",
        GoesWithIt = "Passar till",
        AddToCart = "Lägg i varukorgen",
        InCart = "{count} i varukorgen",
        More = "En till",
        Fewer = "En mindre",
        TakeOut = "Ta bort",
        Quantity = "Antal av {name}",
        Asking = "Väntar på butiken …",
        RefusedOutOfStock = "Det finns ingen kvar.",
        RefusedFailed = "Butiken tog inte emot den.",
        RefusedNoAnswer = "Butiken svarade inte. Titta i varukorgen innan du försöker igen.",
        Cart = "Varukorg",
        CartOpen = "Öppna varukorgen",
        CartEmpty = "Det finns inget i varukorgen än.",
        CartItems = "{count} vara" | "{count} varor",
        CartTotal = "Summa",
        CartNote = "Butiken bestämmer slutpriset och vad leveransen kostar.",
        Checkout = "Till kassan",
        NewProductHeard = "Nytt: {name}",
        CartChanged = "Varukorgen har nu {count} vara" | "Varukorgen har nu {count} varor",
    }
}
