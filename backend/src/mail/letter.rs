//! What the letters say.

use domain::{
    call_back::Phone,
    locale::{Locale, Phrases, phrase::CallBacks},
};

use crate::store::call_backs::Letter;

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text {
    pub subject: String,
    pub plain: String,
    pub html: String,
}

/// Tells a member of the team who would be called back; `desk` is where to say that one does.
pub(super) fn write(letter: &Letter, desk: &str) -> Text {
    let phrases = Phrases::mail(Locale::English);
    let contact = &letter.contact;
    let page = [letter.page_title.as_deref(), letter.page_url.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" – ");
    let lines = [
        (CallBacks::MailName, Some(contact.name.clone())),
        (CallBacks::MailPhone, contact.phone.as_ref().map(Phone::as_str).map(str::to_owned)),
        (CallBacks::MailEmail, contact.email.as_ref().map(|email| email.as_str().to_owned())),
        (CallBacks::MailTime, contact.preferred_time.clone()),
        (CallBacks::MailMessage, contact.message.clone()),
        (CallBacks::MailPage, Some(page).filter(|page| !page.is_empty())),
    ];
    let lines: Vec<(&str, String)> = lines.into_iter().filter_map(|(key, value)| Some((phrases.text(key), value?))).collect();
    let intro = phrases.with(CallBacks::MailIntro, &letter.org_name);
    let (way, reason) = (phrases.text(CallBacks::MailDesk), phrases.with(CallBacks::MailReason, &letter.queue_name));
    let facts: String = lines.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let rows: String = lines.iter().map(|(name, value)| format!("<dt><b>{}</b></dt><dd>{}</dd>", markup(name), markup(value))).collect();
    Text {
        subject: phrases.with(CallBacks::MailSubject, &letter.queue_name),
        plain: format!("{intro}\n\n{facts}\n{way}\n{desk}\n\n{reason}\n"),
        html: format!(
            "<p>{}</p><dl>{rows}</dl><p><a href=\"{}\">{}</a></p><p><small>{}</small></p>",
            markup(&intro),
            markup(desk),
            markup(way),
            markup(&reason)
        ),
    }
}

/// Text that is text in HTML too.
fn markup(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

#[cfg(test)]
mod tests {
    use domain::call_back::AskCallBack;

    use super::*;

    fn letter() -> Letter {
        let form = AskCallBack {
            name: "Joe <b>".into(),
            phone: "+46 8 12345".into(),
            message: "The blue one?\n& when".into(),
            ..AskCallBack::default()
        };
        Letter {
            recipient: "anna@shop.example".parse().expect("an address"),
            org_name: "Linnea & Co".into(),
            queue_name: "Shop floor".into(),
            contact: form.read().expect("a contact"),
            page_url: None,
            page_title: None,
        }
    }

    #[test]
    fn it_tells_whom_to_call_and_where_to_take_it_and_nothing_that_is_not_known() {
        let text = write(&letter(), "https://calls.example/o/x/desk");
        for part in ["Joe <b>", "+46 8 12345", "The blue one?\n& when", "https://calls.example/o/x/desk", "Linnea & Co", "Shop floor"] {
            assert!(text.plain.contains(part), "{part} is not in\n{}", text.plain);
        }
        assert!(!text.plain.contains("E-mail") && !text.plain.contains("Page"), "{}", text.plain);
        assert!(text.subject.contains("Shop floor") && !text.subject.contains("Joe"), "a subject is read on locked screens");
    }

    #[test]
    fn what_a_shopper_wrote_never_becomes_markup() {
        let html = write(&letter(), "https://calls.example/").html;
        assert!(html.contains("Joe &lt;b&gt;") && html.contains("blue one?<br>&amp; when"), "{html}");
        assert!(!html.contains("Joe <b>"), "{html}");
    }
}
