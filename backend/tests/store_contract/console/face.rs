//! What members show to shoppers: only for themselves to say.

use backend::{
    Error,
    settings::{self, SaveError, own_face, save_face, save_person},
    store::Hint,
};
use domain::wire::console::{FaceDraft, PersonForm, Wrong};

use super::{fill, listen, member, problem};
use crate::{
    on_every_store,
    samples::{count, org},
    support::{NOW, TestStore},
};

on_every_store! {
    nobody_is_shown_who_has_not_agreed_and_what_he_says_is_kept;
    a_save_over_a_newer_one_changes_nothing;
    a_photo_comes_from_where_the_shops_pictures_come_from;
    an_admin_takes_it_back_and_can_never_agree_for_somebody;
    who_is_let_in_again_is_not_shown;
    who_takes_no_calls_has_nothing_to_show;
}

const SHOWN: &str = "SELECT count(*) AS n FROM membership WHERE is_public = 1";

fn draft(is_public: bool, photo: &str, version: i64) -> FaceDraft {
    FaceDraft { is_public, photo: photo.parse().ok(), version }
}

/// What an admin's form of Anna says, with this tick.
async fn admins_form(test: &TestStore, is_public: bool) -> Result<(), SaveError> {
    let adam = member(test, "adam").await;
    let overview = settings::people_overview(&test.store, &adam).await.expect("people");
    let anna = overview.people.into_iter().find(|person| person.name == "Anna").expect("Anna");
    let form = anna.form();
    let wanted = PersonForm { is_public, ..form.clone() }.read().expect("a person");
    save_person(&test.store, &adam, &anna.person, (&form.seen, NOW), &wanted).await
}

async fn nobody_is_shown_who_has_not_agreed_and_what_he_says_is_kept(test: TestStore) {
    fill(&test).await;
    let anna = member(&test, "anna").await;
    let at_first = own_face(&test.store, &anna).await.expect("a face");
    assert_eq!((at_first.form.is_public, at_first.form.photo.as_str(), at_first.form.version), (false, "", 0));
    assert_eq!(count(&test.store, SHOWN).await, 0);
    let hints = listen(&test);
    save_face(&test.store, &anna, &draft(true, "https://shop.example/anna.jpg", 0)).await.expect("saved");
    assert!(hints.lock().expect("hints").contains(&Hint::Agent { org: org(), person: anna.person().clone() }));
    let kept = own_face(&test.store, &anna).await.expect("a face").form;
    assert_eq!((kept.is_public, kept.photo.as_str(), kept.version), (true, "https://shop.example/anna.jpg", 1));
    save_face(&test.store, &anna, &draft(false, "", 1)).await.expect("saved");
    assert_eq!(count(&test.store, SHOWN).await, 0);
}

async fn a_save_over_a_newer_one_changes_nothing(test: TestStore) {
    fill(&test).await;
    let anna = member(&test, "anna").await;
    save_face(&test.store, &anna, &draft(true, "", 0)).await.expect("saved");
    for version in [0, -1, 7] {
        let refused = save_face(&test.store, &anna, &draft(false, "", version)).await;
        assert!(matches!(refused, Err(SaveError::Changed(_))), "{version}: {refused:?}");
    }
    assert_eq!(count(&test.store, SHOWN).await, 1);
}

async fn a_photo_comes_from_where_the_shops_pictures_come_from(test: TestStore) {
    fill(&test).await;
    let anna = member(&test, "anna").await;
    let refused = save_face(&test.store, &anna, &draft(true, "https://tracker.example/p.gif", 0)).await;
    assert_eq!(problem(refused), ("photo".to_owned(), Wrong::PhotoHost("https://tracker.example".to_owned())));
    let close = save_face(&test.store, &anna, &draft(true, "https://shop.example:8443/anna.jpg", 0)).await;
    assert_eq!(problem(close), ("photo".to_owned(), Wrong::PhotoHost("https://shop.example:8443".to_owned())));
    assert_eq!(count(&test.store, SHOWN).await, 0);
}

async fn an_admin_takes_it_back_and_can_never_agree_for_somebody(test: TestStore) {
    fill(&test).await;
    let anna = member(&test, "anna").await;
    admins_form(&test, true).await.expect("saved, and nothing of it");
    assert_eq!(count(&test.store, SHOWN).await, 0);
    save_face(&test.store, &anna, &draft(true, "https://shop.example/anna.jpg", 0)).await.expect("saved");
    admins_form(&test, true).await.expect("saved");
    assert_eq!(count(&test.store, SHOWN).await, 1);
    admins_form(&test, false).await.expect("saved");
    let kept = own_face(&test.store, &anna).await.expect("a face").form;
    assert_eq!((kept.is_public, kept.version), (false, 2), "and the form that Anna has open does not undo it");
    admins_form(&test, true).await.expect("saved");
    assert_eq!(count(&test.store, SHOWN).await, 0);
}

async fn who_is_let_in_again_is_not_shown(test: TestStore) {
    fill(&test).await;
    let (olga, anna) = (member(&test, "olga").await, member(&test, "anna").await);
    save_face(&test.store, &anna, &draft(true, "", 0)).await.expect("saved");
    settings::remove_person(&test.store, &olga, anna.person()).await.expect("removed");
    assert!(matches!(own_face(&test.store, &anna).await, Err(Error::Missing("person"))));
    let back = PersonForm { name: "Anna".into(), email: "anna@shop.example".into(), is_public: true, ..PersonForm::default() };
    let back = PersonForm { roles: domain::wire::console::RoleChoice { is_agent: true, ..Default::default() }, ..back };
    settings::add_person(&test.store, &olga, &back.read().expect("a person")).await.expect("added");
    assert_eq!(count(&test.store, SHOWN).await, 0);
}

async fn who_takes_no_calls_has_nothing_to_show(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let refused = save_face(&test.store, &adam, &draft(true, "", 0)).await;
    assert!(matches!(refused, Err(SaveError::Store(Error::Forbidden("agent")))), "{refused:?}");
}
