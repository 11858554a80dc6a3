//! Applying a settings file.

use backend::{
    Actor, Error,
    accounts::{self, Roles},
    settings,
};
use domain::OrgId;

use crate::{
    on_every_store,
    samples::{SETTINGS, count, draw, fill, org, person, queue, ticket},
    support::TestStore,
};

on_every_store! {
    a_file_makes_the_organisation_and_applying_it_again_changes_nothing;
    a_changed_file_changes_what_it_says_and_tells_it;
    an_organisation_goes_through_relays_only_when_its_file_says_so;
    locales_are_kept_told_and_given_up_again;
    a_queue_keeps_its_own_ring_time_and_gives_it_up_again;
    hours_and_rules_are_kept_told_and_given_up_again;
    hours_and_limits_that_make_no_sense_are_refused_by_name;
    another_queue_can_become_the_default;
    a_file_with_one_mistake_changes_nothing_at_all;
    a_queue_with_history_is_not_removed;
    a_password_is_set_once_and_never_replaced;
    whoever_loses_the_agents_role_no_longer_serves_a_queue;
    an_organisation_keeps_an_owner;
    an_agent_may_not_configure_and_an_admin_may_not_name_owners;
}

async fn apply(test: &TestStore, text: &str) -> backend::Result<String> {
    settings::apply(&test.store, &Actor::System, text).await.map(|diff| diff.to_string())
}

async fn a_file_makes_the_organisation_and_applying_it_again_changes_nothing(test: TestStore) {
    let diff = apply(&test, SETTINGS).await.expect("applied");
    for line in [
        "+ organisation Sample shop (sampleshopsampleshop)",
        "+ site https://shop.example",
        "+ person anna@shop.example",
        "~ person anna@shop.example: roles: none -> agent",
        "+ queue floor",
        "+ queue floor: agent anna@shop.example",
    ] {
        assert!(diff.lines().any(|told| told == line), "{line} is not in\n{diff}");
    }
    assert_eq!(apply(&test, SETTINGS).await.ok().as_deref(), Some("nothing to change"));

    let scope = accounts::shopper_scope(&test.store, &org()).await.expect("an answer").expect("an organisation");
    let queues = settings::queues(&test.store, &scope).await.expect("queues");
    let told: Vec<_> = queues.iter().map(|queue| (queue.name.as_str(), queue.is_default, queue.ring_seconds)).collect();
    assert_eq!(told, [("Floor", true, None), ("Repairs", false, None)]);
    assert_eq!(settings::sites(&test.store, &scope).await.ok(), Some(vec!["https://shop.example".parse().expect("an origin")]));
    let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!((organisation.name.as_str(), organisation.version), ("Sample shop", 1));
}

async fn a_changed_file_changes_what_it_says_and_tells_it(test: TestStore) {
    fill(&test.store).await;
    let text = SETTINGS
        .replace("name = \"Sample shop\"", "name = \"Better shop\"")
        .replace("https://shop.example", "https://better.example")
        .replace("name = \"Repairs\"", "name = \"Repairs\"\nring_seconds = 45\nagents = [\"anna@shop.example\"]")
        .replace("name = \"Anna\"", "name = \"Anna B.\"");
    let diff = apply(&test, &text).await.expect("applied");
    let expected = "~ organisation name: Sample shop -> Better shop\n\
                    - site https://shop.example\n\
                    + site https://better.example\n\
                    ~ person anna@shop.example: name: Anna -> Anna B.\n\
                    ~ queue repairs: ring_seconds: the organisation's -> 45\n\
                    + queue repairs: agent anna@shop.example";
    assert_eq!(diff, expected);
    let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!(organisation.version, 2);
}

async fn an_organisation_goes_through_relays_only_when_its_file_says_so(test: TestStore) {
    fill(&test.store).await;
    assert_eq!(settings::relay_only(&test.store).await.ok(), Some(vec![]));
    let relayed = SETTINGS.replace("name = \"Sample shop\"", "name = \"Sample shop\"\nrelay_only = true");
    assert_eq!(apply(&test, &relayed).await.ok().as_deref(), Some("~ organisation relay_only: false -> true"));
    assert_eq!(apply(&test, &relayed).await.ok().as_deref(), Some("nothing to change"));
    assert_eq!(settings::relay_only(&test.store).await.ok(), Some(vec![org()]));
    assert_eq!(apply(&test, SETTINGS).await.ok().as_deref(), Some("~ organisation relay_only: true -> false"));
}

