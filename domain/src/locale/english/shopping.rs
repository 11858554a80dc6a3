//! Products and the shared cart in a call, for shopper and agent.

use crate::locale::key::phrases;

phrases! {
    /// Products and the shared cart in a call, for shopper and agent.
    Shopping {
        Products = "Products",
        PictureNumber = "Picture {number}",
        SoldOut = "Sold out",
        PriceBefore = "before {price}",
        PriceNow = "now {price}",
        Rating = "{rating} stars",
        Ratings = "{count} rating" | "{count} ratings",
        Choose = "Choose",
        Compare = "Compare",
        Price = "Price",
        InStock = "In stock",
        Availability = "Availability",
        ToShop = "See it in the shop",
        GoesWithIt = "Goes with it",
        AddToCart = "Add to cart",
        InCart = "{count} in the cart",
        More = "One more",
        Fewer = "One fewer",
        TakeOut = "Take out",
        Quantity = "Quantity of {name}",
        Asking = "Waiting for the shop …",
        RefusedOutOfStock = "There is none left.",
        RefusedFailed = "The shop did not take it.",
        RefusedNoAnswer = "The shop did not answer. Look into its cart before you try again.",
        Cart = "Cart",
        CartOpen = "Open the cart",
        CartEmpty = "Nothing is in the cart yet.",
        CartItems = "{count} item" | "{count} items",
        CartTotal = "Total",
        CartNote = "The shop has the final price and what delivery costs.",
        Checkout = "Go to checkout",
        NewProductHeard = "New: {name}",
        CartChanged = "The cart has {count} item now" | "The cart has {count} items now",
    }
}
