//! Paths as they are shown to people and to programs.

use std::path::Path;

/// The bytes of a path for people and for JSON: those that are not UTF-8 are written `%XX`.
///
/// ```
/// assert_eq!(kith_domain::shown(b"caf\xe9/x.jpg"), "caf%E9/x.jpg");
/// ```
pub fn shown(path: &[u8]) -> String {
    let mut text = String::with_capacity(path.len());
    for chunk in path.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().flat_map(|byte| format!("%{byte:02X}").into_bytes()).map(char::from));
    }
    text
}

/// A path of the file system in the same way.
pub fn shown_path(path: impl AsRef<Path>) -> String {
    shown(path.as_ref().as_os_str().as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_utf_8_is_written_as_numbers() {
        assert_eq!(shown(b"caf\xe9/x.jpg"), "caf%E9/x.jpg");
        assert_eq!(shown("café 100%.jpg".as_bytes()), "café 100%.jpg");
        assert_eq!(shown_path("/a/b.jpg"), "/a/b.jpg");
    }
}
