//! What went wrong, for whoever has to find out: on standard error and in the library's `logs/app.log`. The log of the
//! run before is kept beside it.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::writer::MakeWriterExt;

/// Writes the log of the library in `dir` from now on; `KITH_LOG` says how much of it.
pub(crate) fn start(dir: &Path) -> Result<()> {
    let file =
        open(&dir.join("logs")).with_context(|| format!("no log can be written in {}", kith_app::shown_path(dir)))?;
    let filter = EnvFilter::try_from_env("KITH_LOG").unwrap_or_else(|_| "warn,kith_desktop=info,ort=error".into());
    let writer = std::io::stderr.and(Arc::new(file));
    tracing_subscriber::fmt().with_ansi(false).with_writer(writer).with_env_filter(filter).init();
    Ok(())
}

fn open(logs: &Path) -> std::io::Result<File> {
    std::fs::create_dir_all(logs)?;
    let log = logs.join("app.log");
    if log.exists() {
        std::fs::rename(&log, logs.join("app.before.log"))?;
    }
    File::create(log)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    #[test]
    fn the_log_of_the_run_before_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        for run in ["first", "second", "third"] {
            write!(super::open(dir.path()).unwrap(), "{run}").unwrap();
        }
        let read = |name: &str| std::fs::read_to_string(dir.path().join(name)).unwrap();
        assert_eq!((read("app.log"), read("app.before.log")), ("third".into(), "second".into()));
    }
}
