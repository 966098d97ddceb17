//! What the second opinion is fitted on: `fit_opinion.py` reads it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use kith_domain::{Embedding, Score};
use kith_vision::{AnalyzedFace, Evidence, Mode, Networks};
use serde::Serialize;

use crate::decode;

/// What `kith-eval candidates` takes.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder with pictures
    photos: PathBuf,
    /// A file that names the pictures below the folder, one a line
    list: PathBuf,
    /// How closely to look: fast, balanced or thorough
    #[arg(long, value_parser = mode, default_value = "balanced")]
    mode: Mode,
    /// Leave out what the looks together score below
    #[arg(long, value_name = "S", default_value_t = 0.2)]
    min_score: f32,
}

fn mode(word: &str) -> Result<Mode, String> {
    Mode::ALL.into_iter().find(|mode| mode.name() == word).ok_or_else(|| format!("there is no mode {word}"))
}

#[derive(Serialize)]
struct Line<'a> {
    photo: &'a str,
    width: u32,
    height: u32,
    candidates: Vec<Candidate>,
}

#[derive(Serialize)]
struct Candidate {
    /// Left, top, width and height in pixels.
    #[serde(rename = "box")]
    rect: [f32; 4],
    score: f32,
    norm: Option<f32>,
    company: f32,
    height: f32,
}

/// Prints one line a picture, in JSON.
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut analyzer = Networks::load(None)?.analyzer()?;
    let list = fs::read_to_string(&args.list).with_context(|| format!("cannot read {}", args.list.display()))?;
    for photo in list.lines().filter(|line| !line.is_empty()) {
        let mut frame = decode(&args.photos.join(photo))?;
        let candidates =
            analyzer.candidates(&mut frame, args.mode, Score::new(args.min_score))?.iter().map(candidate).collect();
        let line = Line { photo, width: frame.width(), height: frame.height(), candidates };
        println!("{}", serde_json::to_string(&line)?);
    }
    Ok(())
}

fn candidate((face, evidence): &(AnalyzedFace, Evidence)) -> Candidate {
    let rect = face.detection.rect;
    Candidate {
        rect: [rect.x, rect.y, rect.w, rect.h],
        score: evidence.score.value(),
        norm: face.embedding.as_ref().ok().map(Embedding::norm),
        company: evidence.company,
        height: evidence.height,
    }
}
