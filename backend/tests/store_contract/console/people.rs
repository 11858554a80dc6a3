//! People, one at a time.

use backend::{
    Error,
    accounts::{self, AgentScope, SignInError},
    settings::{self, AddedPerson, PersonSettings, SaveError, add_person, remove_person, renew_password, save_person},
    store::Hint,
};
use domain::{
    PersonId,
    queue::Skills,
    wire::console::{NewPassword, PersonDraft, PersonForm, RoleChoice, Wrong},
};

use super::{PASSWORD, at, elsewhere, fill, listen, member, problem};
use crate::{
    on_every_store,
    samples::{count, org, person, queue, run},
    support::{NOW, TestStore},
};

on_every_store! {
    who_is_added_signs_in_with_the_password_that_was_shown;
    somebody_with_an_account_elsewhere_keeps_name_and_password;
    an_account_that_is_a_member_nowhere_gets_a_new_password;
    nobody_is_added_twice;
    roles_and_queues_are_changed_and_the_queues_forms_notice;
    who_takes_no_more_calls_serves_no_more_queue;
    a_save_over_a_newer_one_is_refused;
    only_an_owner_touches_owners;
    an_organisation_keeps_an_owner_however_many_leave_at_once;
    losing_ones_own_way_in_has_to_be_confirmed;
    a_new_password_ends_the_persons_sessions;
    who_belongs_to_another_organisation_too_is_neither_renamed_nor_given_a_password;
    who_is_removed_is_out_at_once_and_can_be_let_in_again;
    agents_see_and_change_nothing_and_people_of_elsewhere_are_not_there;
}

const MAKE_OWNER: &str = "
    INSERT INTO membership (org_id, person_id, is_owner, is_admin, is_agent, created_at) VALUES ($1, $2, 1, 0, 0, $3)
    ON CONFLICT (org_id, person_id) DO UPDATE SET is_owner = 1";
const AGENT: RoleChoice = RoleChoice { is_owner: false, is_admin: false, is_agent: true };
const ADMIN: RoleChoice = RoleChoice { is_owner: false, is_admin: true, is_agent: false };
const OWNER: RoleChoice = RoleChoice { is_owner: true, is_admin: false, is_agent: false };

fn draft(name: &str, roles: RoleChoice) -> PersonDraft {
    let email = format!("{}@shop.example", name.to_lowercase());
    PersonForm { name: name.into(), email, roles, ..PersonForm::default() }.read().expect("a person")
}

async fn stored(test: &TestStore, admin: &AgentScope, name: &str) -> PersonSettings {
    let people = settings::people_overview(&test.store, admin).await.expect("the people").people;
    people.into_iter().find(|person| person.email == format!("{name}@shop.example")).expect("the person is there")
}

async fn save(test: &TestStore, admin: &AgentScope, was: &PersonSettings, wanted: &PersonDraft) -> Result<(), SaveError> {
    save_person(&test.store, admin, &was.person, (&was.form().seen, NOW), wanted).await
}

async fn can_sign_in(test: &TestStore, name: &str, password: &str) -> Result<(), SignInError> {
    let email = format!("{name}@shop.example");
    accounts::sign_in(&test.store, &org(), &email, password, [192, 0, 2, 1].into()).await.map(drop)
}

fn generated(added: AddedPerson) -> String {
    match added.password {
        NewPassword::Generated(password) => password,
        NewPassword::AsBefore => panic!("no password was made"),
    }
}

async fn who_is_added_signs_in_with_the_password_that_was_shown(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let repairs = queue(&test.store, "repairs").await;
    let heard = listen(&test);
    let wanted = PersonDraft { queues: [repairs.clone()].into(), ..draft("Bruno", AGENT) };
    let added = add_person(&test.store, &adam, &wanted).await.expect("added");
    let id = added.person.clone();
    let password = generated(added);
    assert_eq!((password.len(), password.matches('-').count()), (24, 4), "{password}");
    can_sign_in(&test, "bruno", &password).await.expect("signed in");
    let bruno = stored(&test, &adam, "bruno").await;
    assert_eq!((bruno.name.as_str(), bruno.queues.len(), bruno.is_elsewhere), ("Bruno", 1, false));
    let heard = heard.lock().expect("a lock").clone();
    for hint in [Hint::Settings { org: org() }, Hint::Queue { org: org(), queue: repairs }, Hint::Agent { org: org(), person: id }] {
        assert!(heard.contains(&hint), "{hint:?} is not in {heard:?}");
    }
    let another = generated(add_person(&test.store, &adam, &draft("Carla", AGENT)).await.expect("added"));
    assert_ne!(another, password);
}

async fn somebody_with_an_account_elsewhere_keeps_name_and_password(test: TestStore) {
    fill(&test).await;
    elsewhere(&test).await;
    let adam = member(&test, "adam").await;
    let wanted = PersonDraft { name: "Ottokar".into(), ..draft("Otto", AGENT) };
    let added = add_person(&test.store, &adam, &wanted).await.expect("added");
    assert_eq!(added.password, NewPassword::AsBefore);
    let otto = stored(&test, &adam, "otto").await;
    assert_eq!((otto.name.as_str(), otto.is_elsewhere), ("Otto", true));
    can_sign_in(&test, "otto", PASSWORD).await.expect("signed in");
}

