//! People of an organisation: the list, the form of one, and a new password.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{ConsoleFrame, Fields, FormProblem, LastChange, Wrong};
use crate::{
    EmailAddress, PersonId, QueueId, Timestamp,
    queue::{MOST_LANGUAGES, MOST_TAGS, Skills},
    text,
};

/// The most characters of a name; more are cut.
const NAME_CHARS: usize = 120;

/// The list of people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PeoplePage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Everybody, by name.
    pub people: Vec<PersonLine>,
    /// Who was just saved.
    pub saved: Option<PersonId>,
    /// Whether somebody was just removed.
    pub is_removed: bool,
}

/// Somebody of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonLine {
    /// Who.
    pub person: PersonId,
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// What the person may do.
    pub roles: RoleChoice,
    /// The names of the queues that ring for the person.
    pub queues: Vec<String>,
    /// Whether it is who looks at the list.
    pub is_me: bool,
}

/// Roles, as they are ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoleChoice {
    /// May do everything.
    pub is_owner: bool,
    /// May configure.
    pub is_admin: bool,
    /// Takes calls.
    pub is_agent: bool,
}

impl RoleChoice {
    /// Whether at least one is ticked.
    pub fn is_any(self) -> bool {
        self != Self::default()
    }

    /// Whether settings may be changed.
    pub const fn may_configure(self) -> bool {
        self.is_owner || self.is_admin
    }
}

/// The page of one person, new or not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PersonPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Who; `None` for somebody new.
    pub person: Option<PersonId>,
    /// The name as it is stored.
    pub stored_name: String,
    /// What the fields hold.
    pub form: PersonForm,
    /// When the form was opened.
    pub opened_at: Timestamp,
    /// The queues there are, in their order.
    pub queues: Vec<QueueChoice>,
    /// Whether who looks at it is an owner.
    pub may_name_owners: bool,
    /// Whether it is who looks at it.
    pub is_me: bool,
    /// Whether the account is a member of another organisation too, so that name and password are the person's own business.
    pub is_elsewhere: bool,
    /// Whether this is an owner and who looks at it is none, so that nothing can be changed.
    pub is_locked: bool,
    /// What is wrong.
    pub problems: Vec<FormProblem>,
    /// That somebody else saved meanwhile.
    pub changed: Option<LastChange>,
    /// Whether the fields hold what is not saved.
    pub is_unsaved: bool,
}

/// A queue to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueChoice {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
}

/// What the fields of a person hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// The name.
    pub name: String,
    /// The address; cannot be changed later.
    pub email: String,
    /// What the person may do.
    pub roles: RoleChoice,
    /// The queues that ring for the person.
    pub queues: BTreeSet<QueueId>,
    /// What the person knows, with commas between.
    pub tags: String,
    /// What the person speaks, as language tags with commas between.
    pub languages: String,
    /// Whether the person is shown to shoppers: this form can only take that back.
    pub is_public: bool,
    /// What was stored when the form was opened, in a form that only the server reads.
    pub seen: String,
    /// Whether losing one's own way to these pages was confirmed.
    pub is_sure: bool,
}

/// A person as a form describes one, with everything in order that can be told without the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonDraft {
    /// The name.
    pub name: String,
    /// The address.
    pub email: EmailAddress,
    /// What the person may do: at least something.
    pub roles: RoleChoice,
    /// The queues that ring for the person; none for who takes no calls.
    pub queues: BTreeSet<QueueId>,
    /// What the person knows and speaks.
    pub skills: Skills,
    /// Whether the person, if so far, is still shown to shoppers.
    pub is_public: bool,
    /// Whether losing one's own way to these pages was confirmed.
    pub is_sure: bool,
}

/// The page that shows a new password, once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasswordPage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// Whose.
    pub name: String,
    /// The address to sign in with.
    pub email: String,
    /// Whether the person was just added.
    pub is_added: bool,
    /// The password.
    pub password: NewPassword,
}

/// How somebody signs in from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewPassword {
    /// With this one, which is shown now and never again.
    Generated(String),
    /// With the one that the account has, because it belongs to another organisation too.
    AsBefore,
}

