//! What a scan has to do: what is new or changed, in the order in which a person wants to see it.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::PathBuf;

use kith_domain::{FileId, RootId};
use kith_store::{FileRow, FileStamp, FileState};

use crate::listing::Listing;
use crate::paths::join;
use crate::scan::places::{Place, is_within};

/// How many of the newest photos come before all others.
const NEWEST: usize = 200;

/// A photo to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Task {
    /// The root it is in.
    pub(crate) root: RootId,
    /// Its path below the root.
    pub(crate) key: Vec<u8>,
    /// Its path on the disk.
    pub(crate) path: PathBuf,
    /// What it looked like when it was listed.
    pub(crate) stamp: FileStamp,
}

/// What is to be done in one place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Photos to look at.
    pub(crate) tasks: Vec<Task>,
    /// Photos that are as they were.
    pub(crate) skipped: usize,
    /// Of these, those that could not be read before.
    pub(crate) still_unreadable: usize,
    /// Files that were known here and are not there.
    pub(crate) gone: Vec<FileId>,
    /// Places that were not known.
    pub(crate) new: Vec<Vec<u8>>,
    /// Files that were missing, at whose places something lies.
    pub(crate) back: Vec<FileRow>,
    /// Whether anything known is still where it was.
    pub(crate) anything_known: bool,
}

/// Those of the files of a root, which are in the order of their paths, that can lie in its part `prefix`.
pub(crate) fn part<'a>(known: &'a [FileRow], prefix: &[u8]) -> &'a [FileRow] {
    if prefix.is_empty() {
        return known;
    }
    // What lies in the part begins with it and a slash, and `0` comes after the slash.
    let end = [prefix, b"0"].concat();
    let from = known.partition_point(|file| &file.key[..] < prefix);
    &known[from..known.partition_point(|file| file.key < end)]
}

/// Compares a listing with what is known of its place.
pub(crate) fn plan(place: &Place, listing: &Listing, known: &[FileRow], again: bool) -> Plan {
    let known_by_key: HashMap<&[u8], &FileRow> = known.iter().map(|file| (&file.key[..], file)).collect();
    let mut plan = Plan::default();
    let mut seen: HashSet<Vec<u8>> = HashSet::new();
    for entry in &listing.entries {
        let key = join(&place.prefix, &entry.key);
        let at_place = known_by_key.get(&key[..]);
        let file = at_place.filter(|file| file.state.is_there());
        plan.anything_known |= file.is_some();
        match file {
            Some(file) if !again && is_unchanged(file, entry.stamp) => {
                plan.skipped += 1;
                plan.still_unreadable += usize::from(matches!(file.state, FileState::Unreadable { .. }));
            }
            _ => plan.tasks.push(task(place, &key, entry.stamp)),
        }
        match (at_place, file) {
            (None, _) => plan.new.push(key.clone()),
            (Some(missing), None) => plan.back.push((*missing).clone()),
            _ => {}
        }
        seen.insert(key);
    }
    let is_closed = |key: &[u8]| listing.closed.iter().any(|(closed, _)| is_within(key, &join(&place.prefix, closed)));
    let gone = known
        .iter()
        .filter(|f| f.state.is_there() && is_within(&f.key, &place.prefix))
        .filter(|f| !seen.contains(&f.key) && !is_closed(&f.key));
    plan.gone = gone.map(|file| file.id).collect();
    plan
}

/// A photo that could not be read because the disk failed is kept with a stamp that no file has, and is tried again.
fn is_unchanged(file: &FileRow, stamp: FileStamp) -> bool {
    file.stamp == stamp && (file.analysed || matches!(file.state, FileState::Unreadable { .. }))
}

fn task(place: &Place, key: &[u8], stamp: FileStamp) -> Task {
    Task { root: place.root.id, key: key.to_vec(), path: crate::paths::path_of(&place.root.key, key), stamp }
}

