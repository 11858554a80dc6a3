//! The one secret key of an installation, and the keys for single purposes that are derived from it.

use std::{fs, io::Write, path::Path};

use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose::URL_SAFE_NO_PAD},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::{Error, Result, random};

const FILE: &str = "secret.key";
const FORGIVING: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// The installation's secret. All nodes of one store need the same: through `VITRINE_SECRET_KEY`, or one data folder.
#[derive(Clone)]
pub struct Keys([u8; 32]);

/// A key for one purpose.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl Keys {
    /// The key in `secret_key` (32 bytes as base64 or in 64 hexadecimal digits); without one that of the data folder, where it
    /// is made on the first start, readable by its owner only.
    pub fn load(data_dir: &Path, secret_key: Option<&str>) -> Result<Self> {
        if let Some(text) = secret_key {
            let problem = "VITRINE_SECRET_KEY must be 32 random bytes as base64, such as `openssl rand -base64 32` prints";
            return decode(text).map(Self).ok_or_else(|| Error::Invalid(problem.to_owned()));
        }
        let path = data_dir.join(FILE);
        if !path.exists() {
            write_secret(&path, &URL_SAFE_NO_PAD.encode(random::bytes::<32>()?))?;
        }
        // Read also after writing: another process may have been faster, and all use the one that is there.
        let text = fs::read_to_string(&path).map_err(|source| Error::File { path: path.clone(), source })?;
        let problem = || format!("{} holds no key; restore it from a backup, or delete it to get a new one", path.display());
        decode(&text).map(Self).ok_or_else(|| Error::Invalid(problem()))
    }

    /// The key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key for a purpose, such as "visit": HKDF-Expand (RFC 5869) of one block, the secret being uniform already.
    pub fn derive(&self, purpose: &str) -> Key {
        Key(digest(&self.0, &[b"vitrine ", purpose.as_bytes(), &[1]]))
    }
}

impl Key {
    /// The HMAC-SHA-256 of a message.
    pub fn sign(&self, message: &[u8]) -> [u8; 32] {
        digest(&self.0, &[message])
    }

    /// Whether this is the message's signature; takes the same time whatever differs.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let mut mac = mac(&self.0);
        mac.update(message);
        mac.verify_slice(signature).is_ok()
    }
}

/// Shows nothing: a debug print may end in a log.
impl std::fmt::Debug for Keys {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Keys(…)")
    }
}

/// Shows nothing, as [`Keys`].
impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key(…)")
    }
}

/// Whether two secrets are equal; takes the same time wherever they differ.
pub fn is_equal(given: &[u8], own: &[u8]) -> bool {
    let key = Key([0; 32]);
    key.verify(given, &key.sign(own))
}

fn mac(key: &[u8; 32]) -> Hmac<Sha256> {
    // A key shorter than the block is filled with zeros (RFC 2104); done here, nothing can fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    Hmac::new(&block.into())
}

fn digest(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = mac(key);
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn decode(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() == 64
        && let Some(bytes) = (0..32).map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()).collect::<Option<Vec<_>>>()
    {
        return bytes.try_into().ok();
    }
    FORGIVING.decode(text.replace('+', "-").replace('/', "_")).ok()?.try_into().ok()
}

/// Writes the file whole or, when another process was faster, not at all.
fn write_secret(path: &Path, text: &str) -> Result<()> {
    let draft = path.with_extension(random::secret()?);
    let failed = |source| Error::File { path: path.to_owned(), source };
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&draft).map_err(failed)?;
    let outcome = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).and_then(|()| fs::hard_link(&draft, path));
    fs::remove_file(&draft).map_err(failed)?;
    match outcome {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(failed(error)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("vitrine-keys-{}", random::secret().unwrap()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn the_key_of_a_data_folder_stays_the_same_and_only_its_owner_may_read_it() {
        let folder = folder();
        let first = Keys::load(&folder, None).unwrap();
        assert_eq!(Keys::load(&folder, None).unwrap().0, first.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(folder.join(FILE)).unwrap().permissions().mode() & 0o777, 0o600);
        }
        fs::write(folder.join(FILE), "scribble").unwrap();
        assert!(Keys::load(&folder, None).is_err());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_key_is_taken_as_base64_or_hexadecimal_and_nothing_shorter() {
        let folder = Path::new("/nowhere");
        let zeros = Keys::load(folder, Some("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).unwrap();
        assert_eq!(zeros.0, [0; 32]);
        assert_eq!(Keys::load(folder, Some(&"00".repeat(32))).unwrap().0, [0; 32]);
        assert!(Keys::load(folder, Some("c2hvcnQ")).is_err());
    }

    #[test]
    fn a_signature_holds_for_one_purpose_and_one_message() {
        let keys = Keys::from_bytes([7; 32]);
        let signature = keys.derive("visit").sign(b"a");
        assert!(keys.derive("visit").verify(b"a", &signature));
        assert!(!keys.derive("visit").verify(b"b", &signature));
        assert!(!keys.derive("mail").verify(b"a", &signature));
        assert!(!Keys::from_bytes([8; 32]).derive("visit").verify(b"a", &signature));
    }
}
