//! Any bytes under any name: what a photo is, how large, and what it would cost.
#![no_main]

use kith_fuzz::{limits, report_only_our_panics};
use kith_media::{Format, header};
use libfuzzer_sys::fuzz_target;

const NAMES: [Option<Format>; 5] =
    [None, Some(Format::Jpeg), Some(Format::Raw), Some(Format::Heic), Some(Format::Tiff)];

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    for named in NAMES {
        if let Ok(found) = header(bytes, named, &limits()) {
            assert!(found.width > 0 && found.height > 0 && found.memory <= limits().max_memory);
        }
    }
});
