//! Writes the drawn pictures of `tests/fixtures` again, and those that are made from its photographs.

use std::fs;

use kith_tests::fixtures;

fn main() -> std::io::Result<()> {
    let files: Vec<_> = fixtures::drawn_files().into_iter().chain(fixtures::derived_files()).collect();
    for (path, bytes) in &files {
        let path = fixtures::root().join(path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    println!("{} files, {} kB", files.len(), size / 1000);
    Ok(())
}
