//! Shows a file in the system's file manager: the one other program that Kith starts, and only for a photo of the library.

use std::io;
use std::path::Path;

/// Opens the folder of a file, with the file marked where the file manager can do that.
///
/// # Errors
/// When the system has no file manager, or does not say what it is.
#[cfg(target_os = "macos")]
pub(crate) fn show(file: &Path) -> io::Result<()> {
    run(std::process::Command::new("open").arg("-R").arg(file))
}

/// As on macOS. The file manager says that it failed when it did not, so it is not asked.
#[cfg(target_os = "windows")]
pub(crate) fn show(file: &Path) -> io::Result<()> {
    use std::os::windows::process::CommandExt;
    let chosen = format!("/select,\"{}\"", file.display());
    std::process::Command::new("explorer.exe").raw_arg(chosen).spawn().map(|_| ())
}

/// As on macOS. The interface of the file managers of most desktops marks the file
/// (<https://www.freedesktop.org/wiki/Specifications/file-manager-interface/>); where there is none, its folder is opened.
#[cfg(target_os = "linux")]
pub(crate) fn show(file: &Path) -> io::Result<()> {
    use std::process::Command;
    let mut marked = Command::new("dbus-send");
    marked.args(["--session", "--print-reply", "--dest=org.freedesktop.FileManager1", "--type=method_call"]);
    marked.args(["/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems"]);
    marked.arg(format!("array:string:{}", address(file))).arg("string:");
    let folder = file.parent().unwrap_or(file);
    run(&mut marked).or_else(|_| run(Command::new("xdg-open").arg(folder)))
}

/// A telephone has no folders to show.
#[cfg(mobile)]
pub(crate) fn show(_file: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// The address of a file. Everything but letters, digits and a few signs is written as its bytes: a comma would end the name.
#[cfg(target_os = "linux")]
fn address(file: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    let bytes = file.as_os_str().as_encoded_bytes().iter();
    let text = bytes.map(|&byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    format!("file://{}", text.collect::<String>())
}

#[cfg(any(target_os = "macos", target_os = "linux"))]
fn run(command: &mut std::process::Command) -> io::Result<()> {
    use std::process::Stdio;
    let ended = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    if ended.success() { Ok(()) } else { Err(io::Error::other("the file manager did not open it")) }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn every_name_makes_one_address() {
        assert_eq!(address(Path::new("/a b/été, 100%.jpg")), "file:///a%20b/%C3%A9t%C3%A9%2C%20100%25.jpg");
    }
}
