//! Writes the commands, events and types of the shell as TypeScript; `cargo xtask codegen` runs it.

fn main() -> std::io::Result<()> {
    std::fs::write(kith_desktop::BINDINGS, kith_desktop::bindings()?)
}
