//! The app as a program for a desktop; phones start [`kith_desktop::run`] themselves.
// Without this, Windows opens a console beside the window.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() {
    kith_desktop::run();
}
