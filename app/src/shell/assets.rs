//! Where a bundle's files are. Leptos' own `HydrationScripts` keeps the first names it sees for the whole process, so several bundles
//! need this instead; and it prints the nonce where browsers do not hide it.

use std::collections::BTreeMap;

use serde::Serialize;

/// The addresses of one bundle's files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleAssets {
    /// The module that loads the WASM.
    pub script: String,
    /// The WASM.
    pub wasm: String,
}

/// The addresses of all bundles' files and of the style sheets, as the asset build wrote them to `assets.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HydrationAssets {
    /// The widget's start screen.
    pub start: BundleAssets,
    /// The whole widget.
    pub widget: BundleAssets,
    /// The desk and the console.
    pub console: BundleAssets,
    /// The widget's style sheet, from the start screen on.
    pub widget_style: String,
    /// The style sheet of the desk and the console.
    pub console_style: String,
    /// The module that reads codes for the desk, where a browser cannot.
    pub scanner: String,
    /// What reloads the page when the sources change; `None` in a release.
    pub reload: Option<Reload>,
}

/// Live reload, in development only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reload {
    /// The module that listens.
    pub script: String,
    /// Where it listens: sources for the content security policy's `connect-src`.
    pub connect: String,
}

/// Why a manifest is of no use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingAsset(
    /// The name that is missing.
    pub String,
);

impl std::fmt::Display for MissingAsset {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "the asset manifest has no '{}': build the assets again", self.0)
    }
}

impl std::error::Error for MissingAsset {}

impl HydrationAssets {
    /// Reads the manifest: file name without hash to address.
    ///
    /// # Errors
    /// A file that a page needs is not in it.
    pub fn from_manifest(manifest: &BTreeMap<String, String>) -> Result<Self, MissingAsset> {
        let address = |name: String| manifest.get(&name).cloned().ok_or(MissingAsset(name));
        let bundle = |name: &str| Ok(BundleAssets { script: address(format!("{name}.js"))?, wasm: address(format!("{name}.wasm"))? });
        let reload = match (manifest.get("reload.js"), manifest.get("reload.connect")) {
            (Some(script), Some(connect)) => Some(Reload { script: script.clone(), connect: connect.clone() }),
            _ => None,
        };
        Ok(Self {
            start: bundle("start")?,
            widget: bundle("widget")?,
            console: bundle("console")?,
            widget_style: address("widget.css".into())?,
            console_style: address("console.css".into())?,
            scanner: address("scanner.js".into())?,
            reload,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_without_a_file_names_it() {
        let manifest = [("start.js", "/a"), ("start.wasm", "/b"), ("widget.js", "/c")]
            .map(|(name, address)| (name.to_owned(), address.to_owned()))
            .into();
        assert_eq!(HydrationAssets::from_manifest(&manifest), Err(MissingAsset("widget.wasm".into())));
    }
}
