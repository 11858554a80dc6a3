//! What somebody who takes calls shows to shoppers, for himself to say.

use domain::{
    locale::phrase::People,
    wire::console::{FaceForm, FacePage, Section},
};
use leptos::{html, prelude::*};

use super::{
    Frame,
    form::{ChangedNotice, Line, Problems, ProblemsNotice, SaveBar, Tick, live_form},
};
use crate::ui::{Avatar, Notice, Tone, texts};

/// The page of what one shows to shoppers.
#[component]
pub fn EditFace(
    /// What the page is made of.
    page: FacePage,
) -> impl IntoView {
    let frame = page.frame.clone();
    let heading = frame.phrases.text(domain::locale::phrase::Console::Face).to_owned();
    let lead = frame.phrases.text(People::FaceLead).to_owned();
    view! { <Frame frame heading lead><FaceFields page /></Frame> }
}

#[component]
fn FaceFields(page: FacePage) -> impl IntoView {
    let texts = texts();
    let FacePage { frame, tags, form, problems, changed, is_saved, is_unsaved } = page;
    if !frame.takes_calls {
        return view! {
            <section class="card console-empty">
                <h2>{texts.text(People::FaceOthersHeading)}</h2>
                <p>{texts.text(People::FaceOthersMore)}</p>
            </section>
        }
        .into_any();
    }
    Problems::provide(problems);
    let element = NodeRef::<html::Form>::new();
    let unsaved = live_form(element, is_unsaved);
    let here = format!("/o/{}/{}", frame.org, Section::Face.path());
    let FaceForm { is_public, photo, version } = form;
    let saved = is_saved.then(|| view! { <div role="status"><Notice tone=Tone::Good>{texts.text(People::FaceSaved)}</Notice></div> });
    let tags = if tags.is_empty() { texts.text(People::FaceNoTags) } else { texts.with(People::FaceTags, &tags.join(", ")) };
    view! {
        {saved}
        <form class="console-form" method="post" action=here.clone() novalidate node_ref=element>
            <input type="hidden" name="version" value=version.to_string() />
            <ProblemsNotice />
            <ChangedNotice changed at=here.clone() />
            <section class="card form-card">
                <div class="face-shown">
                    <Avatar name=frame.person_name.clone() />
                    <div>
                        <p class="face-name" dir="auto">{frame.person_name.clone()}</p>
                        <p class="muted small" dir="auto">{tags}</p>
                    </div>
                </div>
                <Tick name="public" value="1" label=texts.text(People::FaceTick) help=texts.text(People::FaceTickHelp) checked=is_public />
                <Line label=texts.text(People::Photo) name="photo" kind="url" value=photo help=texts.text(People::PhotoHelp) />
            </section>
            <SaveBar unsaved cancel=here.clone() />
        </form>
    }
    .into_any()
}
