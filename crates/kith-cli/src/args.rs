//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use kith_app::inner::Mode as VisionMode;

/// The forms of a line of decisions.
pub(crate) const ASSIGN: &str = r#"A line is one of these; ids, photos and roots are those that `kith faces` prints:
  {"face":"5f0c…","person":"Anna"}             this face is Anna, who may be new
  {"face":"5f0c…","reject":"Anna"}             it is not Anna
  {"face":"5f0c…","ignore":true}               it is of no interest
  {"face":"5f0c…","not_a_face":true}           there is no face
  {"face":"5f0c…","stranger":true}             it is nobody you know
  {"face":"5f0c…","later":true}                you cannot name it now
  {"face":"5f0c…","clear":true}                forget what was said of it; rejections stay
  {"face":"5f0c…","same":"91ab…"}              two faces are one person
  {"face":"5f0c…","different":"91ab…"}         they are two
  {"face":"5f0c…","unsure":"91ab…"}            you cannot tell
  {"rename":"Anna","to":"Anna Berg"}           a person gets another name
  {"person":"Anna","born":"1984-05","died":null}
                                               when a person was born and died: a year, a
                                               month or a day, or null where it is not known
  {"person":"Anna","key_face":"5f0c…"}         this face of Anna is her picture
  {"person":"Anna","hidden":true}              she is left out of the list of people and of
                                               what is asked; false shows her again
  {"merge":"Anni","into":"Anna"}               two people are one
  {"photo":"2024/a.jpg","root":"/photos","box":[0.1,0.2,0.3,0.4],"person":null}
                                               there is a face: left, top, width, height
  {"photo":"2024/a.jpg","root":"/photos","keyword":["Places","Rome"]}
                                               the photo has a keyword
  {"photo":"2024/a.jpg","root":"/photos","without_keyword":["Places","Rome"]}
                                               it has it no more
  {"photo":"2024/a.jpg","root":"/photos","left_out":true}
                                               the photo is left out of the library and not
                                               scanned; false takes it in again
  {"folder":"2024/May","root":"/photos","left_out":true}
                                               so is a folder, with all that lies in it"#;

