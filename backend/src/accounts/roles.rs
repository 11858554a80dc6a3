//! Roles: what a member may do in an organisation.

use std::fmt;

use crate::{Error, Result};

/// The roles of one person in one organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Roles {
    /// May do everything, also name other owners.
    pub is_owner: bool,
    /// May configure.
    pub is_admin: bool,
    /// Takes calls.
    pub is_agent: bool,
}

impl Roles {
    /// Whether settings may be changed; an owner may do what an admin may.
    pub fn may_configure(self) -> bool {
        self.is_owner || self.is_admin
    }

    /// An error that names the role unless settings may be changed.
    pub fn require_configure(self) -> Result<()> {
        if self.may_configure() { Ok(()) } else { Err(Error::Forbidden("owner or admin")) }
    }
}

/// The roles by name, as settings files write them.
impl fmt::Display for Roles {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = [(self.is_owner, "owner"), (self.is_admin, "admin"), (self.is_agent, "agent")]
            .into_iter()
            .filter_map(|(has, name)| has.then_some(name))
            .collect();
        formatter.write_str(if names.is_empty() { "none" } else { "" })?;
        formatter.write_str(&names.join(", "))
    }
}
