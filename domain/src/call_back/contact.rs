//! What a shopper writes who would be called back.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Phone;
use crate::{EmailAddress, text};

/// The most characters of a name.
pub const NAME_CHARS: usize = 100;
/// The most characters of a message.
pub const MESSAGE_CHARS: usize = 500;
/// The most characters about when a call suits.
pub const PREFERRED_TIME_CHARS: usize = 100;

/// The form as it was filled in, and what goes with it.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskCallBack {
    /// Made by the browser, as an id is made: who shows it later goes to the front of the line, and the same form sent twice,
    /// because the first answer got lost, counts once.
    pub secret: String,
    /// The queue meant, by its slug, when no ticket is held.
    pub queue: Option<String>,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// What it is about.
    pub message: String,
    /// When a call suits, in words.
    pub preferred_time: String,
    /// The language of the widget, such as `en`.
    pub language: String,
    /// The address of the page the shopper is on.
    pub page_url: Option<String>,
    /// Its title.
    pub page_title: Option<String>,
}

/// Shows nothing that was written: a debug print may end in a log.
impl fmt::Debug for AskCallBack {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AskCallBack(…)")
    }
}

/// Whom to call and how: at least one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: Option<EmailAddress>,
    /// The telephone number.
    pub phone: Option<Phone>,
    /// What it is about.
    pub message: Option<String>,
    /// When a call suits, in words.
    pub preferred_time: Option<String>,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactField {
    /// The name.
    Name,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// What it is about.
    Message,
    /// When a call suits.
    PreferredTime,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrongInput {
    /// It is empty and must not be.
    Missing,
    /// Neither an e-mail address nor a telephone number is there.
    NoWay,
    /// It is not what the field is for.
    Unreadable,
    /// It is too long.
    TooLong,
}

/// A field and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongField {
    /// Which field.
    pub field: ContactField,
    /// What is wrong.
    pub wrong: WrongInput,
}

impl AskCallBack {
    /// The contact, or all that is wrong, in the order of the form.
    ///
    /// # Errors
    /// At least one field.
    pub fn read(&self) -> Result<Contact, Vec<WrongField>> {
        let mut all = vec![];
        let mut wrong = |field, wrong| all.push(WrongField { field, wrong });
        let is_long = |typed: &str, most| typed.trim().chars().count() > most;
        let name = text::line(&self.name, NAME_CHARS);
        if is_long(&self.name, NAME_CHARS) {
            wrong(ContactField::Name, WrongInput::TooLong);
        } else if name.is_none() {
            wrong(ContactField::Name, WrongInput::Missing);
        }
        let [has_email, has_phone] = [&self.email, &self.phone].map(|typed| !typed.trim().is_empty());
        let email = self.email.parse().ok();
        if has_email && email.is_none() {
            wrong(ContactField::Email, WrongInput::Unreadable);
        } else if !has_email && !has_phone {
            wrong(ContactField::Email, WrongInput::NoWay);
        }
        let phone = self.phone.parse().ok();
        if has_phone && phone.is_none() {
            wrong(ContactField::Phone, WrongInput::Unreadable);
        }
        if is_long(&self.message, MESSAGE_CHARS) {
            wrong(ContactField::Message, WrongInput::TooLong);
        }
        if is_long(&self.preferred_time, PREFERRED_TIME_CHARS) {
            wrong(ContactField::PreferredTime, WrongInput::TooLong);
        }
        match name {
            Some(name) if all.is_empty() => Ok(Contact {
                name,
                email,
                phone,
                message: text::paragraph(&self.message, MESSAGE_CHARS),
                preferred_time: text::line(&self.preferred_time, PREFERRED_TIME_CHARS),
            }),
            _ => Err(all),
        }
    }
}

/// Whether a text can be the secret of a call-back.
pub fn is_return_secret(text: &str) -> bool {
    (20..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> AskCallBack {
        AskCallBack { name: " Joe ".into(), phone: "+46 8 12345".into(), ..AskCallBack::default() }
    }

    fn wrong(form: &AskCallBack) -> Vec<(ContactField, WrongInput)> {
        form.read().expect_err("wrong").into_iter().map(|wrong| (wrong.field, wrong.wrong)).collect()
    }

    #[test]
    fn a_name_and_one_way_to_be_reached_are_enough() {
        let contact = form().read().expect("a contact");
        assert_eq!((contact.name.as_str(), contact.phone.is_some(), contact.email, contact.message), ("Joe", true, None, None));
        let by_mail = AskCallBack { phone: String::new(), email: "Joe@Shop.Example".into(), ..form() };
        assert_eq!(by_mail.read().expect("a contact").email.map(String::from), Some("joe@shop.example".into()));
    }

    #[test]
    fn every_problem_is_told_at_once_and_by_its_field() {
        use ContactField::{Email, Message, Name, Phone, PreferredTime};
        use WrongInput::{Missing, NoWay, TooLong, Unreadable};
        assert_eq!(wrong(&AskCallBack::default()), [(Name, Missing), (Email, NoWay)]);
        let odd = AskCallBack {
            name: "x".repeat(NAME_CHARS + 1),
            email: "joe".into(),
            phone: "soon".into(),
            message: "x".repeat(MESSAGE_CHARS + 1),
            preferred_time: "x".repeat(PREFERRED_TIME_CHARS + 1),
            ..AskCallBack::default()
        };
        let all = [(Name, TooLong), (Email, Unreadable), (Phone, Unreadable), (Message, TooLong), (PreferredTime, TooLong)];
        assert_eq!(wrong(&odd), all);
    }

    #[test]
    fn a_wrong_address_is_told_although_there_is_a_number() {
        assert_eq!(wrong(&AskCallBack { email: "joe@".into(), ..form() }), [(ContactField::Email, WrongInput::Unreadable)]);
    }

    #[test]
    fn nothing_that_was_written_is_shown_by_a_debug_print() {
        assert_eq!(format!("{:?}", form()), "AskCallBack(…)");
    }

    #[test]
    fn a_secret_is_long_and_plain() {
        assert!(is_return_secret("abcdefghij0123456789"));
        for text in ["", "short", "abcdefghij012345678ü", "abcdefghij 0123456789", &"a".repeat(65)] {
            assert!(!is_return_secret(text), "{text}");
        }
    }
}
