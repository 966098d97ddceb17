//! `kith detect`, `kith verify` and `kith models`: what needs no library.

use std::path::Path;

use anyhow::Result;
use kith_app::files::{DetectRequest, detect, verify};
use kith_app::inner::Networks;
use serde::Serialize;

use crate::args::Detect;
use crate::lines::{PhotoLine, print};

#[derive(Debug, Serialize)]
struct VerifyLine {
    similarity: f32,
    same: bool,
}

#[derive(Debug, Serialize)]
struct ModelLine {
    name: String,
    role: &'static str,
    licence: String,
    sha256: String,
    ok: bool,
}

pub(crate) fn run_detect(args: &Detect) -> Result<()> {
    let networks = Networks::load(None)?;
    let request = DetectRequest { mode: args.mode.into(), min_score: args.min_score, embeddings: args.embeddings };
    detect(&networks, &args.paths, request, |photo| print(&PhotoLine::from(photo)))
}

pub(crate) fn run_verify(a: &Path, b: &Path) -> Result<()> {
    let (similarity, same) = verify(&Networks::load(None)?, a, b)?;
    print(&VerifyLine { similarity: similarity.0, same })
}

/// Prints every network; false if one of them is not the one it should be.
pub(crate) fn run_models() -> Result<bool> {
    let mut all_ok = true;
    for model in kith_app::files::models()? {
        all_ok &= model.ok;
        let (name, role, licence, sha256, ok) = (model.name, model.role, model.licence, model.sha256, model.ok);
        print(&ModelLine { name, role, licence, sha256, ok })?;
    }
    Ok(all_ok)
}
