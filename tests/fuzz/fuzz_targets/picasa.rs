//! Any bytes as what Picasa leaves in a folder: an `.picasa.ini` and a `contacts.xml`.
#![no_main]

use kith_fuzz::report_only_our_panics;
use kith_metadata::{PicasaFolder, Shape};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    if let Ok(mut folder) = PicasaFolder::parse(bytes) {
        let _ = folder.add_contacts(bytes);
        let people = folder.photo("a.jpg", Shape::default(), &[]);
        assert!(people.regions.iter().all(|region| region.rect.w() > 0.0 && region.rect.h() > 0.0));
    }
});
