//! What admins configure in the console: the use cases of queues, hours and people.

mod catalogue;
mod catalogue_followed;
mod face;
mod history;
mod hours;
mod people;
mod purchases;
mod queues;

use std::sync::{Arc, Mutex};

use backend::{
    Actor,
    accounts::{self, AgentScope},
    settings::{self, SaveError},
    store::Hint,
};
use domain::{
    OrgId,
    wire::console::{FormProblem, Wrong},
};

use crate::{
    samples::{SETTINGS, org},
    support::TestStore,
};

/// The password of everybody who signs in.
const PASSWORD: &str = "a password of the shop";

/// The sample shop, whose people can sign in, with an admin beside owner and agent.
async fn fill(test: &TestStore) {
    let settings = SETTINGS
        .replace("\"owner of the shop\"", &format!("\"{PASSWORD}\""))
        .replace("roles = [\"agent\"]", &format!("roles = [\"agent\"]\npassword = \"{PASSWORD}\""));
    let admin = format!("\n[[people]]\nemail = \"adam@shop.example\"\nname = \"Adam\"\nroles = [\"admin\"]\npassword = \"{PASSWORD}\"\n");
    settings::apply(&test.store, &Actor::System, &[settings, admin].concat()).await.expect("the settings apply");
}

/// Somebody who signed in to the sample shop.
async fn member(test: &TestStore, name: &str) -> AgentScope {
    member_of(test, &org(), name).await
}

/// Somebody who signed in to this organisation.
async fn member_of(test: &TestStore, org: &OrgId, name: &str) -> AgentScope {
    let email = format!("{name}@shop.example");
    let session = accounts::sign_in(&test.store, org, &email, PASSWORD, [192, 0, 2, 1].into()).await.expect("signed in");
    let signed_in = accounts::authenticate(&test.store, &session.token).await.expect("an answer").expect("a session");
    signed_in.agent_in(org).expect("a member")
}

/// Another organisation on the same server, with one queue and the owner Otto; Adam is an agent there too.
async fn elsewhere(test: &TestStore) -> OrgId {
    let org = OrgId::from_random([3; 20]);
    let settings = format!(
        "[organisation]\nid = \"{org}\"\nname = \"Elsewhere\"\n\
         [[queues]]\nslug = \"desk\"\nname = \"Desk\"\ndefault = true\n\
         [[people]]\nemail = \"otto@shop.example\"\nname = \"Otto\"\nroles = [\"owner\"]\npassword = \"{PASSWORD}\"\n\
         [[people]]\nemail = \"adam@shop.example\"\nname = \"Adam\"\nroles = [\"agent\"]\n"
    );
    settings::apply(&test.store, &Actor::System, &settings).await.expect("the settings apply");
    org
}

/// What is hinted at from now on.
fn listen(test: &TestStore) -> Arc<Mutex<Vec<Hint>>> {
    let heard = Arc::new(Mutex::new(vec![]));
    let told = heard.clone();
    test.store.on_commit(Arc::new(move |hints| told.lock().expect("a lock").extend_from_slice(hints)));
    heard
}

/// The one problem that was in the way.
fn problem<T>(outcome: Result<T, SaveError>) -> (String, Wrong) {
    match outcome {
        Err(SaveError::Problems(problems)) => match <[FormProblem; 1]>::try_from(problems) {
            Ok([problem]) => (problem.field, problem.wrong),
            Err(problems) => panic!("not one problem: {problems:?}"),
        },
        Err(error) => panic!("{error}"),
        Ok(_) => panic!("nothing was in the way"),
    }
}

/// A field and what is wrong with it.
fn at(field: &str, wrong: Wrong) -> (String, Wrong) {
    (field.to_owned(), wrong)
}
