//! Stamps the server with the sources that it shares with the bundles: a bundle finds its texts by their place, and the nodes of
//! a page by their order, so both have to be built from the same. `scripts/lib/stamp.mjs` does the same for the site.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// What runs on both sides.
const SHARED: [&str; 2] = ["app/src", "domain/src"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut hash = Sha256::new();
    for folder in SHARED {
        println!("cargo::rerun-if-changed=../{folder}");
        let mut files = files_below(&root.join(folder))?;
        files.sort();
        for file in files {
            hash.update(file.strip_prefix(&root)?.to_string_lossy().as_bytes());
            hash.update([0]);
            hash.update(fs::read(&file)?);
            hash.update([0]);
        }
    }
    let stamp: String = hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect();
    println!("cargo::rustc-env=SHARED_SOURCES={stamp}");
    Ok(())
}

fn files_below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = vec![];
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}
