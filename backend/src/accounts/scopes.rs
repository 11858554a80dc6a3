//! What authentication hands out: proof that somebody may look into an organisation, and in which part.

use domain::{OrgId, PersonId};

use super::Roles;
use crate::store::{Actor, Scope};

/// A member who takes calls.
#[derive(Clone, Debug)]
pub struct AgentScope {
    pub(super) scope: Scope,
    pub(super) person: PersonId,
    pub(super) name: String,
    pub(super) roles: Roles,
}

/// Anybody on a page with the widget of an organisation that exists.
#[derive(Clone, Debug)]
pub struct ShopperScope {
    pub(super) scope: Scope,
}

impl AgentScope {
    /// The organisation's rows.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The organisation.
    pub fn org(&self) -> &OrgId {
        self.scope.org()
    }

    /// Who it is.
    pub fn person(&self) -> &PersonId {
        &self.person
    }

    /// The name to show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What else the agent may do.
    pub fn roles(&self) -> Roles {
        self.roles
    }

    /// The agent as the one who changes something.
    pub fn actor(&self) -> Actor {
        Actor::Person { person: self.person.clone(), org: Some(self.org().clone()), roles: self.roles }
    }
}

impl ShopperScope {
    /// The organisation's rows.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The organisation.
    pub fn org(&self) -> &OrgId {
        self.scope.org()
    }
}

impl AsRef<Scope> for AgentScope {
    fn as_ref(&self) -> &Scope {
        &self.scope
    }
}

impl AsRef<Scope> for ShopperScope {
    fn as_ref(&self) -> &Scope {
        &self.scope
    }
}
