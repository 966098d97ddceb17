//! A scan that is killed at any moment costs nothing that was done before.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use kith_tests::album::Album;
use kith_tests::fixtures;
use kith_tests::random::Random;
use serde_json::{Value, json};

use crate::kith;

/// Real pictures of drawn people, several times over, so that there is time to be killed.
fn album() -> Album {
    let album = Album::new();
    for (number, (place, bytes)) in fixtures::drawn_files().into_iter().enumerate() {
        album.add(format!("{number:03}-{}", place.replace('/', "-")), &bytes);
    }
    album
}

/// Everything that `kith faces` prints, without the numbers of groups, which depend on when a group was first seen.
fn state(library: &Path) -> Vec<Value> {
    let mut lines = kith::lines(library, &["faces", "--embeddings"]);
    for face in lines.iter_mut().flat_map(|line| line["faces"].as_array_mut().expect("faces")) {
        let grouped = !face["cluster"].is_null();
        face["cluster"] = json!(grouped);
    }
    lines
}

/// Starts a scan and kills it (`SIGKILL`) when it says that so many photos are done.
fn scan_and_kill(library: &Path, root: &Path, after: u64) {
    let mut scan = kith::command(library, &["scan", "--again", "--progress", "json"]);
    let mut scan = scan.arg(root).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("kith can be started");
    let progress = BufReader::new(scan.stdout.take().expect("piped"));
    for line in progress.lines().map_while(Result::ok) {
        let line: Value = serde_json::from_str(&line).expect("JSON");
        if line["done"].as_u64().is_some_and(|done| done >= after) {
            break;
        }
    }
    scan.kill().expect("it can be killed");
    scan.wait().expect("it ends");
}

#[test]
fn ten_kills_leave_the_library_as_if_nothing_had_happened() {
    let album = album();
    let (root, disturbed) = (album.root(), album.library());
    let undisturbed = album.library().with_file_name("undisturbed");
    let root_text = root.to_str().expect("temporary folders are UTF-8");
    let decisions = decide(&disturbed, &undisturbed, root_text);
    assert!(decisions >= 12, "{decisions} decisions are enough to lose one");
    let mut random = Random::new(9);
    for _ in 0..10 {
        scan_and_kill(&disturbed, &root, random.bits() % 8);
    }
    kith::run(&disturbed, &["scan", root_text]);
    assert_eq!(state(&disturbed), state(&undisturbed));
    kith::run(&disturbed, &["scan", "--again", root_text]);
    assert_eq!(state(&disturbed), state(&undisturbed));
    assert_eq!(kith::run(&disturbed, &["check"]), "");
}

/// Scans both libraries and decides the same in both; returns how much.
fn decide(disturbed: &Path, undisturbed: &Path, root: &str) -> usize {
    kith::run(disturbed, &["scan", root]);
    let faces: Vec<Value> = kith::lines(disturbed, &["faces"])
        .iter()
        .flat_map(|line| line["faces"].as_array().expect("faces").iter().take(1).cloned().collect::<Vec<_>>())
        .collect();
    let decision = |(number, face): (usize, &Value)| match number % 4 {
        0 => json!({ "face": face["id"], "person": format!("Person {}", number % 3) }),
        1 => json!({ "face": face["id"], "person": format!("Person {}", number % 5) }),
        2 => json!({ "face": face["id"], "ignore": true }),
        _ => json!({ "face": face["id"], "reject": "Person 0" }),
    };
    let decisions: Vec<String> = faces.iter().enumerate().map(decision).map(|value| value.to_string()).collect();
    let file = disturbed.with_file_name("decisions.jsonl");
    std::fs::write(&file, decisions.join("\n")).expect("the folder can be written");
    kith::run(undisturbed, &["scan", root]);
    for library in [disturbed, undisturbed] {
        kith::run(library, &["assign", file.to_str().expect("UTF-8")]);
    }
    decisions.len()
}
