//! Any bytes as a raw file: tables, boxes and offsets that lie.
#![no_main]

use kith_fuzz::{limits, report_only_our_panics};
use kith_media::{Format, header};
use libfuzzer_sys::fuzz_target;

/// How the makers' files begin; the rest is up to the fuzzer.
const STARTS: [&[u8]; 8] =
    [b"", b"II*\0", b"MM\0*", b"IIRO", b"IIU\0", b"FUJIFILMCCD-RAW ", b"\0\0\0\x10ftypcrx ", b"II*\0\x10\0\0\0CR\x02\0"];

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    for start in STARTS {
        let rest = bytes.get(start.len()..).unwrap_or_default();
        if let Ok(found) = header(&[start, rest].concat(), Some(Format::Raw), &limits()) {
            assert!(found.width > 0 && found.height > 0);
        }
    }
});
