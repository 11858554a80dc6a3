//! How pages that know no ids name an organisation, and the keys that they show.

use backend::{Actor, settings};

use crate::{
    on_every_store,
    samples::{SETTINGS, fill, org},
    support::TestStore,
};

on_every_store! {
    slug_and_keys_are_kept_told_and_given_up_again;
    an_organisation_is_found_by_id_and_by_slug;
    a_slug_is_one_organisations_alone;
    what_makes_no_sense_is_refused_by_name;
}

async fn apply(test: &TestStore, text: &str) -> Result<String, String> {
    settings::apply(&test.store, &Actor::System, text).await.map(|diff| diff.to_string()).map_err(|error| error.to_string())
}

fn with(lines: &str) -> String {
    SETTINGS.replace("name = \"Sample shop\"", &format!("name = \"Sample shop\"\n{lines}"))
}

async fn slug_and_keys_are_kept_told_and_given_up_again(test: TestStore) {
    fill(&test.store).await;
    let text = with("slug = \"sample\"\npage_keys = [\"page-key-of-the-sample\", \"another-page-key-of-it\"]");
    let expected = "~ organisation slug: none -> sample\n\
                    ~ organisation page_keys: none -> another-page-key-of-it, page-key-of-the-sample";
    assert_eq!(apply(&test, &text).await.as_deref(), Ok(expected));
    assert_eq!(apply(&test, &text).await.as_deref(), Ok("nothing to change"));
    let kept = settings::organisation(&test.store, &org()).await.expect("an answer").expect("an organisation");
    assert_eq!((kept.slug.map(|slug| slug.to_string()).as_deref(), kept.page_keys.len()), (Some("sample"), 2));
    assert_eq!(apply(&test, SETTINGS).await.expect("applied").lines().count(), 2);
    assert_eq!(apply(&test, SETTINGS).await.as_deref(), Ok("nothing to change"));
}

async fn an_organisation_is_found_by_id_and_by_slug(test: TestStore) {
    fill(&test.store).await;
    apply(&test, &with("slug = \"sample\"")).await.expect("applied");
    let recent = settings::RecentSettings::default();
    for (named, is_there) in [("sampleshopsampleshop", true), ("sample", true), ("samples", false), ("aaaaaaaaaaaaaaaaaaaa", false)] {
        let found = recent.named(&test.store, &named.parse().expect("a channel")).await.expect("an answer");
        assert_eq!(found.map(|found| found.scope.org().clone()), is_there.then(org), "{named}");
    }
}

async fn a_slug_is_one_organisations_alone(test: TestStore) {
    fill(&test.store).await;
    apply(&test, &with("slug = \"sample\"")).await.expect("applied");
    let other =
        with("slug = \"sample\"").replace("sampleshopsampleshop", "othershopothershopot").replace("olga@shop.example", "otto@shop.example");
    assert_eq!(apply(&test, &other).await.expect_err("refused"), "another organisation has this slug");
    // Any number of them have none.
    apply(&test, &other.replace("slug = \"sample\"\n", "\n")).await.expect("applied");
    apply(&test, SETTINGS).await.expect("applied");
    assert!(apply(&test, &other).await.expect("applied").contains("none -> sample"));
}

async fn what_makes_no_sense_is_refused_by_name(test: TestStore) {
    fill(&test.store).await;
    let many: Vec<_> = (0..21).map(|number| format!("\"page-key-number-{number:02}\"")).collect();
    for (lines, words) in [
        ("slug = \"othershopothershopot\"".to_owned(), "may not look like an id"),
        ("slug = \"Sample shop\"".to_owned(), "a slug has"),
        ("page_keys = [\"short\"]".to_owned(), "a page key has 16 to 64"),
        (format!("page_keys = [{}]", many.join(", ")), "at most 20"),
    ] {
        let refused = apply(&test, &with(&lines)).await.expect_err("refused");
        assert!(refused.contains(words), "{refused}");
    }
}
