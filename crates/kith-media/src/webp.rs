//! The chunks of a WebP file (RFC 9649, section 2).

/// One chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chunk<'a> {
    pub(crate) kind: [u8; 4],
    /// From the kind to the end of the content; `None` when the file ends before.
    pub(crate) bytes: Option<&'a [u8]>,
}

/// Walks through the chunks to the end of the file; one that is cut off is the last.
pub(crate) fn chunks(file: &[u8]) -> impl Iterator<Item = Chunk<'_>> {
    const FILE_HEAD: usize = 12;
    let mut rest = file.get(FILE_HEAD..).unwrap_or_default();
    std::iter::from_fn(move || {
        let [k0, k1, k2, k3, length @ ..] = *rest.first_chunk::<8>()?;
        let length = u32::from_le_bytes(length) as usize;
        let bytes = length.checked_add(8).and_then(|end| rest.get(..end));
        rest = bytes.and_then(|bytes| rest.get(bytes.len() + length % 2..)).unwrap_or_default();
        Some(Chunk { kind: [k0, k1, k2, k3], bytes })
    })
}

/// Whether the metadata are there as far as their lengths say. The decoder takes memory of that length before it looks.
pub(crate) fn has_whole_metadata(file: &[u8]) -> bool {
    chunks(file).all(|chunk| chunk.bytes.is_some() || !matches!(&chunk.kind, b"EXIF" | b"ICCP"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(file: &[u8]) -> Vec<([u8; 4], Option<usize>)> {
        chunks(file).map(|chunk| (chunk.kind, chunk.bytes.map(<[u8]>::len))).collect()
    }

    #[test]
    fn a_file_is_cut_into_its_chunks() {
        let file = b"RIFF\0\0\0\0WEBPVP8L\x03\0\0\0abc\0EXIF\x02\0\0\0deICCP\xFF\xFF\xFF\xFFfg";
        assert_eq!(seen(file), [(*b"VP8L", Some(11)), (*b"EXIF", Some(10)), (*b"ICCP", None)]);
        // The filling byte at the end is missing in some files.
        assert_eq!(seen(&file[..23]), [(*b"VP8L", Some(11))]);
        assert_eq!((seen(b"RIFF"), seen(&file[..19])), (Vec::new(), Vec::new()));
    }

    #[test]
    fn metadata_that_end_with_the_file_are_not_whole() {
        let file = |kind: &[u8; 4], length: u8| [b"RIFF\0\0\0\0WEBP", &kind[..], &[length, 0, 0, 0], b"abcd"].concat();
        for kind in [b"EXIF", b"ICCP"] {
            assert!(has_whole_metadata(&file(kind, 4)) && !has_whole_metadata(&file(kind, 5)));
        }
        assert!(has_whole_metadata(&file(b"VP8L", 5)));
    }
}
