//! Who rings or talks with the agent: what the page told, and what is known of page, language and devices.

use domain::{
    identity::{Identity, IdentityProblem},
    locale::phrase::{Desk, Earlier},
    queue::Asks,
    shopper_data::Claim,
    wire::{AgentOnFloor, DeskView, ShopperCard},
};
use leptos::prelude::*;

use super::{earlier::EarlierCalls, model::DeskModel, record::CallNote, snapshots::Snapshots};
use crate::{
    client::language_name,
    ui::{Avatar, Glyph, Icon, Texts, texts},
};

/// Whom the desk is about now: the call's shopper, else the oldest ring's.
fn of_interest(view: &DeskView) -> Option<&ShopperCard> {
    let in_call = view.call.as_ref().map(|call| &call.shopper);
    in_call.or_else(|| view.rings.first().map(|ring| &ring.shopper))
}

/// An address that is safe to follow.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let starts_with = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (starts_with("https://") || starts_with("http://")).then_some(url)
}

/// The panel about the shopper.
#[component]
pub fn Shopper(
    /// The desk.
    desk: DeskModel,
) -> impl IntoView {
    let texts = texts();
    let card = Memo::new(move |_| desk.view.with(|view| view.as_ref().and_then(of_interest).cloned()));
    let agent = Memo::new(move |_| card.with(|card| desk.view.with(|view| asked_agent(card.as_ref()?, view.as_ref()?))));
    let content = move || match card.get() {
        Some(card) => view! { <Card card agent=agent.get() /> }.into_any(),
        None => view! { <p class="desk-quiet">{texts.text(Desk::ShopperNobody)}</p> }.into_any(),
    };
    view! {
        <section class="desk-shopper" aria-labelledby="shopper-heading">
            <h2 class="desk-heading" id="shopper-heading">{texts.text(Desk::ShopperHeading)}</h2>
            <Snapshots desk />
            {content}
            <EarlierCalls desk />
            <CallNote desk />
        </section>
    }
}

#[component]
fn Card(card: ShopperCard, agent: Option<AskedAgent>) -> impl IntoView {
    let texts = texts();
    let asks = asks(&card.asks, agent, texts);
    let tag = card.language.clone();
    let language = RwSignal::new(tag.clone());
    Effect::new(move |_| {
        if let Some(name) = language_name(&tag, &texts.language()) {
            language.set(name);
        }
    });
    let devices = match (card.has_camera, card.has_microphone) {
        (true, true) => Desk::WithBoth,
        (true, false) => Desk::WithCamera,
        (false, true) => Desk::WithMicrophone,
        (false, false) => Desk::WithNeither,
    };
    let name = card.name.clone().unwrap_or_else(|| texts.text(Desk::SomeShopper));
    let avatar = card.name.clone().unwrap_or_default();
    view! {
        <p class="shopper-name"><Avatar name=avatar /><span>{name}</span></p>
        <dl class="facts">
            <div>
                <dt>{texts.text(Desk::CurrentPage)}</dt>
                <dd>{page(&card, texts)}</dd>
            </div>
            <div>
                <dt>{texts.text(Desk::ShopperLanguage)}</dt>
                <dd>{move || language.get()}</dd>
            </div>
            <div>
                <dt>{texts.text(Desk::CameraAndMicrophone)}</dt>
                <dd>{texts.text(devices)}</dd>
            </div>
            {asks}
        </dl>
        {card.identity.map(|identity| vouched(identity, texts))}
        <h3 class="shopper-claims-heading">{texts.text(Desk::ClaimsHeading)}</h3>
        <Claims claims=card.claims />
    }
}

/// The agent whom a call asks for: by name where the desk knows him.
type AskedAgent = Option<String>;

fn asked_agent(card: &ShopperCard, view: &DeskView) -> Option<AskedAgent> {
    let asked = card.asks.agent.as_ref()?;
    Some(view.agents.iter().find(|agent| agent.person == *asked).map(|AgentOnFloor { name, .. }| name.clone()))
}

/// What the call asks for, if for anything.
fn asks(asks: &Asks, agent: Option<AskedAgent>, texts: Texts) -> Option<AnyView> {
    let tags: Vec<_> = asks.tags.iter().map(|tag| view! { <span class="chip" dir="auto">{tag.to_string()}</span> }).collect();
    if tags.is_empty() && agent.is_none() {
        return None;
    }
    let agent = agent.map(|agent| match agent {
        Some(name) => texts.with(Earlier::AsksForAgent, &name),
        None => texts.text(Earlier::AsksForSomebody),
    });
    Some(
        view! {
            <div>
                <dt>{texts.text(Earlier::AsksFor)}</dt>
                <dd class="shopper-asks">{tags} {agent.map(|words| view! { <span>{words}</span> })}</dd>
            </div>
        }
        .into_any(),
    )
}

