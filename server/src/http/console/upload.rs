//! A form that a file comes with.

use axum::{
    extract::{Multipart, multipart::MultipartError},
    response::{IntoResponse, Response},
};

/// A form with perhaps a file.
pub struct Sent {
    /// Names and values, without the file.
    pub pairs: Vec<(String, String)>,
    /// What the file is called where it comes from.
    pub file_name: String,
    /// What is in it; nothing where none came.
    pub file: Vec<u8>,
}

impl Sent {
    /// Reads a form; the file is the field of that name.
    ///
    /// # Errors
    /// It is too large, or did not arrive whole.
    pub async fn read(mut multipart: Multipart) -> Result<Self, MultipartError> {
        let mut sent = Self { pairs: vec![], file_name: String::new(), file: vec![] };
        while let Some(field) = multipart.next_field().await? {
            let name = field.name().unwrap_or_default().to_owned();
            if name == "file" {
                field.file_name().unwrap_or_default().clone_into(&mut sent.file_name);
                sent.file = field.bytes().await?.to_vec();
            } else {
                sent.pairs.push((name, field.text().await?));
            }
        }
        Ok(sent)
    }
}

/// The file, and all else of the form, was not read to its end, so there is no form to show again. `most` says how large a file may be.
pub fn too_large(error: &MultipartError, most: &str) -> Response {
    tracing::info!(%error, "a form with a file was refused");
    let words =
        format!("The file is too large, or the form did not arrive whole. Go back in your browser: what you typed is still there. {most}");
    (error.status(), words).into_response()
}
