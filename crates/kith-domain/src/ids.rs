//! Identifiers. Row numbers are for the inside of a library; a `Uuid` is what leaves it and never changes.

macro_rules! row_id {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub i64);
    )+};
}

row_id! {
    /// A folder tree that the person gave to Kith.
    RootId,
    /// One picture, whatever the number of its copies: identified by its compressed image data.
    PhotoId,
    /// One place where a photo lies.
    FileId,
    /// One face in one photo.
    FaceId,
    /// Someone with a name.
    PersonId,
    /// One entry of the decision log.
    DecisionId,
    /// A group of unknown faces that look alike.
    GroupId,
    /// The space in which embeddings can be compared: network and preprocessing together.
    SpaceId,
}

macro_rules! uuid {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; 16]);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = InvalidUuid;

            fn from_str(text: &str) -> Result<Self, InvalidUuid> {
                Ok(Self(parse_hex(text).ok_or_else(|| InvalidUuid(text.to_owned()))?))
            }
        }
    )+};
}

uuid! {
    /// The lasting identity of a face: 32 hexadecimal digits when written.
    FaceUuid,
    /// The lasting identity of a person.
    PersonUuid,
}

/// A text that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not an identifier (32 hexadecimal digits)")]
pub struct InvalidUuid(pub String);

fn parse_hex(text: &str) -> Option<[u8; 16]> {
    if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u128::from_str_radix(text, 16).ok().map(u128::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_survives_being_written() {
        let id = FaceUuid([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 250, 251, 252, 253, 254, 255]);
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("+0010203040506070809fafbfcfdfeff".parse::<FaceUuid>().is_err());
    }
}
