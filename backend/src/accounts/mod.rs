//! Who somebody is and what he may do: people, passwords, sessions, roles.

mod owner;
mod password;
mod rate;
mod roles;
mod scopes;
mod session;
mod sign_in;

pub use owner::create_owner;
pub use password::Password;
pub use roles::Roles;
pub use scopes::{AgentScope, ShopperScope};
pub use session::{Membership, SignedIn, authenticate, shopper_scope, sign_out};
pub use sign_in::{NewSession, SignInError, sign_in};
