//! Call-backs: a shopper whom nobody can serve leaves a name and a way to be reached, and an agent calls later.

mod contact;
mod machine;
mod phone;

pub use contact::{
    AskCallBack, Contact, ContactField, MESSAGE_CHARS, NAME_CHARS, PREFERRED_TIME_CHARS, WrongField, WrongInput, is_return_secret,
};
pub use machine::{Action, CallBackState, Outcome, Refusal, UNDO_WITHIN};
pub use phone::{InvalidPhone, Phone};

use crate::Duration;

/// How many call-backs may be asked for out of one visit within [`LIMITS_SPAN`].
pub const MOST_OF_A_VISIT: u32 = 3;
/// How many an organisation takes within [`LIMITS_SPAN`]: beyond it somebody fills the list who does not want a call.
pub const MOST_OF_AN_ORGANISATION: u32 = 120;
/// The time for which the limits count.
pub const LIMITS_SPAN: Duration = Duration::from_secs(3_600);
