//! The pages of the console bundle: sign-in, and the frame that every page for people of the organisation has.

mod bar;
#[cfg(all(test, feature = "ssr"))]
mod rendering;
mod root;
mod sign_in;

pub use bar::ConsoleBar;
pub use root::ConsoleRoot;
pub use sign_in::SignIn;
