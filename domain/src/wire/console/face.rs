//! What somebody who takes calls shows to shoppers: a page of his own.

use serde::{Deserialize, Serialize};

use super::{ConsoleFrame, Fields, FormProblem, LastChange, Wrong};
use crate::PhotoUrl;

/// The page on which somebody says what shoppers may see of him.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FacePage {
    /// What is around it.
    pub frame: ConsoleFrame,
    /// What shoppers would read besides the name.
    pub tags: Vec<String>,
    /// What the fields hold.
    pub form: FaceForm,
    /// What is wrong.
    pub problems: Vec<FormProblem>,
    /// That it was changed meanwhile.
    pub changed: Option<LastChange>,
    /// Whether it was just saved.
    pub is_saved: bool,
    /// Whether the fields hold what is not saved.
    pub is_unsaved: bool,
}

/// What the fields hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceForm {
    /// Whether shoppers may see it.
    pub is_public: bool,
    /// The address of the photo; empty without one.
    pub photo: String,
    /// The version that was there when the form was opened.
    pub version: i64,
}

/// What a form says, with everything in order that can be told without the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceDraft {
    /// Whether shoppers may see it.
    pub is_public: bool,
    /// The photo.
    pub photo: Option<PhotoUrl>,
    /// The version that was there when the form was opened.
    pub version: i64,
}

impl FaceForm {
    /// The fields as they were sent.
    pub fn from_fields(fields: Fields<'_>) -> Self {
        Self {
            is_public: fields.has("public"),
            photo: fields.text("photo").to_owned(),
            // A version that cannot be read is none that there ever was.
            version: fields.read("version").next().unwrap_or(-1),
        }
    }

    /// What it says, or what is wrong with it.
    ///
    /// # Errors
    /// One problem.
    pub fn read(&self) -> Result<FaceDraft, Vec<FormProblem>> {
        let photo = Some(self.photo.trim()).filter(|typed| !typed.is_empty()).map(str::parse).transpose();
        let photo = photo.map_err(|_| vec![FormProblem::new("photo", Wrong::NoPhoto)])?;
        Ok(FaceDraft { is_public: self.is_public, photo, version: self.version })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> FaceForm {
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        FaceForm::from_fields(Fields::new(&pairs))
    }

    #[test]
    fn a_box_that_is_not_sent_shows_nobody_and_an_empty_line_is_no_photo() {
        let form = sent(&[("photo", "  "), ("version", "3")]);
        assert_eq!(form.read(), Ok(FaceDraft { is_public: false, photo: None, version: 3 }));
        let form = sent(&[("public", "1"), ("photo", " https://shop.example/a.jpg "), ("version", "x")]);
        let photo = "https://shop.example/a.jpg".parse().ok();
        assert_eq!(form.read(), Ok(FaceDraft { is_public: true, photo, version: -1 }));
    }

    #[test]
    fn what_is_no_address_of_a_photo_comes_back_as_it_was_typed() {
        let form = sent(&[("public", "1"), ("photo", "http://shop.example/a.jpg")]);
        assert_eq!(form.read(), Err(vec![FormProblem::new("photo", Wrong::NoPhoto)]));
        assert_eq!(form.photo, "http://shop.example/a.jpg");
    }
}
