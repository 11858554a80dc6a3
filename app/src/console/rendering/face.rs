//! What one shows to shoppers.

use domain::wire::{
    ConsolePage,
    console::{FaceForm, FacePage, FormProblem, LastChange, PersonForm, PersonPage, Section, Wrong},
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

fn page() -> FacePage {
    FacePage {
        frame: frame(Section::Face),
        tags: vec!["shoes".into(), "tax free".into()],
        form: FaceForm { is_public: false, photo: String::new(), version: 4 },
        problems: vec![],
        changed: None,
        is_saved: false,
        is_unsaved: false,
    }
}

fn shown(page: FacePage) -> String {
    html(ConsolePage::Face(Box::new(page)))
}

#[test]
fn the_box_is_ticked_by_who_agreed_alone_and_says_what_is_shown() {
    let is_ticked = |page| tags(&shown(page), "name=\"public\"").all(|tag| tag.contains(" checked"));
    assert!(!is_ticked(page()));
    assert!(is_ticked(FacePage { form: FaceForm { is_public: true, ..page().form }, ..page() }));
    let html = shown(page());
    assert!(html.contains("Your tags: shoes, tax free.") && html.contains("your name, your photo and your tags"), "{html}");
    assert_eq!(tags(&html, "name=\"version\"").filter(|tag| tag.contains("value=\"4\"")).count(), 1);
    ids_are_told_apart_and_found(&html);
    assert!(shown(FacePage { tags: vec![], ..page() }).contains("You have no tags."));
}

#[test]
fn a_photo_that_may_not_be_shown_comes_back_with_what_to_do() {
    let form = FaceForm { photo: "https://elsewhere.example/a.jpg".into(), ..page().form };
    let problems = vec![FormProblem::new("photo", Wrong::PhotoHost("https://elsewhere.example".into()))];
    let html = shown(FacePage { form, problems, ..page() });
    assert!(html.contains("No pictures may come from https://elsewhere.example."), "{html}");
    assert_eq!(tags(&html, "name=\"photo\"").filter(|tag| tag.contains("value=\"https://elsewhere.example/a.jpg\"")).count(), 1);
    let changed = Some(LastChange { by: None, minutes_ago: None });
    assert!(shown(FacePage { changed, ..page() }).contains("This was changed after you opened it."));
}

#[test]
fn who_takes_no_calls_gets_no_form() {
    let mut without = page();
    without.frame.takes_calls = false;
    let html = shown(without);
    assert!(html.contains("This is for people who take calls") && !html.contains("name=\"public\""));
}

#[test]
fn an_admin_reads_that_somebody_is_shown_and_nothing_where_nobody_is() {
    let person = |is_public| {
        let form = PersonForm { name: "Anna".into(), email: "anna@shop.example".into(), is_public, ..PersonForm::default() };
        html(ConsolePage::Person(Box::new(PersonPage {
            frame: frame(Section::People),
            person: None,
            stored_name: "Anna".into(),
            form,
            opened_at: domain::Timestamp::default(),
            queues: vec![],
            may_name_owners: false,
            is_me: false,
            is_elsewhere: false,
            is_locked: false,
            problems: vec![],
            changed: None,
            is_unsaved: false,
        })))
    };
    assert_eq!(tags(&person(true), "name=\"public\"").filter(|tag| tag.contains(" checked")).count(), 1);
    assert_eq!(tags(&person(false), "name=\"public\"").count(), 0);
}