async fn an_account_that_is_a_member_nowhere_gets_a_new_password(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let anna = person(&test.store, "anna@shop.example").await;
    remove_person(&test.store, &olga, &anna).await.expect("removed");
    let added = add_person(&test.store, &olga, &draft("Anna", AGENT)).await.expect("added");
    assert_eq!(added.person, anna, "the account is the same");
    let password = generated(added);
    assert!(can_sign_in(&test, "anna", PASSWORD).await.is_err(), "who let the account in before knows a password that no longer counts");
    can_sign_in(&test, "anna", &password).await.expect("signed in");
}

async fn nobody_is_added_twice(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    assert_eq!(problem(add_person(&test.store, &olga, &draft("Anna", ADMIN)).await), at("email", Wrong::IsMember));
    can_sign_in(&test, "anna", PASSWORD).await.expect("nothing was changed");
}

async fn roles_and_queues_are_changed_and_the_queues_forms_notice(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let (floor, repairs) = (queue(&test.store, "floor").await, queue(&test.store, "repairs").await);
    let anna = stored(&test, &olga, "anna").await;
    let skills = Skills { tags: ["shoes".parse().expect("a tag")].into(), languages: ["sv".parse().expect("a language")].into() };
    let wanted = PersonDraft { name: "Anna B.".into(), queues: [repairs].into(), skills, ..draft("Anna", AGENT) };
    save(&test, &olga, &anna, &wanted).await.expect("saved");
    let now = stored(&test, &olga, "anna").await;
    assert_eq!((now.name.as_str(), &now.queues, &now.skills), ("Anna B.", &wanted.queues, &wanted.skills));
    assert_eq!((now.form().tags.as_str(), now.form().languages.as_str()), ("shoes", "sv"));
    let queues = settings::queue_overview(&test.store, &olga).await.expect("queues").queues;
    assert!(queues.iter().all(|queue| queue.version == 2), "a form that shows the agents of then must not be saved over this");
    assert!(queues.iter().all(|queue| (queue.queue.id == floor) == queue.agents.is_empty()));
}

async fn who_takes_no_more_calls_serves_no_more_queue(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let anna = stored(&test, &olga, "anna").await;
    save(&test, &olga, &anna, &draft("Anna", ADMIN)).await.expect("saved");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue_agent").await, 0);
    assert_eq!(RoleChoice::from(stored(&test, &olga, "anna").await.roles), ADMIN);
}

async fn a_save_over_a_newer_one_is_refused(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    let anna = stored(&test, &olga, "anna").await;
    let (by_olga, by_adam) = (draft("Anna", ADMIN), draft("Annabel", AGENT));
    let (one, other) = futures::join!(save(&test, &olga, &anna, &by_olga), save(&test, &adam, &anna, &by_adam));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    match one.and(other) {
        Err(SaveError::Changed(last)) => assert!(matches!(last.by.as_deref(), Some("Olga" | "Adam"))),
        other => panic!("{other:?}"),
    }
}

async fn only_an_owner_touches_owners(test: TestStore) {
    fill(&test).await;
    let (olga, adam) = (member(&test, "olga").await, member(&test, "adam").await);
    let owner = stored(&test, &adam, "olga").await;
    for outcome in [
        save(&test, &adam, &owner, &draft("Olga", ADMIN)).await,
        remove_person(&test.store, &adam, &owner.person).await,
        renew_password(&test.store, &adam, &owner.person).await.map(drop),
    ] {
        assert!(matches!(outcome, Err(SaveError::Store(Error::Forbidden("owner")))), "{outcome:?}");
    }
    let anna = stored(&test, &adam, "anna").await;
    assert_eq!(problem(save(&test, &adam, &anna, &draft("Anna", OWNER)).await), at("roles", Wrong::OwnersOnly));
    assert_eq!(problem(add_person(&test.store, &adam, &draft("Bruno", OWNER)).await), at("roles", Wrong::OwnersOnly));
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM membership WHERE is_owner = 1").await, 1);
    save(&test, &olga, &anna, &draft("Anna", OWNER)).await.expect("an owner may");
}

async fn an_organisation_keeps_an_owner_however_many_leave_at_once(test: TestStore) {
    fill(&test).await;
    let olga = member(&test, "olga").await;
    let last = stored(&test, &olga, "olga").await;
    assert_eq!(problem(remove_person(&test.store, &olga, &last.person).await), at("person", Wrong::LastOwner));
    assert_eq!(problem(save(&test, &olga, &last, &draft("Olga", ADMIN)).await), at("roles", Wrong::LastOwner));
    let anna = person(&test.store, "anna@shop.example").await;
    // Once is luck: where they run side by side, each has to be kept from looking before the other has acted.
    for _ in 0..20 {
        for owner in [&last.person, &anna] {
            run(&test.store, MAKE_OWNER, backend::params![org(), owner, NOW]).await.expect("an owner");
        }
        let (one, other) = futures::join!(remove_person(&test.store, &olga, &last.person), remove_person(&test.store, &olga, &anna));
        assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        assert_eq!(count(&test.store, "SELECT count(*) AS n FROM membership WHERE is_owner = 1").await, 1);
    }
}

