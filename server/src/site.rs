//! The built browser files: where they are, and what pages need of them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use app::shell::HydrationAssets;

/// The stamp of the sources that this server shares with the bundles.
pub const SHARED_SOURCES: &str = env!("SHARED_SOURCES");
/// Where the manifest names the stamp that the bundles were built from.
const STAMP_KEY: &str = "shared-sources";

/// The folder of built files and what is read from it once.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder.
    pub folder: PathBuf,
    /// The bundles' addresses.
    pub assets: HydrationAssets,
    /// The frame's half of the page handshake, to inline.
    pub frame_script: String,
}

/// Why the built files are of no use.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// There is no such folder.
    #[error("the built browser files are not at {}; run `make build`, or name their folder with --site-dir", .0.display())]
    Missing(PathBuf),
    /// A file cannot be read.
    #[error("{} cannot be read", .path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The bundles were built from other sources: they would show wrong texts and not fit the pages.
    #[error("the browser files at {} belong to another build ({theirs}) than this server ({SHARED_SOURCES}); run `make build`, and put both in place", .folder.display())]
    OtherBuild {
        /// Where they are.
        folder: PathBuf,
        /// What they were built from.
        theirs: String,
    },
    /// The manifest is not what the asset build writes.
    #[error("assets.json cannot be understood")]
    Manifest(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl Site {
    /// Reads the folder given, or the one beside or above the binary.
    ///
    /// # Errors
    /// The folder or a file in it is missing or unreadable.
    pub fn load(folder: Option<&Path>) -> Result<Self, SiteError> {
        let folder = folder.map_or_else(default_folder, Path::to_owned);
        if !folder.is_dir() {
            return Err(SiteError::Missing(folder));
        }
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|source| SiteError::Unreadable { path, source })
        };
        let manifest: BTreeMap<String, String> =
            serde_json::from_str(&read("assets.json")?).map_err(|error| SiteError::Manifest(error.into()))?;
        let assets = HydrationAssets::from_manifest(&manifest).map_err(|error| SiteError::Manifest(error.into()))?;
        // In development the bundles follow the sources, and the manifest stays.
        if let Some(theirs) = manifest.get(STAMP_KEY).filter(|theirs| *theirs != SHARED_SOURCES && assets.reload.is_none()) {
            return Err(SiteError::OtherBuild { folder, theirs: theirs.clone() });
        }
        let frame_script = read("frame.js")?;
        Ok(Self { assets, frame_script, folder })
    }
}

fn default_folder() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|binary| binary.parent().map(Path::to_owned)).unwrap_or_default();
    [beside.join("site"), beside.join("../site")].into_iter().find(|folder| folder.is_dir()).unwrap_or_else(|| beside.join("../site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A site whose bundles carry this stamp.
    fn load(stamp: &str) -> Result<Site, SiteError> {
        let folder = tempfile::tempdir().expect("a folder");
        let names =
            ["start.js", "start.wasm", "widget.js", "widget.wasm", "widget.css", "console.js", "console.wasm", "console.css", "scanner.js"];
        let mut manifest: BTreeMap<_, _> = names.iter().map(|name| (*name, format!("/assets/{name}"))).collect();
        manifest.insert(STAMP_KEY, stamp.to_owned());
        std::fs::write(folder.path().join("assets.json"), serde_json::to_string(&manifest).expect("json")).expect("a file");
        std::fs::write(folder.path().join("frame.js"), "").expect("a file");
        Site::load(Some(folder.path()))
    }

    #[test]
    fn bundles_of_another_build_are_refused_with_what_to_do() {
        assert!(load(SHARED_SOURCES).is_ok());
        let problem = load("00000000000000000000").map(drop).expect_err("another build").to_string();
        assert!(problem.contains("make build") && problem.contains(SHARED_SOURCES), "{problem}");
    }
}
