//! Stills of a shopper's picture: how large they may be, and reading what a browser sent as one.

/// The longest side in pixels.
pub const MAX_SIDE: u32 = 1_280;
/// The most bytes of one.
pub const MAX_BYTES: usize = 400 * 1024;
/// The most of one call.
pub const MOST_OF_CALL: u32 = 20;

/// The size of a picture in pixels; neither side is nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

impl Size {
    /// The size in which a still of a picture of this size is taken: the same shape, and no side too long. `None` for no picture.
    pub fn of_still(width: u32, height: u32) -> Option<Self> {
        let longest = width.max(height);
        if width == 0 || height == 0 {
            return None;
        }
        let most = longest.min(MAX_SIDE);
        let scaled = |side: u32| {
            let scaled = u64::from(side) * u64::from(most) / u64::from(longest);
            u32::try_from(scaled).unwrap_or(MAX_SIDE).max(1)
        };
        Some(Self { width: scaled(width), height: scaled(height) })
    }
}

/// Why something is not kept as a still.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAStill {
    /// More bytes than [`MAX_BYTES`].
    #[error("a still has at most {MAX_BYTES} bytes")]
    TooLarge,
    /// Not a whole JPEG.
    #[error("a still is a whole JPEG picture")]
    NotJpeg,
    /// A side is longer than [`MAX_SIDE`].
    #[error("a still has sides of at most {MAX_SIDE} pixels")]
    TooManyPixels,
}

const START: [u8; 2] = [0xff, 0xd8];
const END: [u8; 2] = [0xff, 0xd9];

/// Reads the size of a JPEG out of its frame header (ITU-T T.81, annex B), and that its end is there. What is between is left to
/// who shows it.
///
/// # Errors
/// Why it is not kept.
pub fn read(bytes: &[u8]) -> Result<Size, NotAStill> {
    if bytes.len() > MAX_BYTES {
        return Err(NotAStill::TooLarge);
    }
    let body = bytes.strip_prefix(&START).filter(|_| bytes.ends_with(&END)).ok_or(NotAStill::NotJpeg)?;
    let size = frame(body).ok_or(NotAStill::NotJpeg)?;
    if size.width > MAX_SIDE || size.height > MAX_SIDE { Err(NotAStill::TooManyPixels) } else { Ok(size) }
}

/// The size that the first frame header tells, if one comes before the picture's data.
fn frame(mut rest: &[u8]) -> Option<Size> {
    loop {
        let (marker, after) = marker(rest)?;
        let length = usize::from(pair(after, 0)?);
        match marker {
            // Start of frame, of any coding; the four between them are tables and the like.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let (height, width) = (u32::from(pair(after, 3)?), u32::from(pair(after, 5)?));
                return (width > 0 && height > 0).then_some(Size { width, height });
            }
            // The picture's data, or its end, without a header.
            0xd8..=0xda => return None,
            _ => rest = after.get(length.max(2)..)?,
        }
    }
}

/// The next marker, before which there may be fill bytes, and what follows it.
fn marker(rest: &[u8]) -> Option<(u8, &[u8])> {
    let filled = rest.strip_prefix(&[0xff])?;
    let at = filled.iter().position(|byte| *byte != 0xff)?;
    Some((*filled.get(at)?, filled.get(at + 1..)?))
}

fn pair(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least that is read as a JPEG of this size.
    fn sample(width: u16, height: u16) -> Vec<u8> {
        let ([w1, w2], [h1, h2]) = (width.to_be_bytes(), height.to_be_bytes());
        let comment = [0xff, 0xfe, 0, 4, b'h', b'i'];
        let frame = [0xff, 0xc0, 0, 11, 8, h1, h2, w1, w2, 1, 1, 0x11, 0];
        [START.as_slice(), &comment, &frame, &[0xff, 0xda, 0, 2, 1, 2, 3], &END].concat()
    }

    #[test]
    fn the_size_is_read_past_other_segments_and_fill_bytes() {
        assert_eq!(read(&sample(1280, 720)), Ok(Size { width: 1280, height: 720 }));
        let mut filled = sample(3, 4);
        filled.splice(2..2, [0xff, 0xff]);
        assert_eq!(read(&filled), Ok(Size { width: 3, height: 4 }));
    }

    #[test]
    fn what_is_no_whole_jpeg_is_refused() {
        let whole = sample(10, 10);
        let mut cut = whole.clone();
        cut.pop();
        let headless = [START.as_slice(), &[0xff, 0xda, 0, 2], &END].concat();
        let others: [&[u8]; 7] = [b"", b"\xff\xd8", b"\xff\xd8\xff\xd9", b"GIF89a", b"<svg/>", &cut, &headless];
        for bytes in others {
            assert_eq!(read(bytes), Err(NotAStill::NotJpeg), "{bytes:?}");
        }
        assert_eq!(read(&sample(0, 10)), Err(NotAStill::NotJpeg));
    }

    #[test]
    fn what_is_too_large_in_bytes_or_pixels_is_refused() {
        assert_eq!(read(&sample(1281, 10)), Err(NotAStill::TooManyPixels));
        assert_eq!(read(&sample(10, 4000)), Err(NotAStill::TooManyPixels));
        let mut heavy = sample(10, 10);
        heavy.splice(2..2, [0xff, 0xfe, 0xff, 0xff].into_iter().chain([0; 0xfffd]).cycle().take(7 * 0x10001));
        assert_eq!(read(&heavy), Err(NotAStill::TooLarge));
    }

    #[test]
    fn a_still_keeps_the_pictures_shape_and_is_never_made_larger() {
        assert_eq!(Size::of_still(1920, 1080), Some(Size { width: 1280, height: 720 }));
        assert_eq!(Size::of_still(720, 1280), Some(Size { width: 720, height: 1280 }));
        assert_eq!(Size::of_still(320, 240), Some(Size { width: 320, height: 240 }));
        assert_eq!(Size::of_still(0, 240), None);
        assert_eq!(Size::of_still(u32::MAX, 1), Some(Size { width: 1280, height: 1 }));
    }

    proptest! {
        #[test]
        fn whatever_bytes_come_the_answer_is_a_size_that_fits_or_a_reason(
            start in prop::collection::vec(any::<u8>(), 0..200),
            is_framed in any::<bool>(),
        ) {
            let bytes = if is_framed { [START.as_slice(), &start, &END].concat() } else { start };
            if let Ok(size) = read(&bytes) {
                prop_assert!((1..=MAX_SIDE).contains(&size.width) && (1..=MAX_SIDE).contains(&size.height));
            }
        }

        #[test]
        fn every_still_fits(width in 1u32..100_000, height in 1u32..100_000) {
            let still = Size::of_still(width, height).expect("a picture");
            prop_assert!((1..=MAX_SIDE).contains(&still.width) && (1..=MAX_SIDE).contains(&still.height));
            prop_assert!(still.width <= width && still.height <= height);
        }
    }
}
