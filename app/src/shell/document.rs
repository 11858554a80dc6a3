//! A page as one HTML text.

use domain::wire::{ConsolePage, WidgetPage};
use leptos::prelude::*;
use serde::Serialize;

use super::{BundleAssets, DATA_ID, HydrationAssets, ROOT_ID};
use crate::{console::ConsoleRoot, start::StartPage};

/// What a document needs besides its page.
pub struct Document<'a> {
    /// Where the bundles are.
    pub assets: &'a HydrationAssets,
    /// The theme as a style sheet of custom properties.
    pub theme_css: &'a str,
    /// Marks the scripts and styles of this very answer (CSP level 3).
    pub nonce: &'a str,
    /// Scripts to run before anything else, inline: the frame's half of the handshake with the merchant's page.
    pub inline_script: &'a str,
}

/// What the developer of the page around the widget is told, in the words of `embed/src/words`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PageNote {
    /// What it is about.
    pub about: &'static str,
    /// What fills the blanks.
    pub details: Vec<String>,
}

/// The widget's document: the start screen, where its inline script finds the bundles, and what the page around it is told.
pub fn render_widget(document: &Document<'_>, page: &WidgetPage, notes: &[PageNote]) -> String {
    let HydrationAssets { start, widget, widget_style, .. } = document.assets;
    let body = to_html(|| view! { <StartPage page=page.clone() /> });
    let sites = serde_json::to_string(&page.sites).unwrap_or_default();
    let head = Head {
        title: &page.org_name,
        language: page.language.as_str(),
        direction: page.direction.as_str(),
        meta: &format!(r#"<meta name="vitrine-sites" content="{}">"#, attribute(&sites)),
        style: widget_style,
        bundle: start,
    };
    let beginning = serde_json::to_string(&Beginning { start, widget, notes }).unwrap_or_default();
    let begin = format!(r#"<script nonce="{}">vitrineFrame.begin({})</script>"#, document.nonce, script_text(&beginning));
    document.render(&head, page, &body, &begin)
}

/// The document of a console page. Of what reads codes the desk gets the address only: it is loaded when somebody scans.
pub fn render_console(document: &Document<'_>, page: &ConsolePage) -> String {
    render_of_console(document, page, ("en", &document.assets.console_style))
}

/// The document of a guest's page: it comes to life by the console's bundle and wears what the widget wears.
pub fn render_guest(document: &Document<'_>, page: &ConsolePage) -> String {
    let language = if let ConsolePage::Guest(page) = page { page.language.as_str() } else { "en" };
    render_of_console(document, page, (language, &document.assets.widget_style))
}

fn render_of_console(document: &Document<'_>, page: &ConsolePage, (language, style): (&str, &str)) -> String {
    let HydrationAssets { console, scanner, .. } = document.assets;
    let body = to_html(|| view! { <ConsoleRoot page=page.clone() /> });
    let head = Head {
        title: &page.title(),
        language,
        direction: page.direction(),
        meta: r#"<meta name="robots" content="noindex">"#,
        style,
        bundle: console,
    };
    let BundleAssets { script, wasm } = console;
    let nonce = document.nonce;
    let scanner =
        if matches!(page, ConsolePage::Desk(_)) { format!(r#"window.vitrineScanner=()=>import("{scanner}");"#) } else { String::new() };
    let begin = format!(
        r#"<script type="module" nonce="{nonce}">import init,{{begin}} from "{script}";{scanner}await init({{module_or_path:"{wasm}"}});begin()</script>"#
    );
    document.render(&head, page, &body, &begin)
}

/// What the widget's inline script loads, and what it tells: see `embed/src/frame.ts`.
#[derive(Serialize)]
struct Beginning<'a> {
    start: &'a BundleAssets,
    widget: &'a BundleAssets,
    notes: &'a [PageNote],
}

struct Head<'a> {
    title: &'a str,
    language: &'a str,
    direction: &'a str,
    meta: &'a str,
    style: &'a str,
    /// What is sure to be needed, to be fetched at once.
    bundle: &'a BundleAssets,
}

/// Renders in one go and drops the reactive owner before returning: nothing outlives the call.
fn to_html<V: IntoView>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(None);
    let html = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    html
}

impl Document<'_> {
    fn render(&self, head: &Head<'_>, page: &impl Serialize, body: &str, begin: &str) -> String {
        let Self { theme_css, nonce, inline_script, assets } = self;
        let Head { title, language, direction, meta, style, bundle: BundleAssets { script, wasm } } = head;
        let [title, language] = [title, language].map(|text| attribute(text));
        let data = script_text(&serde_json::to_string(page).unwrap_or_default());
        let reload =
            assets.reload.as_ref().map(|reload| format!(r#"<script type="module" nonce="{nonce}" src="{}"></script>"#, reload.script));
        let reload = reload.unwrap_or_default();
        format!(
            r#"<!DOCTYPE html><html lang="{language}" dir="{direction}"><head><meta charset="utf-8"><title>{title}</title><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">{meta}<meta name="color-scheme" content="light dark"><link rel="icon" href="/favicon.svg" type="image/svg+xml"><style nonce="{nonce}">{theme_css}</style><link rel="stylesheet" href="{style}"><script nonce="{nonce}">{inline_script}</script><link rel="modulepreload" href="{script}" nonce="{nonce}"><link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin></head><body><div id="{ROOT_ID}">{body}</div><script type="application/json" id="{DATA_ID}">{data}</script>{begin}{reload}</body></html>"#
        )
    }
}

/// Text made safe inside a double-quoted attribute and between tags.
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// JSON that cannot end the script element it stands in. The element holds data and no script, so nothing else needs an escape.
fn script_text(json: &str) -> String {
    json.replace('<', "\\u003c")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_of_itself_cannot_end_the_script_element_and_reads_the_same() {
        let name = "</script><script>alert(1)</script>";
        let json = serde_json::to_string(name).expect("json");
        let text = script_text(&json);
        assert!(!text.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&text).expect("json"), name);
    }

    #[test]
    fn an_attribute_keeps_its_quotes() {
        assert_eq!(attribute(r#""><img>&"#), "&quot;&gt;&lt;img&gt;&amp;");
    }
}