async fn losing_ones_own_way_in_has_to_be_confirmed(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let me = stored(&test, &adam, "adam").await;
    assert_eq!(problem(save(&test, &adam, &me, &draft("Adam", AGENT)).await), at("roles", Wrong::ConfirmOwnLoss));
    save(&test, &adam, &me, &PersonDraft { is_sure: true, ..draft("Adam", AGENT) }).await.expect("saved");
}

async fn a_new_password_ends_the_persons_sessions(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let session = accounts::sign_in(&test.store, &org(), "anna@shop.example", PASSWORD, [192, 0, 2, 1].into()).await.expect("signed in");
    let password = renew_password(&test.store, &adam, &session.person).await.expect("a password");
    assert!(accounts::authenticate(&test.store, &session.token).await.expect("an answer").is_none());
    assert!(can_sign_in(&test, "anna", PASSWORD).await.is_err());
    can_sign_in(&test, "anna", &password).await.expect("signed in");
    let everywhere = [&password, PASSWORD].map(|secret| format!("%{secret}%"));
    let sql = "SELECT count(*) AS n FROM audit WHERE ids_json LIKE $1 OR ids_json LIKE $2";
    let told = test.store.reader().one(sql, backend::params![everywhere[0].as_str(), everywhere[1].as_str()]).await;
    assert_eq!(told.and_then(|row| row.int("n")).ok(), Some(0), "no password is in the audit");
}

async fn who_belongs_to_another_organisation_too_is_neither_renamed_nor_given_a_password(test: TestStore) {
    fill(&test).await;
    elsewhere(&test).await;
    let olga = member(&test, "olga").await;
    let adam = stored(&test, &olga, "adam").await;
    assert!(adam.is_elsewhere);
    let renamed = PersonDraft { name: "Adamo".into(), ..draft("Adam", ADMIN) };
    assert_eq!(problem(save(&test, &olga, &adam, &renamed).await), at("name", Wrong::BelongsElsewhere));
    assert_eq!(problem(renew_password(&test.store, &olga, &adam.person).await), at("password", Wrong::BelongsElsewhere));
    can_sign_in(&test, "adam", PASSWORD).await.expect("signed in");
    save(&test, &olga, &adam, &draft("Adam", AGENT)).await.expect("what he may do here is the organisation's business");
}

async fn who_is_removed_is_out_at_once_and_can_be_let_in_again(test: TestStore) {
    fill(&test).await;
    let adam = member(&test, "adam").await;
    let session = accounts::sign_in(&test.store, &org(), "anna@shop.example", PASSWORD, [192, 0, 2, 1].into()).await.expect("signed in");
    let heard = listen(&test);
    remove_person(&test.store, &adam, &session.person).await.expect("removed");
    assert!(accounts::authenticate(&test.store, &session.token).await.expect("an answer").is_none());
    assert!(matches!(can_sign_in(&test, "anna", PASSWORD).await, Err(SignInError::NoMembership)));
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue_agent").await, 0);
    let hint = Hint::Queue { org: org(), queue: queue(&test.store, "floor").await };
    assert!(heard.lock().expect("a lock").contains(&hint), "the queue that lost its agent was not told");
    add_person(&test.store, &adam, &draft("Anna", AGENT)).await.expect("added");
}

async fn agents_see_and_change_nothing_and_people_of_elsewhere_are_not_there(test: TestStore) {
    fill(&test).await;
    elsewhere(&test).await;
    let (anna, olga) = (member(&test, "anna").await, member(&test, "olga").await);
    let otto: PersonId = person(&test.store, "otto@shop.example").await;
    assert!(matches!(settings::people_overview(&test.store, &anna).await, Err(Error::Forbidden(_))));
    for outcome in [
        add_person(&test.store, &anna, &draft("Bruno", AGENT)).await.map(drop),
        save_person(&test.store, &anna, anna.person(), ("", NOW), &draft("Anna", OWNER)).await,
        remove_person(&test.store, &anna, olga.person()).await,
        renew_password(&test.store, &anna, olga.person()).await.map(drop),
    ] {
        assert!(matches!(outcome, Err(SaveError::Store(Error::Forbidden(_)))), "{outcome:?}");
    }
    for outcome in [
        save_person(&test.store, &olga, &otto, ("", NOW), &draft("Otto", AGENT)).await,
        remove_person(&test.store, &olga, &otto).await,
        renew_password(&test.store, &olga, &otto).await.map(drop),
    ] {
        assert!(matches!(outcome, Err(SaveError::Store(Error::Missing("person")))), "{outcome:?}");
    }
}
