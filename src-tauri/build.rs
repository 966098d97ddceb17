//! Tells Tauri which commands the page may be allowed to call.

#[path = "src/command_names.rs"]
mod command_names;

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&command_names::COMMANDS);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        println!("cargo::error={error:#}");
    }
}