fn page(card: &ShopperCard, texts: Texts) -> AnyView {
    let title = card.page_title.clone();
    match card.page_url.as_deref().and_then(web_address) {
        Some(url) => {
            let words = title.unwrap_or_else(|| url.to_owned());
            view! {
                <a class="link" href=url.to_owned() target="_blank" rel="noopener noreferrer">
                    <span>{words}</span>
                    <Icon glyph=Glyph::External />
                    <span class="visually-hidden">{[" (", &texts.text(Desk::OpensNewTab), ")"].concat()}</span>
                </a>
            }
            .into_any()
        }
        None => title.unwrap_or_else(|| texts.text(Desk::PageUnknown)).into_any(),
    }
}

/// What the shop's own server says of the shopper, or that its word does not hold.
pub(crate) fn vouched(identity: Identity, texts: Texts) -> AnyView {
    let claims = match identity {
        Identity::Verified(claims) => claims,
        Identity::Refused(problem) => {
            return view! {
                <p class="shopper-refused" role="note"><Icon glyph=Glyph::Info /><span>{texts.text(refusal(problem))}</span></p>
            }
            .into_any();
        }
    };
    view! {
        <h3 class="shopper-claims-heading">{texts.text(Desk::IdentityHeading)}</h3>
        <p class="shopper-verified"><Icon glyph=Glyph::Check /><span>{texts.text(Desk::IdentityVerified)}</span></p>
        <dl class="facts">{rows(claims, texts)}</dl>
    }
    .into_any()
}

/// Why the shop's word says nothing, for who talks with the shopper.
const fn refusal(problem: IdentityProblem) -> Desk {
    match problem {
        IdentityProblem::NoKey => Desk::IdentityNoKey,
        IdentityProblem::Expired => Desk::IdentityExpired,
        IdentityProblem::Malformed | IdentityProblem::Forged | IdentityProblem::OtherAudience | IdentityProblem::TooLong => {
            Desk::IdentityRefused
        }
    }
}

fn rows(claims: Vec<Claim>, texts: Texts) -> Vec<impl IntoView> {
    let row = move |claim: Claim| {
        let label = claim_label(&claim.key).map_or(claim.key, |known| texts.text(known));
        view! {
            <div>
                <dt dir="auto">{label}</dt>
                <dd dir="auto">{claim.value}</dd>
            </div>
        }
    };
    claims.into_iter().map(row).collect()
}

#[component]
fn Claims(claims: Vec<Claim>) -> impl IntoView {
    let texts = texts();
    if claims.is_empty() {
        return view! { <p class="desk-quiet">{texts.text(Desk::ClaimsNothing)}</p> }.into_any();
    }
    view! {
        <p class="shopper-claimed"><Icon glyph=Glyph::Info /><span>{texts.text(Desk::ClaimedByPage)}</span></p>
        <dl class="facts">{rows(claims, texts)}</dl>
    }
    .into_any()
}

/// The words for a key with a meaning of its own; any other key is shown as the page wrote it.
pub(crate) fn claim_label(key: &str) -> Option<Desk> {
    Some(match key {
        "firstName" => Desk::ClaimFirstName,
        "lastName" => Desk::ClaimLastName,
        "email" => Desk::ClaimEmail,
        "phone" => Desk::ClaimPhone,
        "externalId" => Desk::ClaimExternalId,
        "language" => Desk::ClaimLanguage,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use domain::shopper_data::KNOWN_KEYS;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_address("HTTPS://shop.test/a"), Some("HTTPS://shop.test/a"));
        for url in ["javascript:alert(1)", " https://shop.test", "//shop.test", "data:text/html,x", "http:/", "é"] {
            assert_eq!(web_address(url), None, "{url}");
        }
    }

    #[test]
    fn every_known_key_has_words() {
        assert!(KNOWN_KEYS.iter().all(|key| claim_label(key).is_some()));
        assert_eq!(claim_label("basket"), None);
    }

    #[test]
    fn the_calls_shopper_comes_before_a_ringing_one() {
        let mut view = samples::in_call(true);
        view.rings = samples::ringing().rings;
        view.rings[0].shopper.name = Some("Somebody else".into());
        assert_eq!(of_interest(&view).and_then(|card| card.name.as_deref()), Some("Joe Doe"));
        assert_eq!(of_interest(&samples::busy()), None);
    }
}
