//! The sign-in page.

use crate::locale::key::phrases;

phrases! {
    /// The sign-in page.
    SignIn {
        Heading = "Sign in",
        At = "to {organisation}",
        Title = "Sign in to {organisation}",
        Email = "E-mail",
        Password = "Password",
        ShowPassword = "Show password",
        Submit = "Sign in",
        WrongCredentials = "E-mail or password is not right. Please check both.",
        TooManyAttempts = "Too many attempts. Please wait {count} second, then try again." | "Too many attempts. Please wait {count} seconds, then try again.",
        NoMembership = "This account has no part in this organisation. Ask its owner to invite you.",
    }
}
