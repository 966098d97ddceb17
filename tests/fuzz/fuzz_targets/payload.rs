//! Any bytes have a hash, and always the same.
#![no_main]

use kith_fuzz::report_only_our_panics;
use kith_media::payload_hash;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    assert_eq!(payload_hash(bytes), payload_hash(bytes));
});
