//! Faces in files without a library.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use kith_domain::{Detection, Embedding, Score, Similarity};
use kith_vision::{Analyzer, Manifest, Mode, NetworkStatus, Networks, Places, VisionError};

use crate::error::{AppError, Result};
use crate::eyes::Eyes;
use crate::photo_file::{PhotoFile, survive};

/// How to look.
#[derive(Debug, Clone, Copy)]
pub struct DetectRequest {
    /// How thoroughly.
    pub mode: Mode,
    /// Faces below this score are left out; by default those that a scan would leave out.
    pub min_score: Option<f32>,
    /// Whether to embed the faces.
    pub embeddings: bool,
}

/// A photo and what is in it.
#[derive(Debug)]
pub struct Detected {
    /// The path below the folder that was asked for, or the name of the file.
    pub photo: String,
    /// The folder.
    pub root: String,
    /// The picture, or why there is none.
    pub outcome: std::result::Result<Picture, String>,
}

/// A picture that could be read.
#[derive(Debug)]
pub struct Picture {
    /// Width as shown.
    pub width: u32,
    /// Height as shown.
    pub height: u32,
    /// Its faces in pixels, each with its embedding if it was asked for and there is one.
    pub faces: Vec<(Detection, Option<Embedding>)>,
}

/// A file to look at.
struct Item {
    photo: String,
    root: String,
    path: PathBuf,
}

/// Looks at all photos in `paths`, on all cores, and gives them to `each` in order.
///
/// # Errors
/// When a path is nowhere, a network cannot be opened, or `each` says so.
pub fn detect<E: From<AppError>>(
    eyes: &dyn Eyes,
    paths: &[PathBuf],
    request: DetectRequest,
    mut each: impl FnMut(Detected) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let items = items(paths)?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let analyzers = (0..workers).map(|_| eyes.analyzer()).collect::<std::result::Result<Vec<_>, _>>();
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::sync_channel(workers * 4);
    std::thread::scope(|scope| {
        for analyzer in analyzers.map_err(AppError::from)? {
            let (sender, items, next) = (sender.clone(), &items, &next);
            scope.spawn(move || work(analyzer, items, next, request, &sender));
        }
        drop(sender);
        in_order(receiver, &mut each)
    })
}

fn items(paths: &[PathBuf]) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for path in paths {
        let top = std::fs::canonicalize(path).map_err(AppError::io(path))?;
        let is_folder = top.is_dir();
        let folder = if is_folder { top.clone() } else { top.parent().unwrap_or(&top).to_owned() };
        // What the person names by itself gets a line, whatever it is.
        let keys = if is_folder {
            crate::listing::list(&folder, &top).entries.into_iter().map(|entry| entry.key).collect()
        } else {
            vec![Vec::new()]
        };
        for key in keys {
            let full = crate::path_of(top.as_os_str().as_encoded_bytes(), &key);
            let key = full.strip_prefix(&folder).map(crate::paths::key_of).unwrap_or_default();
            items.push(Item { photo: crate::shown(&key), root: crate::shown_path(&folder), path: full });
        }
    }
    Ok(items)
}

fn work(
    mut analyzer: Analyzer,
    items: &[Item],
    next: &AtomicUsize,
    request: DetectRequest,
    sender: &mpsc::SyncSender<(usize, Detected)>,
) {
    loop {
        let index = next.fetch_add(1, Ordering::Relaxed);
        let Some(item) = items.get(index) else { return };
        let look = || look(&mut analyzer, &item.path, request);
        let outcome = survive(look).unwrap_or_else(|stumbled| Err(stumbled.to_owned()));
        let detected = Detected { photo: item.photo.clone(), root: item.root.clone(), outcome };
        if sender.send((index, detected)).is_err() {
            return;
        }
    }
}

fn look(analyzer: &mut Analyzer, path: &Path, request: DetectRequest) -> std::result::Result<Picture, String> {
    let longest_side = analyzer.longest_side(request.mode);
    let mut file = PhotoFile::open(path, longest_side).map_err(|failure| failure.to_string())?;
    let faces = faces(analyzer, &mut file, request).map_err(|error| error.to_string())?;
    let (width, height) = file.photo.size;
    Ok(Picture { width, height, faces })
}

fn faces(
    analyzer: &mut Analyzer,
    file: &mut PhotoFile,
    request: DetectRequest,
) -> std::result::Result<Vec<(Detection, Option<Embedding>)>, VisionError> {
    let min_score = request.min_score.map(Score::new);
    let faces = analyzer.analyze(file, request.mode, min_score)?;
    let wanted = |embedding: Option<Embedding>| embedding.filter(|_| request.embeddings);
    Ok(faces.into_iter().map(|face| (face.detection, wanted(face.embedding.ok()))).collect())
}

/// Takes the receiver, so that nobody waits to send once `each` wants no more.
fn in_order<E>(
    receiver: mpsc::Receiver<(usize, Detected)>,
    each: &mut impl FnMut(Detected) -> std::result::Result<(), E>,
) -> std::result::Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut expected = 0;
    for (index, detected) in receiver {
        waiting.insert(index, detected);
        while let Some(detected) = waiting.remove(&expected) {
            each(detected)?;
            expected += 1;
        }
    }
    Ok(())
}

/// How alike the largest faces of two photos are, and whether that is the same person.
///
/// # Errors
/// When a photo cannot be read, or has no face that can be compared.
pub fn verify(networks: &Networks, a: &Path, b: &Path) -> Result<(Similarity, bool)> {
    let mut analyzer = networks.analyzer()?;
    let (a, b) = (largest(&mut analyzer, a)?, largest(&mut analyzer, b)?);
    let similarity = a.similarity(&b);
    Ok((similarity, similarity >= networks.embedder_calibration().verification))
}

fn largest(analyzer: &mut Analyzer, path: &Path) -> Result<Embedding> {
    let file = PhotoFile::open(path, analyzer.longest_side(Mode::Balanced));
    let mut file = file.map_err(|source| AppError::Photo { path: path.into(), source })?;
    let faces = analyzer.analyze(&mut file, Mode::Balanced, None)?;
    let area = |face: &kith_vision::AnalyzedFace| face.detection.rect.w * face.detection.rect.h;
    let face = faces.into_iter().max_by(|a, b| area(a).total_cmp(&area(b)));
    let none = || AppError::NotFound { what: "face that can be compared in", name: crate::shown_path(path) };
    face.ok_or_else(none)?.embedding.map_err(|_| none())
}

/// What is known of the networks that would be used, and whether they are what they should be.
///
/// # Errors
/// When the manifest cannot be found or read.
pub fn models() -> Result<Vec<NetworkStatus>> {
    let models = Places::find_models(None)?;
    Ok(Manifest::read(&models)?.status(&models))
}
