//! The pages of people.

use domain::{
    PersonId, QueueId, Timestamp,
    wire::{
        ConsolePage,
        console::{
            FormProblem, NewPassword, PasswordPage, PeoplePage, PersonForm, PersonLine, PersonPage, QueueChoice, RoleChoice, Section, Wrong,
        },
    },
};

use super::{frame, html, ids_are_told_apart_and_found, tags};

const OWNER: RoleChoice = RoleChoice { is_owner: true, is_admin: false, is_agent: false };

fn page() -> PersonPage {
    PersonPage {
        frame: frame(Section::People),
        person: Some(PersonId::from_random([2; 20])),
        stored_name: "Anna".into(),
        form: PersonForm { name: "Anna".into(), email: "anna@shop.example".into(), ..PersonForm::default() },
        opened_at: Timestamp::default(),
        queues: vec![QueueChoice { id: QueueId::from_random([1; 20]), name: "Repairs".into() }],
        may_name_owners: false,
        is_me: false,
        is_elsewhere: false,
        is_locked: false,
        problems: vec![],
        changed: None,
        is_unsaved: false,
    }
}

fn shown(page: PersonPage) -> String {
    html(ConsolePage::Person(Box::new(page)))
}

#[test]
fn the_list_tells_roles_and_queues() {
    let line = PersonLine {
        person: PersonId::from_random([2; 20]),
        name: "Olga".into(),
        email: "olga@shop.example".into(),
        roles: RoleChoice { is_agent: true, ..OWNER },
        queues: vec!["Shop floor".into(), "Repairs".into()],
        is_me: true,
    };
    let html = html(ConsolePage::People(PeoplePage { frame: frame(Section::People), people: vec![line], saved: None, is_removed: false }));
    for words in ["Owner", "Agent", "Shop floor, Repairs", "olga@shop.example", "you"] {
        assert!(html.contains(words), "{words}");
    }
    assert!(!html.contains("Admin<"));
}

#[test]
fn only_an_owner_sees_the_owners_box_and_an_owner_is_locked_for_others() {
    assert_eq!(tags(&shown(page()), "name=\"owner\"").count(), 0);
    assert_eq!(tags(&shown(PersonPage { may_name_owners: true, ..page() }), "name=\"owner\"").count(), 1);
    let locked = PersonPage { is_locked: true, form: PersonForm { roles: OWNER, ..page().form }, ..page() };
    let html = shown(locked);
    assert!(html.contains("Only another owner may change anything here.") && !html.contains("save-bar") && !html.contains("/remove\""));
    assert!(tags(&html, "type=\"checkbox\"").all(|tag| tag.contains(" disabled")));
}

#[test]
fn the_address_can_be_typed_for_somebody_new_only() {
    let is_fixed = |page| tags(&shown(page), "name=\"email\"").all(|tag| tag.contains(" readonly"));
    assert!(is_fixed(page()) && !is_fixed(PersonPage { person: None, ..page() }));
    assert!(shown(PersonPage { person: None, ..page() }).contains("a first password is made and shown once"));
}

#[test]
fn name_and_password_of_somebody_who_belongs_elsewhere_too_are_not_offered() {
    let html = shown(PersonPage { is_elsewhere: true, ..page() });
    assert!(tags(&html, "name=\"name\"").all(|tag| tag.contains(" readonly")));
    assert!(html.contains("so only the person changes the name and the password") && !html.contains("/password\""));
    assert!(shown(page()).contains("/password\""));
}

#[test]
fn losing_ones_own_way_in_is_asked_about_with_a_box() {
    assert_eq!(tags(&shown(PersonPage { is_me: true, ..page() }), "name=\"sure\"").count(), 0);
    let problems = vec![FormProblem::new("roles", Wrong::ConfirmOwnLoss)];
    let html = shown(PersonPage { is_me: true, problems, ..page() });
    assert_eq!(tags(&html, "name=\"sure\"").count(), 1);
    ids_are_told_apart_and_found(&html);
}

#[test]
fn a_new_password_is_shown_as_text() {
    let shown = |password| {
        let (name, email) = ("Carla".into(), "carla@shop.example".into());
        html(ConsolePage::Password(PasswordPage { frame: frame(Section::People), name, email, is_added: true, password }))
    };
    let html = shown(NewPassword::Generated("abcd-efgh".into()));
    assert!(html.contains("Carla is added") && html.contains(">abcd-efgh<") && html.contains("shown this once"));
    assert!(shown(NewPassword::AsBefore).contains("has an account here already"));
}

#[test]
fn skills_come_back_as_they_were_typed_and_a_page_is_told_how_to_ask_for_the_person() {
    let form = PersonForm { tags: "shoes, tax free".into(), languages: "sv, Swedish?".into(), ..page().form };
    let problems = vec![FormProblem::new("languages", Wrong::NoLanguage("Swedish?".into()))];
    let html = shown(PersonPage { form, problems, ..page() });
    assert_eq!(tags(&html, "name=\"tags\"").filter(|tag| tag.contains("shoes, tax free")).count(), 1);
    assert!(html.contains("is no language code. Write one like sv or pt-BR."), "{html}");
    assert!(html.contains(&format!("with the id {}.", PersonId::from_random([2; 20]))));
    ids_are_told_apart_and_found(&html);
    assert!(!shown(PersonPage { person: None, ..page() }).contains("with the id"));
}
