//! The built browser files: where they are, and what pages need of them.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use app::shell::HydrationAssets;

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
        let frame_script = read("frame.js")?;
        Ok(Self { assets, frame_script, folder })
    }
}

fn default_folder() -> PathBuf {
    let beside = std::env::current_exe().ok().and_then(|binary| binary.parent().map(Path::to_owned)).unwrap_or_default();
    [beside.join("site"), beside.join("../site")].into_iter().find(|folder| folder.is_dir()).unwrap_or_else(|| beside.join("../site"))
}
