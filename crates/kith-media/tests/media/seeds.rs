//! What the fuzzer begins with.

use std::fs;
use std::path::Path;

use crate::camera::camera_jpeg;
use crate::pictures::{corners, exif, tiff, webp_with_endless_exif};
use crate::{damage, raw};

fn write(target: &str, files: impl IntoIterator<Item = Vec<u8>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/seeds").join(target);
    fs::create_dir_all(&folder).unwrap();
    for (i, file) in files.into_iter().enumerate() {
        fs::write(folder.join(format!("{i:02}")), file).unwrap();
    }
}

#[test]
#[ignore = "writes the seeds of the fuzzer"]
fn seeds_are_written() {
    let raw_files = || raw::all().into_iter().map(|(_, bytes)| bytes);
    write("header", damage::one_of_each().into_iter().chain(raw_files()).chain([webp_with_endless_exif()]));
    write("payload", damage::one_of_each());
    write("orientation", [exif(6), exif(0x0600), tiff(&corners(), 8)[..200].to_vec()]);
    write("raw_preview", raw_files());
    let samplings = [((1, 1), 0), ((2, 1), 3), ((1, 2), 0), ((2, 2), 1)];
    let jpegs = samplings.map(|(sampling, restart)| camera_jpeg(&corners(), sampling, restart));
    write(
        "jpeg",
        jpegs.into_iter().chain(damage::one_of_each().into_iter().filter(|file| file.starts_with(&[0xFF, 0xD8]))),
    );
}