async fn locales_are_kept_told_and_given_up_again(test: TestStore) {
    fill(&test.store).await;
    let with = |locales: &str| SETTINGS.replace("name = \"Sample shop\"", &format!("name = \"Sample shop\"\nlocales = {locales}"));
    let swedish = with("[\"sv-SE\", \"en-GB\"]");
    assert_eq!(apply(&test, &swedish).await.ok().as_deref(), Some("~ organisation locales: en-US -> sv-SE, en-GB"));
    assert_eq!(apply(&test, &swedish).await.ok().as_deref(), Some("nothing to change"));
    let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!(organisation.locales.choose(None).tag.as_str(), "sv-SE");
    for (wrong, named) in [("[]", "at least one locale"), ("[\"en\", \"de-DE\"]", "no texts in de-DE"), ("[\"!\"]", "a language tag is")] {
        let message = apply(&test, &with(wrong)).await.expect_err("refused").to_string();
        assert!(message.contains(named) && message.contains("line"), "{message}");
    }
    assert_eq!(apply(&test, SETTINGS).await.ok().as_deref(), Some("~ organisation locales: sv-SE, en-GB -> en-US"));
}

async fn a_queue_keeps_its_own_ring_time_and_gives_it_up_again(test: TestStore) {
    fill(&test.store).await;
    let of_org = |seconds: u32| SETTINGS.replace("name = \"Sample shop\"", &format!("name = \"Sample shop\"\nring_seconds = {seconds}"));
    let own = of_org(40).replace("name = \"Repairs\"", "name = \"Repairs\"\nring_seconds = 40");
    let expected = "~ organisation ring_seconds: 20 -> 40\n~ queue repairs: ring_seconds: the organisation's -> 40";
    assert_eq!(apply(&test, &own).await.ok().as_deref(), Some(expected));
    // Its own is its own even while both are the same.
    let text = own.replacen("ring_seconds = 40", "ring_seconds = 50", 1);
    assert_eq!(apply(&test, &text).await.ok().as_deref(), Some("~ organisation ring_seconds: 40 -> 50"));
    let repairs = "SELECT count(*) AS n FROM queue WHERE slug = 'repairs' AND ring_seconds = 40";
    assert_eq!(count(&test.store, repairs).await, 1);
    assert_eq!(apply(&test, &of_org(50)).await.ok().as_deref(), Some("~ queue repairs: ring_seconds: 40 -> the organisation's"));
    assert_eq!(apply(&test, &of_org(50)).await.ok().as_deref(), Some("nothing to change"));
}

async fn hours_and_rules_are_kept_told_and_given_up_again(test: TestStore) {
    fill(&test.store).await;
    let text = SETTINGS
        .replace("name = \"Sample shop\"", "name = \"Sample shop\"\nhours = { zone = \"Europe/Oslo\", weekly = { monday = [\"09:00-17:00\"] } }")
        .replace(
            "name = \"Repairs\"",
            "name = \"Repairs\"\nhours = \"always\"\nrouting = \"widening\"\nwhen_closed = \"wait\"\nwhen_nobody = \"refuse\"\nmost_waiting = 5\n\
             wrap_up_seconds = 45\ncall_backs = false",
        );
    let diff = apply(&test, &text).await.expect("applied");
    for line in [
        "~ queue repairs: hours: the organisation's -> always",
        "~ queue repairs: routing: all -> widening",
        "~ queue repairs: when_closed: refuse -> wait",
        "~ queue repairs: when_nobody: wait -> refuse",
        "~ queue repairs: most_waiting: none -> 5",
        "~ queue repairs: wrap_up_seconds: 0 -> 45",
        "~ queue repairs: call_backs: true -> false",
    ] {
        assert!(diff.lines().any(|told| told == line), "{line} is not in\n{diff}");
    }
    assert!(diff.contains("~ organisation hours: always -> ") && diff.contains("Europe/Oslo"), "{diff}");
    assert_eq!(apply(&test, &text).await.ok().as_deref(), Some("nothing to change"));
    let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!(organisation.schedule.as_ref().map(|schedule| schedule.zone().as_str()), Some("Europe/Oslo"));
    apply(&test, SETTINGS).await.expect("applied");
    let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!(organisation.schedule, None);
}

async fn hours_and_limits_that_make_no_sense_are_refused_by_name(test: TestStore) {
    fill(&test.store).await;
    for (lines, words) in [
        ("hours = { zone = \"Europe/Stokholm\" }", "unknown time zone Europe/Stokholm"),
        ("hours = { zone = \"UTC\", weekly = { monday = [\"9-17\"] } }", "9-17"),
        ("hours = \"sometimes\"", "queue repairs: hours are \"organisation\", \"always\" or a table"),
        ("most_waiting = 0", "at least 1"),
        ("most_waiting = 20000", "at most 10000"),
        ("wrap_up_seconds = 2000", "at most 1800"),
        ("routing = \"loudest\"", "loudest"),
    ] {
        let text = SETTINGS.replace("name = \"Repairs\"", &format!("name = \"Repairs\"\n{lines}"));
        let refused = apply(&test, &text).await.expect_err("refused").to_string();
        assert!(refused.contains(words), "{lines}: {refused}");
    }
}

async fn another_queue_can_become_the_default(test: TestStore) {
    fill(&test.store).await;
    let text = SETTINGS.replace("default = true\n", "").replace("name = \"Repairs\"", "name = \"Repairs\"\ndefault = true");
    apply(&test, &text).await.expect("applied");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue WHERE is_default = 1 AND slug = 'repairs'").await, 1);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue WHERE is_default = 1").await, 1);
}

