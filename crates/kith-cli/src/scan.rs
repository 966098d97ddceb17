//! `kith scan`.

use std::io::IsTerminal;
use std::sync::Arc;

use anyhow::Result;
use indicatif::{ProgressBar, ProgressStyle};
use kith_app::scan::{Control, Progress, ScanRequest, Summary};
use kith_app::{Kith, shown_path};
use serde::Serialize;

use crate::args::Scan;
use crate::lines::{counted, noun, print, say};

/// What `--progress json` prints while the scan runs.
#[derive(Debug, Serialize)]
struct ProgressLine {
    done: usize,
    total: usize,
    faces: usize,
    failed: usize,
    photos_per_second: Option<f64>,
    seconds_left: Option<f64>,
}

/// What it prints at the end.
#[derive(Debug, Serialize)]
struct SummaryLine {
    photos: usize,
    faces: usize,
    failed: usize,
    skipped: usize,
    seconds: f64,
}

/// Scans and reports.
pub(crate) async fn run(kith: &Kith, args: Scan) -> Result<()> {
    let json = args.progress.is_some();
    let request =
        ScanRequest { paths: args.paths, mode: args.mode.into(), again: args.again, jobs: args.jobs.map(usize::from) };
    let bar = if json || !std::io::stderr().is_terminal() { ProgressBar::hidden() } else { bar()? };
    let mut last = f64::NEG_INFINITY;
    let summary = kith
        .scan(&request, &Arc::new(Control::default()), |now| {
            draw(&bar, now);
            let due = now.seconds - last >= 0.5 || now.done == now.total;
            if json && due && now.total > 0 {
                last = now.seconds;
                // A reader that went away must not end a scan.
                let _ = print(&progress_line(now));
            }
        })
        .await?;
    bar.finish_and_clear();
    report(kith, &request, &summary).await?;
    if json {
        let Summary { photos, faces, failed, skipped, seconds, .. } = summary;
        print(&SummaryLine { photos, faces, failed, skipped, seconds: round(seconds) })?;
    }
    Ok(())
}

fn bar() -> Result<ProgressBar> {
    let template = "{bar:32} {pos}/{len} {msg}, {per_sec}, {eta} left";
    Ok(ProgressBar::new(0).with_style(ProgressStyle::with_template(template)?))
}

fn draw(bar: &ProgressBar, now: &Progress) {
    bar.set_length(now.total as u64);
    bar.set_position(now.done as u64);
    bar.set_message(format!("{}, {}", noun(now.total, "photo", "photos"), counted(now.faces, "face", "faces")));
}

fn progress_line(now: &Progress) -> ProgressLine {
    let rate = (now.done > 0 && now.seconds > 0.0).then(|| now.done as f64 / now.seconds);
    ProgressLine {
        done: now.done,
        total: now.total,
        faces: now.faces,
        failed: now.failed,
        photos_per_second: rate.map(round),
        seconds_left: rate.map(|rate| round((now.total - now.done) as f64 / rate)),
    }
}

fn round(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}

async fn report(kith: &Kith, request: &ScanRequest, summary: &Summary) -> Result<()> {
    for root in &summary.offline {
        say(format_args!("{} cannot be reached; its photos stay as they are", shown_path(root)));
    }
    for root in &summary.strange {
        let path = shown_path(root);
        say(format_args!(
            "nothing that is known of {path} is there: it is taken for a drive that is away, and its photos stay"
        ));
    }
    for reason in &summary.closed {
        say(reason);
    }
    for (photo, reason) in &summary.problems {
        say(format_args!("{}: {reason}", shown_path(photo)));
    }
    if summary.failed > 0 {
        for photo in kith_app::browse::unreadable_below(kith.library(), &request.paths).await? {
            say(format_args!("{}: {}", photo.path, photo.reason));
        }
    }
    let Summary { photos, faces, failed, skipped, seconds, .. } = summary;
    let (photos, faces) = (counted(*photos, "photo", "photos"), counted(*faces, "face", "faces"));
    say(format_args!("{photos}, {skipped} unchanged, {failed} unreadable; {faces} found in {seconds:.1} s"));
    Ok(())
}
