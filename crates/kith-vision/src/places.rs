//! Where ONNX Runtime and the networks lie.

use std::{
    env::consts::{DLL_PREFIX, DLL_SUFFIX},
    ffi::OsString,
    path::{Path, PathBuf},
};

use crate::VisionError;

/// The two things that a process must find before it can look for faces.
///
/// A variable of the environment decides alone when it is set. Otherwise the first place that exists counts: beside the
/// executable, in the resources of the bundle, in the source tree that built this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// The shared library of ONNX Runtime.
    pub runtime: PathBuf,
    /// The folder with `models.toml` and the networks.
    pub models: PathBuf,
}

impl Places {
    /// Finds both; `bundle` is the folder of an installed application's resources.
    ///
    /// # Errors
    /// When one of them is nowhere; the text names the command that helps.
    pub fn find(bundle: Option<&Path>) -> Result<Self, VisionError> {
        Ok(Self { runtime: Self::find_runtime(bundle)?, models: Self::find_models(bundle)? })
    }

    /// Finds ONNX Runtime: `ORT_DYLIB_PATH`, or its library beside the executable, in `onnxruntime/` of the bundle or in
    /// `.kith/onnxruntime/` of the source tree.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn find_runtime(bundle: Option<&Path>) -> Result<PathBuf, VisionError> {
        let library = format!("{DLL_PREFIX}onnxruntime{DLL_SUFFIX}");
        let candidates = [
            beside_the_executable().map(|dir| dir.join(&library)),
            bundle.map(|dir| dir.join("onnxruntime").join(&library)),
            Some(source_tree().join(".kith/onnxruntime").join(&library)),
        ];
        choose(std::env::var_os("ORT_DYLIB_PATH"), candidates, Path::is_file, "ONNX Runtime")
    }

    /// Finds the networks: `KITH_MODELS_DIR`, or `models/` beside the executable, in the bundle or in the source tree.
    ///
    /// # Errors
    /// As [`Self::find`].
    pub fn find_models(bundle: Option<&Path>) -> Result<PathBuf, VisionError> {
        let candidates = [
            beside_the_executable().map(|dir| dir.join("models")),
            bundle.map(|dir| dir.join("models")),
            Some(source_tree().join("models")),
        ];
        let has_manifest = |dir: &Path| dir.join("models.toml").is_file();
        choose(std::env::var_os("KITH_MODELS_DIR"), candidates, has_manifest, "the folder of networks")
    }
}

fn beside_the_executable() -> Option<PathBuf> {
    std::env::current_exe().ok()?.parent().map(Path::to_path_buf)
}

fn source_tree() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A set variable is not checked here: whoever uses the path reports it, instead of silently using another place.
fn choose(
    variable: Option<OsString>,
    candidates: [Option<PathBuf>; 3],
    is_there: impl Fn(&Path) -> bool,
    what: &'static str,
) -> Result<PathBuf, VisionError> {
    if let Some(path) = variable.filter(|value| !value.is_empty()) {
        return Ok(path.into());
    }
    let looked_for: Vec<PathBuf> = candidates.into_iter().flatten().collect();
    let found = looked_for.iter().find(|path| is_there(path)).cloned();
    found.ok_or(VisionError::NotFound { what, looked_for })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidates() -> [Option<PathBuf>; 3] {
        [Some("beside".into()), None, Some("source".into())]
    }

    #[test]
    fn a_variable_decides_alone() {
        let chosen = choose(Some("given".into()), candidates(), |_| true, "x").unwrap();
        assert_eq!(chosen, Path::new("given"));
        let chosen = choose(Some(OsString::new()), candidates(), |_| true, "x").unwrap();
        assert_eq!(chosen, Path::new("beside"));
    }

    #[test]
    fn otherwise_the_first_place_that_exists_counts() {
        let chosen = choose(None, candidates(), |path| path == Path::new("source"), "x").unwrap();
        assert_eq!(chosen, Path::new("source"));
    }

    #[test]
    fn the_error_names_what_is_missing_where_it_was_looked_for_and_the_command() {
        let error = choose(None, candidates(), |_| false, "ONNX Runtime").unwrap_err().to_string();
        for part in ["ONNX Runtime", "beside, source", "cargo xtask setup"] {
            assert!(error.contains(part), "{error}");
        }
    }
}
