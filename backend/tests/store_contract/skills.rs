//! What agents know and speak, and who of a queue is asked first: in the file, in the form, and in the store.

use backend::{Actor, settings};
use domain::{
    queue::{First, Preference, Skills},
    wire::console::PersonForm,
};

use crate::{
    on_every_store,
    samples::{SETTINGS, fill},
    support::TestStore,
};

on_every_store! {
    skills_are_kept_told_and_given_up_again;
    skills_and_times_that_make_no_sense_are_refused_by_name;
}

async fn apply(test: &TestStore, text: &str) -> Result<String, String> {
    settings::apply(&test.store, &Actor::System, text).await.map(|diff| diff.to_string()).map_err(|error| error.to_string())
}

fn annas(more: &str) -> String {
    SETTINGS.replace("name = \"Anna\"", &format!("name = \"Anna\"\n{more}"))
}

async fn skills_are_kept_told_and_given_up_again(test: TestStore) {
    fill(&test.store).await;
    let text = annas("tags = [\"Shoes\", \"tax free\"]\nlanguages = [\"sv\", \"pt_br\"]")
        .replace("name = \"Repairs\"", "name = \"Repairs\"\nasked_first = { first = \"tags\", only = true, seconds = 45 }");
    let diff = apply(&test, &text).await.expect("applied");
    let expected = "~ person anna@shop.example: tags: none -> shoes, tax free\n\
                    ~ person anna@shop.example: languages: none -> pt-BR, sv\n\
                    ~ queue repairs: asked_first: anybody, 30 s -> tags only, 45 s";
    assert_eq!(diff, expected);
    assert_eq!(apply(&test, &text).await.as_deref(), Ok("nothing to change"));
    assert_eq!(apply(&test, SETTINGS).await.expect("applied").lines().count(), 3);
    assert_eq!(apply(&test, SETTINGS).await.as_deref(), Ok("nothing to change"));
}

async fn skills_and_times_that_make_no_sense_are_refused_by_name(test: TestStore) {
    fill(&test.store).await;
    let many = (0..21).map(|number| format!("\"t{number}\"")).collect::<Vec<_>>().join(", ");
    let long = format!("tags = [\"{}\"]", "x".repeat(65));
    for (text, words) in [
        (annas(&long), "a tag is a word or a few"),
        (annas(&format!("tags = [{many}]")), "at most 20 tags, not 21"),
        (annas("languages = [\"Swedish?\"]"), "anna@shop.example: languages: \"Swedish?\""),
        (
            SETTINGS.replace("name = \"Repairs\"", "name = \"Repairs\"\nasked_first = { first = \"tags\", seconds = 601 }"),
            "at most 600, not 601",
        ),
        (SETTINGS.replace("name = \"Repairs\"", "name = \"Repairs\"\nasked_first = { first = \"nobody\" }"), "nobody"),
        (SETTINGS.replace("name = \"Repairs\"", "name = \"Repairs\"\nasked_first = { who = \"tags\" }"), "who"),
    ] {
        let refused = apply(&test, &text).await.expect_err("refused");
        assert!(refused.contains(words), "{refused}");
    }
}

#[test]
fn what_a_file_leaves_out_is_what_a_form_leaves_out() {
    assert_eq!(Preference::default(), Preference { first: First::Anybody, only: false, seconds: 30 });
    assert_eq!(PersonForm::default().with_skills(&Skills::default()), PersonForm::default());
}
