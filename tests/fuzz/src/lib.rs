//! What all targets share.

use std::panic::{set_hook, take_hook};

use kith_media::Limits;

/// A decoder of others that panics costs one photo, and Kith goes on: only panics of Kith's own code, and of the targets,
/// are crashes here.
pub fn report_only_our_panics() {
    let crash = take_hook();
    set_hook(Box::new(move |info| {
        let ours = |file: &str| file.contains("kith-media") || file.contains("kith-metadata") || file.contains("fuzz_targets");
        if info.location().is_none_or(|place| ours(place.file())) {
            crash(info);
        }
    }));
}

/// Small enough that no input takes long.
pub fn limits() -> Limits {
    Limits { max_memory: 1 << 20, ..Limits::default() }
}