impl PersonForm {
    /// The fields as they were sent.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        Self {
            name: fields.text("name").to_owned(),
            email: fields.text("email").to_owned(),
            roles: RoleChoice { is_owner: fields.has("owner"), is_admin: fields.has("admin"), is_agent: fields.has("takes-calls") },
            queues: fields.read("queue").collect(),
            tags: fields.text("tags").to_owned(),
            languages: fields.text("languages").to_owned(),
            is_public: fields.has("public"),
            seen: fields.text("seen").to_owned(),
            is_sure: fields.has("sure"),
        }
    }

    /// The person, or what is wrong with each field.
    ///
    /// # Errors
    /// At least one problem, in the order of the page.
    pub fn read(&self) -> Result<PersonDraft, Vec<FormProblem>> {
        let mut problems = vec![];
        let mut wrong = |field: &str, wrong| problems.push(FormProblem::new(field, wrong));
        let name = text::line(&self.name, NAME_CHARS);
        if name.is_none() {
            wrong("name", Wrong::NameMissing);
        }
        let email = self.email.parse().ok();
        if email.is_none() {
            wrong("email", Wrong::NoEmail);
        }
        if !self.roles.is_any() {
            wrong("roles", Wrong::NoRole);
        }
        if !self.roles.is_agent && !self.queues.is_empty() {
            wrong("queues", Wrong::QueuesWithoutAgent);
        }
        let tags = listed(&self.tags, MOST_TAGS);
        if let Err(bad) = &tags {
            wrong("tags", Wrong::NoTag(bad.clone()));
        }
        let languages = listed(&self.languages, MOST_LANGUAGES);
        if let Err(bad) = &languages {
            wrong("languages", Wrong::NoLanguage(bad.clone()));
        }
        match (name, email, tags, languages) {
            (Some(name), Some(email), Ok(tags), Ok(languages)) if problems.is_empty() => Ok(PersonDraft {
                name,
                email,
                roles: self.roles,
                queues: self.queues.clone(),
                skills: Skills { tags, languages },
                is_public: self.is_public,
                is_sure: self.is_sure,
            }),
            _ => Err(problems),
        }
    }
}

/// What a text with commas lists; the first part that cannot be read, and nothing where there are more parts than may be.
fn listed<T: std::str::FromStr + Ord>(typed: &str, most: usize) -> Result<BTreeSet<T>, String> {
    let mut all = BTreeSet::new();
    for part in typed.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        all.insert(part.parse().map_err(|_| part.to_owned())?);
    }
    if all.len() > most { Err(String::new()) } else { Ok(all) }
}

/// Things with commas between, as a field holds them.
pub(super) fn with_commas<T: ToString>(all: &BTreeSet<T>) -> String {
    all.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl PersonForm {
    /// Puts these skills into their fields.
    pub fn with_skills(self, skills: &Skills) -> Self {
        Self { tags: with_commas(&skills.tags), languages: with_commas(&skills.languages), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AGENT: RoleChoice = RoleChoice { is_owner: false, is_admin: false, is_agent: true };

    #[test]
    fn a_person_needs_a_name_an_address_and_a_role() {
        let typed = PersonForm { name: "Anna".into(), email: "Anna@Shop.Example ".into(), roles: AGENT, ..PersonForm::default() };
        assert_eq!(typed.read().map(|draft| String::from(draft.email)), Ok("anna@shop.example".into()));
        let fields: Vec<_> = PersonForm::default().read().expect_err("empty").into_iter().map(|problem| problem.field).collect();
        assert_eq!(fields, ["name", "email", "roles"]);
    }

    #[test]
    fn who_takes_no_calls_serves_no_queue() {
        let typed = PersonForm {
            name: "Olga".into(),
            email: "olga@shop.example".into(),
            roles: RoleChoice { is_owner: true, ..RoleChoice::default() },
            queues: [QueueId::from_random([1; 20])].into(),
            ..PersonForm::default()
        };
        assert_eq!(typed.read(), Err(vec![FormProblem::new("queues", Wrong::QueuesWithoutAgent)]));
    }

    #[test]
    fn skills_are_listed_with_commas_and_the_one_that_cannot_be_read_is_named() {
        let person = |tags: &str, languages: &str| PersonForm {
            name: "Anna".into(),
            email: "anna@shop.example".into(),
            roles: AGENT,
            tags: tags.into(),
            languages: languages.into(),
            ..PersonForm::default()
        };
        let draft = person("Shoes, tax free,, shoes ", "sv, pt_br").read().expect("a person");
        let form = PersonForm::default().with_skills(&draft.skills);
        assert_eq!((form.tags.as_str(), form.languages.as_str()), ("shoes, tax free", "pt-BR, sv"));
        let many = (0..21).map(|number| format!("t{number}")).collect::<Vec<_>>().join(",");
        let problems = person(&many, "sv, Swedish?").read().expect_err("wrong");
        let expected =
            [FormProblem::new("tags", Wrong::NoTag(String::new())), FormProblem::new("languages", Wrong::NoLanguage("Swedish?".into()))];
        assert_eq!(problems, expected);
    }

    #[test]
    fn boxes_that_are_not_sent_are_not_ticked() {
        let queue = QueueId::from_random([1; 20]);
        let pairs = [("name", "Anna"), ("takes-calls", "1"), ("queue", queue.as_str()), ("queue", "no id")];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let form = PersonForm::from_fields(Fields::new(&pairs));
        assert_eq!((form.roles, form.queues.len(), form.is_sure), (AGENT, 1, false));
    }
}
