//! A library with people and an album: what tests of names in files have in common.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kith_app::files::{LibraryWrite, Manner, Target, WriteStatus, WrittenFile, read_metadata};
use kith_app::inner::{Decision, FaceUuid, Mode, PersonName, UnitRect, Verdict};
use kith_app::scan::{Control, ScanRequest};
use kith_app::{AppError, Kith};
use kith_tests::album::Album;
use kith_tests::fakes::FakeEyes;

const SIDECAR: &str = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
    <rdf:Description xmlns:MP=\"http://ns.microsoft.com/photo/1.2/\" xmlns:MPRI=\"http://ns.microsoft.com/photo/1.2/t/RegionInfo#\" \
    xmlns:MPReg=\"http://ns.microsoft.com/photo/1.2/t/Region#\"><MP:RegionInfo rdf:parseType=\"Resource\"><MPRI:Regions><rdf:Bag>\
    ITEMS</rdf:Bag></MPRI:Regions></MP:RegionInfo></rdf:Description></rdf:RDF></x:xmpmeta>";

/// A sidecar with names at places.
pub(crate) fn sidecar(people: &[(&str, UnitRect)]) -> String {
    let item = |(name, r): &(&str, UnitRect)| {
        let place = format!("{}, {}, {}, {}", r.x(), r.y(), r.w(), r.h());
        format!("<rdf:li MPReg:PersonDisplayName=\"{name}\" MPReg:Rectangle=\"{place}\"/>")
    };
    SIDECAR.replace("ITEMS", &people.iter().map(item).collect::<String>())
}

/// A sidecar with a list of people, and with names at places.
pub(crate) fn listing(people: &[&str], placed: &[(&str, UnitRect)]) -> String {
    let items = people.join("</rdf:li><rdf:li>");
    let list = format!(
        "<Iptc4xmpExt:PersonInImage xmlns:Iptc4xmpExt=\"http://iptc.org/std/Iptc4xmpExt/2008-02-29/\"><rdf:Bag>\
         <rdf:li>{items}</rdf:li></rdf:Bag></Iptc4xmpExt:PersonInImage></rdf:Description>"
    );
    sidecar(placed).replace("</rdf:Description>", &list)
}

/// A sidecar with names at places in the list of the Metadata Working Group, others in Microsoft's, and a list of people.
pub(crate) fn two_lists(mwg: &[(&str, UnitRect)], microsoft: &[(&str, UnitRect)], people: &[&str]) -> String {
    let item = |(name, r): &(&str, UnitRect)| {
        let centre = r.centre();
        format!(
            "<rdf:li rdf:parseType=\"Resource\"><mwg-rs:Name>{name}</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type>\
             <mwg-rs:Area stArea:x=\"{}\" stArea:y=\"{}\" stArea:w=\"{}\" stArea:h=\"{}\" stArea:unit=\"normalized\"/></rdf:li>",
            centre.x,
            centre.y,
            r.w(),
            r.h()
        )
    };
    let items = mwg.iter().map(item).collect::<String>();
    let list = format!(
        "<mwg-rs:Regions xmlns:mwg-rs=\"http://www.metadataworkinggroup.com/schemas/regions/\" \
         xmlns:stArea=\"http://ns.adobe.com/xmp/sType/Area#\" rdf:parseType=\"Resource\">\
         <mwg-rs:RegionList><rdf:Bag>{items}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions></rdf:Description>"
    );
    listing(people, microsoft).replace("</rdf:Description>", &list)
}

pub(crate) fn name(text: &str) -> PersonName {
    PersonName::new(text).unwrap()
}

pub(crate) async fn open(dir: &Path) -> Kith {
    Kith::open(dir, Some(Arc::new(FakeEyes::default()))).await.unwrap()
}

/// A library of an album with these photos of the same people, scanned; with the album's folder.
pub(crate) async fn scanned(album: &Album, photos: &[&str], people: &[usize]) -> (PathBuf, Kith) {
    for photo in photos {
        album.paint(photo, people);
    }
    let (root, kith) = (album.root(), open(&album.library()).await);
    scan(&kith, &root).await;
    (root, kith)
}

pub(crate) async fn scan(kith: &Kith, root: &Path) {
    scan_as(kith, root, false).await;
}

/// Looks at every photo, also at those that are as they were.
pub(crate) async fn scan_again(kith: &Kith, root: &Path) {
    scan_as(kith, root, true).await;
}

async fn scan_as(kith: &Kith, root: &Path, again: bool) {
    let request = ScanRequest { paths: vec![root.to_owned()], mode: Mode::Balanced, again, jobs: Some(1) };
    kith.scan(&request, &Arc::new(Control::default()), |_| {}).await.unwrap();
}

/// A face as it is listed: its photo, who it is, what was said, its identity, and its place in the upright picture.
pub(crate) type Listed = (String, Option<String>, Verdict, FaceUuid, UnitRect);

pub(crate) async fn faces(kith: &Kith) -> Vec<Listed> {
    let mut faces = Vec::new();
    kith_app::browse::photo_lines::<AppError>(kith.library(), false, false, |line| {
        let face = |face: kith_app::browse::FaceLine| {
            let person = face.person.map(|name| name.to_string());
            (line.photo.clone(), person, face.verdict, face.id, face.rect)
        };
        faces.extend(line.faces.into_iter().map(face));
        Ok(())
    })
    .await
    .unwrap();
    faces
}

pub(crate) async fn names(kith: &Kith) -> Vec<Option<String>> {
    faces(kith).await.into_iter().map(|face| face.1).collect()
}

pub(crate) async fn confirm(kith: &Kith, number: usize, person: &str) {
    let uuid = faces(kith).await[number].3;
    let face = kith.library().face_by_uuid(uuid).await.unwrap().unwrap();
    kith.decide(&[Decision::Confirm { face, person: name(person), allow_twice: false }]).await.unwrap();
}

/// Takes back whatever was said of a face.
pub(crate) async fn clear(kith: &Kith, number: usize) {
    let face = kith.library().face_by_uuid(faces(kith).await[number].3).await.unwrap().unwrap();
    kith.decide(&[Decision::Clear { face }]).await.unwrap();
}

pub(crate) async fn write(kith: &Kith, target: Target, dry_run: bool) -> Vec<WrittenFile> {
    write_some(kith, target, dry_run, Vec::new()).await
}

pub(crate) async fn write_some(kith: &Kith, target: Target, dry_run: bool, paths: Vec<PathBuf>) -> Vec<WrittenFile> {
    let mut lines = Vec::new();
    let request = LibraryWrite { target, manner: Manner::default(), dry_run, again: false, paths };
    let each = |line, _| {
        lines.push(line);
        Ok::<_, AppError>(())
    };
    kith.write_metadata(&request, &Control::default(), each).await.unwrap();
    lines
}

pub(crate) fn statuses(lines: &[WrittenFile]) -> Vec<WriteStatus> {
    lines.iter().map(|line| line.status).collect()
}

/// The names in a file and what lies beside it, in the list of the Metadata Working Group.
pub(crate) fn told(photo: &Path) -> Vec<String> {
    let regions = read_metadata(photo, true).unwrap().regions.into_iter().filter(|region| region.source == "mwg");
    regions.filter_map(|region| region.name).collect()
}
