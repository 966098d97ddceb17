//! From arguments to use cases.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use kith_app::dto::PersonRow;
use kith_app::inner::{Networks, Refusal};
use kith_app::{AppError, Eyes, Kith, shown_path};
use serde_json::json;

use crate::args::{Args, Command, Metadata};
use crate::lines::{PersonLine, PhotoLine, ProblemLine, print, say};
use crate::{assign, detect, export, import, metadata, report, scan};

/// Does what the arguments say.
pub(crate) fn run(args: Args) -> Result<ExitCode> {
    match args.command {
        Command::Detect(args) => detect::run_detect(&args).map(|()| ExitCode::SUCCESS),
        Command::Verify { a, b } => detect::run_verify(&a, &b).map(|()| ExitCode::SUCCESS),
        Command::Models => detect::run_models().map(code),
        Command::Metadata { command: Metadata::Read { all, file } } => {
            metadata::run_read(&file, all).map(|()| ExitCode::SUCCESS)
        }
        Command::EraseFaces { yes } if !yes && !std::io::stdin().is_terminal() => {
            say("erasing all face data cannot be undone; say --yes");
            Ok(ExitCode::from(2))
        }
        command => {
            let dir = args
                .library
                .or_else(|| std::env::var_os("KITH_LIBRARY").filter(|dir| !dir.is_empty()).map(PathBuf::from))
                .or_else(kith_app::default_library)
                .context("there is no home folder; say --library DIR")?;
            tokio::runtime::Runtime::new()?.block_on(with_library(&dir, command))
        }
    }
}

fn code(ok: bool) -> ExitCode {
    if ok { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn with_library(dir: &Path, command: Command) -> Result<ExitCode> {
    let database = dir.join("kith.sqlite");
    let is_there = database.try_exists().with_context(|| format!("cannot look into {}", shown_path(dir)))?;
    match &command {
        Command::Scan(args) if !is_there => kith_app::scan::check_paths(&args.paths)?,
        _ if !is_there => {
            anyhow::bail!("there is no library in {}; make one with: kith --library DIR scan FOLDER", shown_path(dir))
        }
        _ => {}
    }
    let needs_no_eyes = matches!(
        command,
        Command::Check | Command::EraseFaces { .. } | Command::Metadata { .. } | Command::Export { .. }
    );
    let eyes: Option<Arc<dyn Eyes>> = if needs_no_eyes { None } else { Some(Arc::new(Networks::load(None)?)) };
    let kith = Kith::open(dir, eyes).await?;
    let outcome = in_library(&kith, command).await;
    kith.close().await;
    outcome
}

async fn in_library(kith: &Kith, command: Command) -> Result<ExitCode> {
    match command {
        Command::Scan(args) => scan::run(kith, args).await?,
        Command::Faces { embeddings, missing } => {
            kith.catch_up().await?;
            let print = |line| print(&PhotoLine::from(line));
            kith_app::browse::photo_lines(kith.library(), embeddings, missing, print).await?;
        }
        Command::People => people(kith).await?,
        Command::Assign { file } => assign(kith, file).await?,
        Command::Undo { steps } => {
            let undone = kith.undo(steps).await?;
            kith.refresh().await?;
            print(&json!({ "undone": undone }))?;
        }
        Command::Redo { steps } => {
            let redone = kith.redo(steps).await?;
            kith.refresh().await?;
            print(&json!({ "redone": redone }))?;
        }
        Command::Check => return check(kith).await,
        Command::EraseFaces { yes } => return erase(kith, yes).await,
        Command::Report { file } => report::run(kith, file).await?,
        Command::Metadata { command } => return metadata::run(kith, command).await,
        Command::Import { from } => import::run(kith, from).await?,
        Command::Export { form } => export::run(kith, form).await?,
        Command::Detect(_) | Command::Verify { .. } | Command::Models => {}
    }
    Ok(ExitCode::SUCCESS)
}

async fn people(kith: &Kith) -> Result<()> {
    kith.catch_up().await?;
    for row in kith_app::browse::people_list(kith.library()).await?.people {
        let PersonRow { name, born, died, confirmed, suggested, hidden, .. } = row;
        print(&PersonLine { person: name, confirmed, suggested, born, died, hidden })?;
    }
    Ok(())
}

async fn assign(kith: &Kith, file: PathBuf) -> Result<()> {
    let mut text = String::new();
    if file.as_os_str() == "-" {
        std::io::stdin().read_to_string(&mut text)?;
    } else {
        text = std::fs::read_to_string(&file).with_context(|| shown_path(&file))?;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let (numbers, decisions): (Vec<usize>, Vec<_>) = assign::decisions(kith, text).await?.into_iter().unzip();
    match kith.decide(&decisions).await {
        Err(AppError::Refused { number, refusal }) => {
            let line = numbers.get(number - 1).copied().unwrap_or(number);
            return Err(refused(kith, line, refusal).await);
        }
        other => drop(other?),
    }
    kith.refresh().await?;
    print(&json!({ "applied": decisions.len() }))
}

/// Why a line of decisions cannot hold, with the photo where it is about one.
async fn refused(kith: &Kith, number: usize, refusal: Refusal) -> anyhow::Error {
    let photo = match &refusal {
        Refusal::TwiceInPhoto { photo, .. } => kith.photo_file(*photo).await.ok(),
        _ => None,
    };
    let error = AppError::Refused { number, refusal };
    photo.map_or_else(|| anyhow::anyhow!("{error}"), |photo| anyhow::anyhow!("{error}: {}", shown_path(photo)))
}

async fn check(kith: &Kith) -> Result<ExitCode> {
    let problems = kith.problems().await?;
    for problem in &problems {
        let photo = problem.photo.as_deref().map(kith_app::shown);
        print(&ProblemLine { problem: problem.problem, photo, detail: &problem.detail })?;
    }
    Ok(code(problems.is_empty()))
}

async fn erase(kith: &Kith, yes: bool) -> Result<ExitCode> {
    if !yes {
        eprint!("Erase all faces, names and decisions of {} for ever? Type yes: ", shown_path(kith.library().dir()));
        std::io::stderr().flush()?;
        let mut answer = String::new();
        std::io::stdin().read_line(&mut answer)?;
        if answer.trim() != "yes" {
            say("nothing was erased");
            return Ok(ExitCode::FAILURE);
        }
    }
    let faces = kith.erase_faces().await?;
    print(&json!({ "erased": faces, "library": shown_path(kith.library().dir()) }))?;
    Ok(ExitCode::SUCCESS)
}