/// The newest photos first, and then one of each folder in turn, so that every folder shows something soon.
pub(crate) fn in_order(mut tasks: Vec<Task>) -> VecDeque<Task> {
    tasks.sort_by(|a, b| b.stamp.mtime.cmp(&a.stamp.mtime).then_with(|| a.path.cmp(&b.path)));
    let rest = tasks.split_off(NEWEST.min(tasks.len()));
    let mut folders: HashMap<Option<PathBuf>, usize> = HashMap::new();
    let mut turns: Vec<(usize, Task)> = rest
        .into_iter()
        .map(|task| {
            let turn = folders.entry(task.path.parent().map(PathBuf::from)).or_default();
            *turn += 1;
            (*turn, task)
        })
        .collect();
    turns.sort_by_key(|(turn, _)| *turn);
    tasks.into_iter().chain(turns.into_iter().map(|(_, task)| task)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::listing::Entry;
    use kith_domain::{Orientation, PhotoId};
    use kith_store::{RootRow, RootState};

    const STAMP: FileStamp = FileStamp { size: 1, mtime: 1, beside: 0 };

    fn place(prefix: &[u8]) -> Place {
        let root = RootRow { id: RootId(1), key: b"/photos".to_vec(), volume: String::new(), state: RootState::Online };
        Place { root, prefix: prefix.to_vec() }
    }

    fn file(id: i64, key: &str, state: FileState) -> FileRow {
        FileRow {
            id: FileId(id),
            root: RootId(1),
            key: key.as_bytes().to_vec(),
            photo: Some(PhotoId(id)),
            stamp: STAMP,
            orientation: Orientation::Normal,
            analysed: state == FileState::Ok,
            state,
        }
    }

    fn entry(key: &str, stamp: FileStamp) -> Entry {
        Entry { key: key.as_bytes().to_vec(), stamp }
    }

    #[test]
    fn only_what_is_new_or_changed_is_looked_at() {
        let unreadable = FileState::Unreadable { reason: "empty".into() };
        let known = [
            file(1, "a.jpg", FileState::Ok),
            file(2, "b.jpg", unreadable),
            file(3, "c.jpg", FileState::Ok),
            file(4, "d.jpg", FileState::Ok),
            file(5, "e.jpg", FileState::Missing),
        ];
        let changed = FileStamp { size: 2, mtime: 1, beside: 0 };
        let entries = vec![
            entry("a.jpg", STAMP),
            entry("b.jpg", STAMP),
            entry("c.jpg", changed),
            entry("new.jpg", STAMP),
            entry("e.jpg", STAMP),
        ];
        let listing = Listing { entries, closed: vec![] };
        let made = plan(&place(b""), &listing, &known, false);
        let keys: Vec<_> = made.tasks.iter().map(|t| String::from_utf8_lossy(&t.key)).collect();
        assert_eq!(keys, ["c.jpg", "new.jpg", "e.jpg"]);
        assert_eq!((made.skipped, made.still_unreadable, &made.gone[..]), (2, 1, &[FileId(4)][..]));
        assert_eq!((&made.new[..], made.back), (&[b"new.jpg".to_vec()][..], known[4..].to_vec()));
        assert_eq!(plan(&place(b""), &listing, &known, true).tasks.len(), 5);
    }

    #[test]
    fn a_part_has_all_that_lies_in_it_and_little_else() {
        let mut known: Vec<FileRow> = (0..100).map(|n| file(n, &format!("{n:02}.jpg"), FileState::Ok)).collect();
        known.extend(["in/a.jpg", "in/b/c.jpg", "inside/d.jpg"].map(|key| file(100, key, FileState::Ok)));
        let keys = |prefix: &[u8]| part(&known, prefix).iter().map(|file| &file.key[..]).collect::<Vec<_>>();
        assert_eq!(keys(b"07.jpg"), [b"07.jpg"]);
        assert_eq!(keys(b"in"), [&b"in/a.jpg"[..], b"in/b/c.jpg"]);
        assert_eq!((keys(b"").len(), keys(b"out").len()), (103, 0));
    }

    #[test]
    fn what_lies_elsewhere_or_behind_a_closed_door_is_not_gone() {
        let known = [
            file(1, "in/a.jpg", FileState::Ok),
            file(2, "in/shut/b.jpg", FileState::Ok),
            file(3, "inside/c.jpg", FileState::Ok),
        ];
        let listing = Listing { entries: vec![], closed: vec![(b"shut".to_vec(), String::new())] };
        assert_eq!(plan(&place(b"in"), &listing, &known, false).gone, [FileId(1)]);
    }

    #[test]
    fn the_newest_come_first_and_then_every_folder_in_turn() {
        let tasks: Vec<Task> = (0..NEWEST as i64 + 6)
            .map(|k| {
                let folder = if k < 4 { "old" } else { "older" };
                let stamp = FileStamp { size: 1, mtime: k, beside: 0 };
                Task { root: RootId(1), key: vec![], path: format!("/photos/{folder}/{k:04}.jpg").into(), stamp }
            })
            .collect();
        let order: Vec<i64> = in_order(tasks).iter().map(|t| t.stamp.mtime).collect();
        assert_eq!(order[..2], [NEWEST as i64 + 5, NEWEST as i64 + 4]);
        assert_eq!(order[NEWEST..], [5, 3, 4, 2, 1, 0]);
    }
}
