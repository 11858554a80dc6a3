//! An agent searches the shop: its page is on the shopper's side, so question and answer go directly between the two. Where the page
//! does not search, the server looks into the catalogue.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use domain::{ParticipantId, call::Role, product::SearchResults};
use leptos::{prelude::*, task::spawn_local};

use super::{super::remote::change, CallRoom, Inner, Remote};
use crate::{
    client::sleep,
    media::channel::{Direct, Found},
};

/// How long the page may take to answer.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);

/// What the page is asked to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSearch {
    /// Names the question.
    pub id: u32,
    /// The agent who asks.
    pub by: ParticipantId,
    /// What is looked for.
    pub term: String,
    /// Which page of results; 1 is the first.
    pub page: u32,
}

/// What an agent knows of the last search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    id: u32,
    /// What is looked for.
    pub term: String,
    /// Which page of results was asked for.
    pub page: u32,
    /// How far it is.
    pub state: SearchState,
    /// Whether the catalogue is looked into, and not the shopper's page asked.
    pub in_catalogue: bool,
}

/// How far a search is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SearchState {
    /// The page has been asked.
    Asked,
    /// It answered.
    Found(SearchResults),
    /// It could not, perhaps in its words.
    Failed(Option<String>),
    /// It did not answer in time, or cannot be reached.
    NoAnswer,
}

/// What answers searches on the shopper's side.
type Asker = Rc<dyn Fn(AskedSearch)>;

/// Both sides of a search; each page is on one of them.
#[derive(Default)]
pub(super) struct Searches {
    last: ArcRwSignal<Option<Search>>,
    count: Cell<u32>,
    ask: RefCell<Option<Asker>>,
}

impl CallRoom {
    /// The last search of this agent; reactive.
    pub fn searched(&self) -> Option<Search> {
        self.inner.searches.last.get()
    }

    /// Asks the shopper's page, at once or as soon as it can be reached. Whatever was asked before no longer counts.
    pub fn search(&self, term: &str, page: u32) {
        let id = self.inner.searches.next();
        let shopper = self.inner.others.borrow().iter().find(|other| other.remote.role == Role::Shopper).map(|other| other.remote.clone());
        let state = if shopper.is_some() { SearchState::Asked } else { SearchState::NoAnswer };
        self.begin_search(Search { id, term: term.to_owned(), page, state, in_catalogue: false });
        if let Some(shopper) = shopper {
            self.inner.greet_with_search(&shopper);
        }
    }

    /// The server is asked what the catalogue has; answers the name of the question. Whatever was asked before no longer counts.
    pub fn search_catalogue(&self, term: &str, page: u32) -> u32 {
        let id = self.inner.searches.next();
        self.begin_search(Search { id, term: term.to_owned(), page, state: SearchState::Asked, in_catalogue: true });
        id
    }

    /// The server has answered.
    pub fn found_in_catalogue(&self, id: u32, results: SearchResults) {
        self.inner.searches.settle(id, SearchState::Found(results));
    }

    fn begin_search(&self, search: Search) {
        let id = search.id;
        self.inner.searches.last.set(Some(search));
        let weak = Rc::downgrade(&self.inner);
        spawn_local(async move {
            sleep(ANSWER_WITHIN).await;
            if let Some(inner) = weak.upgrade() {
                inner.searches.settle(id, SearchState::NoAnswer);
            }
        });
    }

    /// Forgets the last search.
    pub fn clear_search(&self) {
        change(&self.inner.searches.last, None);
    }

    /// From now on this answers what agents look for.
    pub fn on_search(&self, ask: impl Fn(AskedSearch) + 'static) {
        self.inner.searches.ask.replace(Some(Rc::new(ask)));
    }

    /// The page has answered.
    pub fn answer_search(&self, asked: &AskedSearch, found: Found) {
        self.inner.tell(&asked.by, &Direct::Found { id: asked.id, found });
    }
}

impl Searches {
    /// A name for the next question.
    fn next(&self) -> u32 {
        let id = self.count.get() + 1;
        self.count.set(id);
        id
    }

    /// The first answer to the last question counts.
    fn settle(&self, id: u32, state: SearchState) {
        let is_open = |last: &Option<Search>| last.as_ref().is_some_and(|last| last.id == id && last.state == SearchState::Asked);
        if self.last.with_untracked(is_open) {
            self.last.update(|last| {
                if let Some(last) = last {
                    last.state = state;
                }
            });
        }
    }
}

impl Inner {
    /// Asks the shopper's page what is open. A page that has just come was not asked, whatever the one before it heard.
    pub(super) fn greet_with_search(&self, remote: &Remote) {
        let open = |last: &Option<Search>| last.clone().filter(|last| last.state == SearchState::Asked && !last.in_catalogue);
        if let Some(Search { id, term, page, .. }) = self.searches.last.with_untracked(open).filter(|_| remote.role == Role::Shopper) {
            self.tell(&remote.id, &Direct::Search { id, term, page });
        }
    }

    pub(super) fn hear_search(&self, remote: &Remote, id: u32, term: String, page: u32) {
        let ask = self.searches.ask.borrow().clone();
        if let Some(ask) = ask.filter(|_| remote.role == Role::Agent) {
            ask(AskedSearch { id, by: remote.id.clone(), term, page });
        }
    }

    pub(super) fn hear_found(&self, remote: &Remote, id: u32, found: Found) {
        if remote.role == Role::Shopper {
            self.searches.settle(
                id,
                match found {
                    Found::Results(results) => SearchState::Found(results),
                    Found::Failed(words) => SearchState::Failed(words),
                },
            );
        }
    }
}
