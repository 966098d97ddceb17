//! What a photo says about itself in its metadata: who is in it and where, its keywords, and when it was taken.
//!
//! The only user of EXIF and XML crates, but for the orientation, which `kith-media` applies where it decodes. The crate
//! is pure: bytes in, facts and plans out. It reads no file and no clock, and the time of a file never becomes the time of a photo.
//!
//! Invariants:
//! - Metadata that are missing, damaged or nonsense never cost a photo: what can be read is read, and what cannot is told.
//! - Time and memory are bounded by the size of the input, and inputs that unfold are cut off.
//! - Places are given in the upright picture, whatever they were written in ([`Coordinates`], [`Rule`]).
//! - Nothing is merged here: one [`Region`] for each that is written.
//! - A [`WritePlan`] changes people that were known, adds those that are wanted, and leaves every other byte of the packet and
//!   of the photo as it is; where that cannot be promised, there is no plan.
//!
//! Which field means what stands in `docs/metadata-mapping.md`.
//!
//! ```
//! use kith_metadata::{Scheme, Shape, read_sidecar};
//! let packet = br#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
//!     xmlns:MP="http://ns.microsoft.com/photo/1.2/" xmlns:MPRI="http://ns.microsoft.com/photo/1.2/t/RegionInfo#"
//!     xmlns:MPReg="http://ns.microsoft.com/photo/1.2/t/Region#"><MP:RegionInfo rdf:parseType="Resource"><MPRI:Regions>
//!     <rdf:Bag><rdf:li MPReg:PersonDisplayName="Anna" MPReg:Rectangle="0.1, 0.2, 0.3, 0.4"/></rdf:Bag>
//!     </MPRI:Regions></MP:RegionInfo></rdf:Description></rdf:RDF>"#;
//! let people = read_sidecar(packet, Some(Shape { width: 400, height: 300, ..Shape::default() }), &[])?;
//! assert_eq!(people.regions[0].name.as_deref(), Some("Anna"));
//! assert_eq!((people.regions[0].scheme, people.regions[0].rect.x()), (Scheme::Microsoft, 0.1));
//! assert_eq!(kith_metadata::capture_time(b"no photo at all"), None);
//! # Ok::<(), kith_metadata::MetadataError>(())
//! ```

mod capture_time;
mod container;
mod error;
mod iptc;
mod keywords;
mod people;
mod picasa;
mod regions;
mod write;
mod xmp;

pub use capture_time::capture_time;
pub use error::MetadataError;
pub use keywords::{Keyword, KeywordSource};
pub use people::{PeopleMetadata, read_photo, read_sidecar, sidecar_extension};
pub use picasa::PicasaFolder;
pub use regions::{Coordinates, Region, Rule, Scheme, Shape};
pub use write::{
    Change, Conflict, Face, KeywordWish, Named, People, PersonWords, Wish, WritePlan, can_embed, plan_photo,
    plan_sidecar,
};
