//! The pages of people.

mod form;
mod list;
mod password;
mod skills;

pub use form::EditPerson;
pub use list::ListPeople;
pub use password::ShowPassword;

use domain::{locale::phrase::People, wire::console::RoleChoice};

use crate::ui::Texts;

/// The names of the roles somebody has.
fn role_names(texts: Texts, roles: RoleChoice) -> Vec<String> {
    let all = [(roles.is_owner, People::Owner), (roles.is_admin, People::Admin), (roles.is_agent, People::Agent)];
    all.into_iter().filter(|(has, _)| *has).map(|(_, key)| texts.text(key)).collect()
}
