//! A disk without room: no photo is harmed, and what could not be written waits.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use kith_app::Kith;
use kith_app::inner::{Decision, Mode, PersonName};
use kith_app::scan::{Control, ScanRequest};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;
use serde_json::Value;

use crate::kith;

/// More than a file may have while the disk is full, in whatever units the shell counts.
const LARGE: usize = 6 << 20;

/// Two photos with a confirmed face each, of which the first is large.
async fn album() -> Album {
    let album = Album::new();
    for place in ["large.jpg", "small.jpg"] {
        album.paint(place, &[1]);
    }
    // What stands behind the end of a JPEG is nobody's business, and stays.
    let large = [album.bytes("large.jpg"), vec![7; LARGE]].concat();
    album.add("large.jpg", &large);
    let kith = Kith::open(&album.library(), Some(Arc::new(FakeEyes::default()))).await.unwrap();
    let request = ScanRequest { paths: vec![album.root()], mode: Mode::Balanced, again: false, jobs: Some(1) };
    kith.scan(&request, &Arc::new(Control::default()), |_| {}).await.unwrap();
    let mut faces = Vec::new();
    kith_app::browse::photo_lines::<kith_app::AppError>(kith.library(), false, false, |line| {
        faces.extend(line.faces.iter().map(|face| face.id));
        Ok(())
    })
    .await
    .unwrap();
    let mut decisions = Vec::new();
    for face in faces {
        let face = kith.library().face_by_uuid(face).await.unwrap().unwrap();
        let person = PersonName::new("Anna").unwrap();
        decisions.push(Decision::Confirm { face, person, allow_twice: false });
    }
    kith.decide(&decisions).await.unwrap();
    kith.close().await;
    album
}

/// Writes while no file may become large, and the system says so instead of ending the process.
fn write_without_room(library: &Path) -> Vec<Value> {
    let script = "trap '' XFSZ; ulimit -f 4096; exec \"$0\" --library \"$1\" metadata write --embed";
    let output = Command::new("sh").arg("-c").arg(script).arg(kith::program()).arg(library).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[tokio::test]
async fn what_finds_no_room_is_as_it_was_and_is_written_later() {
    let album = album().await;
    let before = album.bytes("large.jpg");
    let lines = write_without_room(&album.library());
    let statuses: Vec<_> = lines.iter().map(|line| (line["photo"].as_str(), line["status"].as_str())).collect();
    assert_eq!(statuses, [(Some("large.jpg"), Some("failed")), (Some("small.jpg"), Some("written"))]);
    assert!(lines[0]["reason"].as_str().is_some_and(|reason| reason.contains("large")), "{}", lines[0]);
    assert_eq!(album.bytes("large.jpg"), before);
    let files = std::fs::read_dir(album.root()).unwrap().count();
    assert_eq!(files, 2, "nothing is left beside the photos");
    let later = kith::lines(&album.library(), &["metadata", "write", "--embed"]);
    let statuses: Vec<_> = later.iter().map(|line| line["status"].as_str()).collect();
    assert_eq!(statuses, [Some("written"), Some("unchanged")]);
    let after = album.bytes("large.jpg");
    assert!(after.len() > before.len() && after.ends_with(&vec![7; LARGE]));
    assert_eq!(kith::run(&album.library(), &["check"]), "");
}
