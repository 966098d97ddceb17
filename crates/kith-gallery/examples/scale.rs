//! How long a large gallery takes: `cargo xtask bench --library`, or `cargo run --release -p kith-gallery --example scale`.
//!
//! The faces are made, not photographed: each points to its person as far as its quality says, and elsewhere for the rest, which
//! is the model whose numbers were measured (`models/models.toml`). So this shows speed and memory, and nothing of quality.
//! Arguments: the number of faces (300,000), of people (1,000) and of threads (all).

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use kith_domain::{DaySpan, Embedding, FaceId, PersonId, PhotoId, Probability, Quality};
use kith_gallery::{Changes, Gallery, Genuine, Grouping, Known, Likeness, Reliability, Who, Words};

const LENGTH: usize = 128;
const FACES_OF_A_PHOTO: i64 = 3;

fn main() {
    let mut arguments = std::env::args().skip(1).map(|text| text.parse::<usize>().expect("a number"));
    let faces = arguments.next().unwrap_or(300_000);
    let people = arguments.next().unwrap_or(1_000);
    let all = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = arguments.next().and_then(NonZeroUsize::new).unwrap_or(all);
    println!("{faces} made faces of {people} people, {threads} threads");
    let made = Made { people, reliability: likeness().reliability };
    let mut gallery =
        Gallery::new(&likeness(), &Grouping { link: 0.5, join: -1.5, relatives: 3.0 }, Probability(0.7), threads);

    let mut taken = gallery.take(Changes::default());
    timed("take all faces in", || {
        for face in 0..faces as i64 {
            let changes = Changes { known: vec![made.face(face, false)], gone: Vec::new() };
            taken.extend(gallery.take(changes));
        }
    });
    timed("suggestions when nobody is known", || gallery.suggest(std::mem::take(&mut taken), &Words::default()));
    timed("cluster from nothing", || gallery.regroup());
    println!("  {} faces in groups", gallery.memberships().len());

    let confirmed = (0..people as i64).map(|face| made.face(face, true)).collect();
    timed("confirm a face of each, identify all in one pass", || {
        let taken = gallery.take(Changes { known: confirmed, gone: Vec::new() });
        gallery.suggest(taken, &Words::default())
    });
    println!("  {} suggestions", gallery.suggestions().len());
    timed("groups after that", || gallery.regroup());

    many("confirm a face: suggestions and groups", 200, |k| {
        decide(&mut gallery, vec![made.face((people + k * 7) as i64, true)])
    });
    many("take that back", 200, |k| decide(&mut gallery, vec![made.face((people + k * 7) as i64, false)]));
    many("add 100 new faces", 20, |k| {
        let first = faces + k * 100;
        decide(&mut gallery, (first..first + 100).map(|face| made.face(face as i64, false)).collect())
    });
    let vectors = (gallery.len() * LENGTH * 4) as f64 / 1e6;
    if let Some(peak) = status("VmHWM:") {
        println!("vectors {vectors:.0} MB, peak memory {peak:.0} MB: {:.2} times", peak / vectors);
    }
}

/// Times of what is proposed, and of groups.
fn decide(gallery: &mut Gallery, known: Vec<Known>) -> [Duration; 2] {
    let start = Instant::now();
    let taken = gallery.take(Changes { known, gone: Vec::new() });
    gallery.suggest(taken, &Words::default());
    let middle = Instant::now();
    gallery.regroup();
    [middle - start, middle.elapsed()]
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) {
    let (start, before) = (Instant::now(), processor());
    drop(work());
    let used = processor().zip(before).map_or(f64::NAN, |(now, before)| now - before);
    let memory = status("VmRSS:").unwrap_or(f64::NAN);
    println!("{what}: {:.2} s, processor time {used:.2} s; memory {memory:.0} MB", start.elapsed().as_secs_f64());
}

fn many(what: &str, times: usize, work: impl FnMut(usize) -> [Duration; 2]) {
    let before = processor();
    let parts: Vec<[Duration; 2]> = (0..times).map(work).collect();
    let used = processor().zip(before).map_or(f64::NAN, |(now, before)| (now - before) * 1e3 / times as f64);
    println!("{what}, {times} times; processor time {used:.1} ms each");
    let both = |[one, other]: &[Duration; 2]| *one + *other;
    for (part, of) in
        [("all", &both as &dyn Fn(&[Duration; 2]) -> Duration), ("suggestions", &|t| t[0]), ("groups", &|t| t[1])]
    {
        let mut all: Vec<Duration> = parts.iter().map(of).collect();
        all.sort();
        let ms = |at: usize| all[at].as_secs_f64() * 1e3;
        println!("  {part}: median {:.1} ms, p95 {:.1} ms", ms(times / 2), ms(times * 95 / 100));
    }
}

/// Megabytes of this process, where Linux tells.
fn status(what: &str) -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|line| line.starts_with(what))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0 / 1e6)
}

/// Seconds that all threads of this process used, where Linux tells; in hundredths.
fn processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    let mut after_name = text.rsplit_once(')')?.1.split_whitespace().skip(11);
    let ticks: f64 = after_name.next()?.parse::<f64>().ok()? + after_name.next()?.parse::<f64>().ok()?;
    Some(ticks / 100.0)
}

/// The numbers of `models/models.toml`.
fn likeness() -> Likeness {
    Likeness {
        reliability: Reliability { most: 0.898, slope: 0.467, middle: -0.394 },
        genuine: Genuine { spread: 0.376, narrowing: 2.34, freedom: 5.9, between_groups: 0.12 },
        impostor: 0.095,
        relatives: 0.03,
    }
}

struct Made {
    people: usize,
    reliability: Reliability,
}

impl Made {
    /// A face of one of the people; the faces of a photo are of different ones.
    fn face(&self, face: i64, is_confirmed: bool) -> Known {
        let person = face % self.people as i64;
        let mut random = Random(face as u64 ^ 0x5EED_0000_0000);
        let quality = 0.2 + 0.79 * random.next();
        let Reliability { most, slope, middle } = self.reliability;
        let r = most / (1.0 + (slope * (middle - (quality / (1.0 - quality)).ln())).exp());
        let (own, other) = (Random(person as u64 ^ 0xFACE_0000_0000).direction(), random.direction());
        let vector = own.iter().zip(other).map(|(own, other)| r * own + (1.0 - r * r).sqrt() * other).collect();
        let embedding = Embedding::new(vector).expect("not zero");
        let teaches = Who::Confirmed { person: PersonId(person), teaches: true };
        Known {
            face: FaceId(face),
            photo: PhotoId(face / FACES_OF_A_PHOTO),
            taken: DaySpan::default(),
            who: if is_confirmed { teaches } else { Who::Open },
            look: Some((embedding, Quality(quality))),
        }
    }
}

/// Splitmix64.
struct Random(u64);

impl Random {
    /// Above 0, below 1.
    fn next(&mut self) -> f32 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((z ^ (z >> 31)) >> 40) as f32 + 0.5) / (1_u32 << 24) as f32
    }

    /// A direction: normal numbers (Box and Muller) of length 1.
    fn direction(&mut self) -> Vec<f32> {
        let normal =
            |random: &mut Self| (-2.0 * random.next().ln()).sqrt() * (std::f32::consts::TAU * random.next()).cos();
        let all: Vec<f32> = (0..LENGTH).map(|_| normal(self)).collect();
        let length = all.iter().map(|value| value * value).sum::<f32>().sqrt();
        all.into_iter().map(|value| value / length).collect()
    }
}