/// A private face manager for your own photographs.
#[derive(Debug, Parser)]
#[command(name = "kith", version, arg_required_else_help = true)]
pub(crate) struct Args {
    /// The library's folder; without it the one that the variable `KITH_LIBRARY` names, or else Kith's own data folder.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) library: Option<PathBuf>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Look at folders: what is new or changed, and who may be in it.
    Scan(Scan),
    /// Print every photo with its faces, one line each.
    Faces {
        /// Print the embeddings too.
        #[arg(long)]
        embeddings: bool,
        /// Print also files that are not there any more.
        #[arg(long)]
        missing: bool,
    },
    /// Print everybody, one line each.
    People,
    /// Take decisions from a file or from standard input (-), one JSON object a line: all of them or none.
    #[command(after_help = ASSIGN)]
    Assign {
        /// The file.
        file: PathBuf,
    },
    /// Take steps back.
    Undo {
        /// How many.
        #[arg(default_value_t = 1)]
        steps: u32,
    },
    /// Bring steps again.
    Redo {
        /// How many.
        #[arg(default_value_t = 1)]
        steps: u32,
    },
    /// Look for what is wrong with the library.
    Check,
    /// Erase all face data for ever.
    EraseFaces {
        /// Do not ask.
        #[arg(long)]
        yes: bool,
    },
    /// Find faces in photos without a library.
    Detect(Detect),
    /// Compare the largest faces of two photos.
    Verify {
        /// One photo.
        a: PathBuf,
        /// The other.
        b: PathBuf,
    },
    /// Print which networks are used.
    Models,
    /// Take in what another program knows of people, for the photos of the library.
    Import {
        /// Which program.
        #[command(subcommand)]
        from: Import,
    },
    /// Print all people and faces for other programs.
    Export {
        /// In which form.
        #[arg(value_enum)]
        form: ExportForm,
    },
    /// Read the metadata of photos, or write people into them.
    Metadata {
        /// What to do with them.
        #[command(subcommand)]
        command: Metadata,
    },
    /// Write a page with all faces for a web browser, and print where it is.
    Report {
        /// The page; by default `faces.html` in the library.
        file: Option<PathBuf>,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Scan {
    /// How thoroughly to look.
    #[arg(long, value_enum, default_value_t = Mode::Balanced)]
    pub(crate) mode: Mode,
    /// Look also at what has not changed.
    #[arg(long)]
    pub(crate) again: bool,
    /// Photos looked at at the same time; by default one a core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(crate) jobs: Option<u16>,
    /// Print progress as JSON Lines.
    #[arg(long, value_enum)]
    pub(crate) progress: Option<ProgressFormat>,
    /// Folders and photos; without any, all folders of the library.
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Detect {
    /// How thoroughly to look.
    #[arg(long, value_enum, default_value_t = Mode::Balanced)]
    pub(crate) mode: Mode,
    /// Leave out faces that are less sure (0 to 1).
    #[arg(long, value_name = "S", value_parser = score)]
    pub(crate) min_score: Option<f32>,
    /// Print the embeddings too.
    #[arg(long)]
    pub(crate) embeddings: bool,
    /// Folders and photos.
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Metadata {
    /// Print who is in a photo, and its keywords, as its metadata say.
    Read {
        /// Read also the sidecars of the photo and what Picasa left in its folder.
        #[arg(long)]
        all: bool,
        /// A photo, or an .xmp file.
        file: PathBuf,
    },
    /// Write who is confirmed to photos, or beside them, and print what was done to each.
    Write(WritePeople),
    /// Print where files contradict what you said, one line a face.
    Conflicts,
    /// Settle a contradiction.
    Settle {
        /// Its number, as `conflicts` prints it.
        id: i64,
        /// Whose word holds.
        holds: WhoseWord,
    },
}

/// Whose word holds in a contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WhoseWord {
    /// The file's: it becomes your decision.
    File,
    /// The library's: it is written to the file the next time.
    Library,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct WritePeople {
    /// Only print what would be done.
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) place: WritePlace,
    /// Write people as keywords too, `People/Name` as digiKam has them, whatever the library's setting says.
    #[arg(long)]
    pub(crate) people_as_keywords: bool,
    /// Photos and folders; without any, everything that is to be written.
    pub(crate) photos: Vec<PathBuf>,
}

#[derive(Debug, Clone, Copy, ClapArgs)]
pub(crate) struct WritePlace {
    /// Write beside the photos, whatever the library's setting says.
    #[arg(long, conflicts_with = "embed")]
    pub(crate) sidecar: bool,
    /// Write into the photos, and beside those whose formats are not changed.
    #[arg(long)]
    pub(crate) embed: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// What Picasa left in a folder and those below it.
    Picasa {
        /// The folder.
        dir: PathBuf,
    },
    /// The confirmed and ignored faces of digiKam.
    Digikam {
        /// Its database, digikam4.db.
        file: PathBuf,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportForm {
    /// One JSON object a line.
    Json,
    /// A table with commas.
    Csv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    /// The quickest.
    Fast,
    /// The usual.
    Balanced,
    /// The most careful, and the slowest.
    Thorough,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressFormat {
    /// JSON Lines on standard output.
    Json,
}

impl From<Mode> for VisionMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Fast => Self::Fast,
            Mode::Balanced => Self::Balanced,
            Mode::Thorough => Self::Thorough,
        }
    }
}

fn score(text: &str) -> Result<f32, String> {
    let number: f32 = text.parse().map_err(|_| "must be a number".to_owned())?;
    if (0.0..=1.0).contains(&number) { Ok(number) } else { Err("must be between 0 and 1".to_owned()) }
}