async fn a_file_with_one_mistake_changes_nothing_at_all(test: TestStore) {
    fill(&test.store).await;
    let renamed = SETTINGS.replace("Sample shop", "Better shop");
    for (mistake, named) in [
        (renamed.replace("\nagents = [\"anna@shop.example\"]", "\nagents = [\"nobody@shop.example\"]"), "nobody@shop.example"),
        (renamed.replace("default = true\n", ""), "default = true"),
        (renamed.replace("slug = \"repairs\"", "slug = \"floor\""), "floor stands in the file twice"),
        (renamed.replace("roles = [\"agent\"]", "roles = [\"wizard\"]"), "wizard"),
        (renamed.replace("name = \"Repairs\"", "name = \"Repairs\"\nring_seconds = 1"), "ring_seconds is between 5 and 120"),
        (renamed.replace("\"owner of the shop\"", "\"short\""), "at least 12 characters"),
    ] {
        let message = apply(&test, &mistake).await.expect_err("refused").to_string();
        assert!(message.contains(named), "{named} is not in: {message}");
        let organisation = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
        assert_eq!(organisation.name, "Sample shop");
    }
}

async fn a_queue_with_history_is_not_removed(test: TestStore) {
    fill(&test.store).await;
    let (without, _) = SETTINGS.split_once("[[queues]]\nslug = \"repairs\"").expect("two queues");
    let without = without.to_owned();
    let repairs = queue(&test.store, "repairs").await;
    draw(&test.store, &ticket(), &repairs).await;
    let message = apply(&test, &without).await.expect_err("refused").to_string();
    assert!(message.contains("queue repairs has had tickets"), "{message}");
    crate::samples::run(&test.store, "DELETE FROM ticket", vec![]).await.expect("no tickets");
    assert_eq!(apply(&test, &without).await.ok().as_deref(), Some("- queue repairs"));
}

async fn a_password_is_set_once_and_never_replaced(test: TestStore) {
    fill(&test.store).await;
    let text = SETTINGS
        .replace("owner of the shop", "another password")
        .replace("roles = [\"agent\"]", "roles = [\"agent\"]\npassword = \"agent of the shop\"");
    assert_eq!(apply(&test, &text).await.ok().as_deref(), Some("+ person anna@shop.example: password"));
    let from = [192, 0, 2, 1].into();
    assert!(accounts::sign_in(&test.store, &org(), "olga@shop.example", "owner of the shop", from).await.is_ok());
    assert!(accounts::sign_in(&test.store, &org(), "anna@shop.example", "agent of the shop", from).await.is_ok());
}

async fn whoever_loses_the_agents_role_no_longer_serves_a_queue(test: TestStore) {
    fill(&test.store).await;
    let text = "[organisation]\nid = \"sampleshopsampleshop\"\nname = \"Sample shop\"\n\
                [[people]]\nemail = \"anna@shop.example\"\nname = \"Anna\"\nroles = []\n";
    assert_eq!(apply(&test, text).await.ok().as_deref(), Some("~ person anna@shop.example: roles: agent -> none"));
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue_agent").await, 0);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM membership").await, 1);
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM queue").await, 2, "lists that are not in the file are left alone");
}

async fn an_organisation_keeps_an_owner(test: TestStore) {
    let message = apply(&test, &SETTINGS.replace("roles = [\"owner\"]", "roles = [\"admin\"]")).await.expect_err("refused").to_string();
    assert!(message.contains("needs an owner"), "{message}");
    assert_eq!(count(&test.store, "SELECT count(*) AS n FROM organisation").await, 0);
}

async fn an_agent_may_not_configure_and_an_admin_may_not_name_owners(test: TestStore) {
    fill(&test.store).await;
    let anna = person(&test.store, "anna@shop.example").await;
    let as_role = |roles: Roles, org: OrgId| Actor::Person { person: anna.clone(), org: Some(org), roles };
    let admin = Roles { is_admin: true, ..Roles::default() };
    let owner = Roles { is_owner: true, ..Roles::default() };
    let agent = Roles { is_agent: true, ..Roles::default() };
    for actor in [
        as_role(agent, org()),
        as_role(admin, org()),
        as_role(owner, OrgId::from_random([3; 20])),
        Actor::Guest,
        Actor::Shopper { ticket: None },
    ] {
        let outcome = settings::apply(&test.store, &actor, SETTINGS).await;
        assert!(matches!(outcome, Err(Error::Forbidden(_))), "{actor:?}");
    }
    let text = "[organisation]\nid = \"sampleshopsampleshop\"\nname = \"Better shop\"\n";
    assert!(settings::apply(&test.store, &as_role(admin, org()), text).await.is_ok());
    assert!(settings::apply(&test.store, &as_role(owner, org()), SETTINGS).await.is_ok());
}
