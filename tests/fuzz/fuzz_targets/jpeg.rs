//! Any bytes as a JPEG: its segments, its cost, and decoding at every size, which succeeds at all of them or at none.
#![no_main]

use kith_fuzz::{limits, report_only_our_panics};
use kith_media::{decode, decode_for};
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: report_only_our_panics(), |bytes: &[u8]| {
    let file = [&[0xFF, 0xD8, 0xFF], bytes.strip_prefix(&[0xFF, 0xD8, 0xFF]).unwrap_or(bytes)].concat();
    let is_read = decode(&file, None, &limits()).is_ok();
    for longest_side in [1, 16, 100, u32::MAX] {
        let decoded = decode_for(&file, None, &limits(), longest_side);
        assert_eq!(decoded.is_ok(), is_read, "{longest_side}");
        if let Ok(photo) = decoded {
            let (width, height) = photo.size;
            let sizes = [1, 2, 4, 8].map(|by| (width.div_ceil(by), height.div_ceil(by)));
            assert!(sizes.contains(&(photo.frame.width(), photo.frame.height())));
            assert!(photo.frame.width().max(photo.frame.height()) >= longest_side.min(width.max(height)));
            assert!(photo.frame.rgb().len() as u64 <= limits().max_memory);
        }
    }
});
