//! What Picasa 3 left in a folder: `.picasa.ini` with faces, and the names of its contacts, there or in `contacts.xml`.

use std::collections::BTreeMap;

use kith_domain::UnitRect;

use crate::regions::{FACE, Region, Scheme, Shape, decide_alone};
use crate::xmp::text;
use crate::xmp::xml::{self, Element};
use crate::{MetadataError, PeopleMetadata, iptc};

/// Bytes of the largest file that is read: 100,000 photos have some ten million.
const LARGEST: usize = 32 << 20;
/// Faces of one photo.
const MOST_FACES: usize = 4000;
/// Characters that are told of what cannot be read.
const LONGEST_TOLD: usize = 60;
/// The contact of a face that nobody named.
const NOBODY: u64 = u64::MAX;

/// The faces of a folder's photos.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PicasaFolder {
    /// By the name of the file in lower case: Picasa ran where case makes no difference.
    faces: BTreeMap<String, Vec<(UnitRect, u64)>>,
    names: BTreeMap<u64, String>,
    /// The first place of a face that cannot be read, by the name of the file in lower case.
    damaged: BTreeMap<String, String>,
}

impl PicasaFolder {
    /// Reads `.picasa.ini`, in UTF-8 or else Latin-1. Lines that mean nothing are passed over; of places of faces that cannot be
    /// read, [`Self::photo`] and [`Self::problems`] tell.
    ///
    /// # Errors
    /// When it is larger than any folder needs.
    pub fn parse(ini: &[u8]) -> Result<Self, MetadataError> {
        if ini.len() > LARGEST {
            return Err(MetadataError::Limit(format!("a .picasa.ini of {} MB", ini.len() >> 20)));
        }
        let mut folder = Self::default();
        let mut section = String::new();
        for line in iptc::text(ini.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(ini), false).lines() {
            let line = line.trim();
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.to_lowercase();
            } else if let Some((key, value)) = line.split_once('=') {
                folder.take(&section, key.trim(), value.trim());
            }
        }
        Ok(folder)
    }

    fn take(&mut self, section: &str, key: &str, value: &str) {
        match (section, key) {
            ("contacts" | "contacts2", id) => {
                // What follows the name is an address.
                let name = value.split(';').next().unwrap_or_default();
                self.add_contact(id, name);
            }
            (file, "faces") => {
                let texts = || value.split(';').map(str::trim).filter(|text| !text.is_empty());
                let faces = texts().filter_map(face).take(MOST_FACES).collect();
                self.faces.insert(file.to_owned(), faces);
                if let Some(text) = texts().find(|text| face(text).is_none()) {
                    self.damaged.insert(file.to_owned(), text.chars().take(LONGEST_TOLD).collect());
                }
            }
            _ => {}
        }
    }

    /// Adds the names of a `contacts.xml`; those that the folder itself knows stay.
    ///
    /// # Errors
    /// When it is no XML, or larger than any collection of contacts.
    pub fn add_contacts(&mut self, file: &[u8]) -> Result<(), MetadataError> {
        let document = xml::parse(&text(file)?)?;
        let mut waiting = vec![&document];
        while let Some(element) = waiting.pop() {
            if let (true, Some(id), Some(name)) =
                (element.local == "contact", attribute(element, "id"), attribute(element, "name"))
            {
                self.add_contact(id, name);
            }
            waiting.extend(&element.children);
        }
        Ok(())
    }

    fn add_contact(&mut self, id: &str, name: &str) {
        let id = u64::from_str_radix(id, 16).ok().filter(|id| *id != NOBODY);
        if let (Some(id), false) = (id, name.trim().is_empty()) {
            self.names.entry(id).or_insert_with(|| name.trim().to_owned());
        }
    }

    /// The photos of which faces are told, by their names in lower case.
    pub fn photos(&self) -> impl Iterator<Item = &str> {
        self.faces.iter().filter(|(_, faces)| !faces.is_empty()).map(|(name, _)| name.as_str())
    }

    /// What cannot be read of any photo.
    pub fn problems(&self) -> impl Iterator<Item = MetadataError> {
        self.damaged.iter().map(|(name, text)| damaged(name, text))
    }

    /// What is known of one photo of the folder. `faces` are those that were found in the upright picture.
    pub fn photo(&self, file_name: &str, shape: Shape, faces: &[UnitRect]) -> PeopleMetadata {
        let name = file_name.to_lowercase();
        let known = self.faces.get(&name).map(Vec::as_slice).unwrap_or_default();
        let places: Vec<UnitRect> = known.iter().map(|(rect, _)| *rect).collect();
        let (coordinates, rule) = decide_alone(&places, shape, faces);
        let region = |(rect, contact): &(UnitRect, u64)| Region {
            name: self.names.get(contact).cloned(),
            kind: FACE.to_owned(),
            is_person: true,
            rect: coordinates.to_upright(*rect, shape.orientation),
            scheme: Scheme::Picasa,
            coordinates,
            rule,
        };
        let program = (!known.is_empty()).then(|| "Picasa".to_owned());
        let regions = known.iter().map(region).collect();
        let problems = self.damaged.get(&name).map(|text| damaged(&name, text)).into_iter().collect();
        PeopleMetadata { shape, regions, program, problems, ..PeopleMetadata::default() }
    }
}

fn damaged(name: &str, text: &str) -> MetadataError {
    MetadataError::Malformed(format!("{name}: {text:?} is no place of a face"))
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attributes.iter().find(|attribute| attribute.local == name).map(|attribute| attribute.value.as_str())
}

/// `rect64(DIGITS),CONTACT`: left, top, right, bottom in four digits each, zeros at the beginning left out, of which
/// `ffff` is the whole side.
fn face(text: &str) -> Option<(UnitRect, u64)> {
    let (digits, contact) = text.trim().strip_prefix("rect64(")?.split_once(')')?;
    let sides = u64::from_str_radix(digits, 16).ok()?;
    let side = |shift: u32| f64::from((sides >> shift) as u16) / f64::from(u16::MAX);
    let (left, top, right, bottom) = (side(48), side(32), side(16), side(0));
    let rect = UnitRect::new(left as f32, top as f32, (right - left) as f32, (bottom - top) as f32)?;
    let contact = contact.trim_start_matches(',').trim();
    Some((rect, u64::from_str_radix(contact, 16).unwrap_or(NOBODY)))
}
