"""What Kith reads from and writes into photographs, on real files, with exiftool as the witness.

    metadata.py KITH read REGIONS.tsv
    metadata.py KITH write --embed|--sidecar FOLDER...
    metadata.py KITH speed [--photos N] FOLDER
    metadata.py KITH kill [--kills N] [--photos N] FOLDER
    metadata.py KITH round [--photos N] FOLDER

KITH   the program, built with --release
read   a table of every region of REGIONS.tsv (as written in the files that lie beside it: path, format, name, type, x, y, w,
       h, unit, exif_orientation, stored_width, stored_height) beside what `kith metadata read` gives
write  names a face in a copy of every picture of the folders, gives it keywords, takes the first one that was there away, writes
       them, and counts what exiftool finds afterwards: names and keywords as written, every other tag as before, image data the
       same
speed  a dry run and a writing of sidecars over N photos (copies of those in FOLDER), and the same sidecars by exiftool, in
       the same run: wall and processor seconds, and their ratio
kill   kills (SIGKILL) so many batches that write into photos, each at a random moment, renames the person between them so that
       every file waits again, and looks at every file after every kill: the old or the new name and the same image data
round  names every face of N photos in one library, writes half of the photos and sidecars of the others, lets an empty library scan
       the same files, and compares people, faces and boxes
Prints one line a finding and a summary, and ends with 1 where something is not as it should be. Needs exiftool.
"""
import argparse
import hashlib
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

SCHEMES = {"mwg": "mwg", "mp": "mp", "iptc": "iptc"}
NEAR, SAME = 0.01, 0.5
BOXES = [0.3, 0.35, 0.2, 0.2], [0.05, 0.05, 0.1, 0.1], [0.8, 0.8, 0.15, 0.15]
NAME, WORD, PATH = "Zoë & Co <1>", "Kith test", ["Places", "Nowhere"]
# What writing is about, and what follows from it: sizes, times, where blocks begin, sums over blocks that changed.
CHANGED = ("RegionInfo", "RegionInfoMP", "PersonInImage", "Subject", "HierarchicalSubject", "TagsList", "Keywords")
FOLLOWS = (
    "SourceFile", "ExifTool:ExifToolVersion", "ExifTool:Warning", "System:", "XMP-x:XMPToolkit", "File:CurrentIPTCDigest",
    "Photoshop:IPTCDigest", "Composite:", "IFD1:ThumbnailOffset", "RIFF:WebP_Flags", "File:FileType",
)


def run(*command, **more):
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False, **more)


def lines(*command, **more):
    done = run(*command, **more)
    return [json.loads(line) for line in done.stdout.splitlines() if line.strip()], done


# ---- read

def upright(box, exif):
    """A box of the stored picture in the one that is shown (EXIF orientation 1 to 8)."""
    x, y, w, h = box
    if exif in (2, 3):
        x = 1 - x - w
    if exif in (3, 4):
        y = 1 - y - h
    if exif >= 5:
        x, y, w, h = y, x, h, w
        if exif in (6, 7):
            x = 1 - x - w
        if exif in (7, 8):
            y = 1 - y - h
    return [x, y, w, h]


def written_box(row):
    x, y, w, h = (float(row[side]) for side in "xywh")
    if row["unit"] == "pixel":
        width, height = float(row["stored_width"]), float(row["stored_height"])
        x, y, w, h = x / width, y / height, w / width, h / height
    return [x - w / 2, y - h / 2, w, h] if row["format"] == "mwg" else [x, y, w, h]


def farthest(a, b):
    return max(abs(p - q) for p, q in zip(a, b))


def read(kith, args):
    head, *rows = [line.rstrip("\n").split("\t") for line in open(args.regions, encoding="utf-8")]
    rows = [dict(zip(head, row + [""] * (len(head) - len(row)))) for row in rows]
    found, wrong = {}, 0
    for row in rows:
        path = Path(args.regions).parent / row["path"]
        if path not in found:
            answer, _ = lines(kith, "metadata", "read", path)
            found[path] = answer[0] if answer else {"regions": [], "persons": []}
        verdict = judge(row, found[path])
        wrong += not verdict[0]
        print("\t".join([row["path"], row["format"], row["name"] or "-", row["type"] or "-", verdict[1]]))
    print(f"{len(rows)} regions and names in {len(found)} files: {len(rows) - wrong} right, {wrong} wrong")
    apart = [path for path, answer in found.items() if not agree(answer["regions"])]
    for path in apart:
        print(f"{path}: the lists of one person do not lie in one place")
    return wrong + len(apart)


def agree(regions):
    """Both lists of a program tell one place of everybody who is once in each, whatever each was measured in."""
    places = {scheme: [region for region in regions if region["source"] == scheme] for scheme in ("mwg", "mp")}
    for one in places["mwg"]:
        same = [[other for other in each if other["name"] == one["name"]] for each in places.values()]
        if one["name"] and all(len(each) == 1 for each in same) and overlap(same[0][0]["box"], same[1][0]["box"]) < SAME:
            return False
    return True


def overlap(a, b):
    """Intersection over union."""
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    both = max(width, 0) * max(height, 0)
    return both / (a[2] * a[3] + b[2] * b[3] - both)


def judge(row, answer):
    name = row["name"].strip() or None
    own = [region for region in answer["regions"] if region["source"] == SCHEMES.get(row["format"])]
    if row["format"] not in SCHEMES or not row["x"]:
        named = [region["name"] for region in answer["regions"]] + answer["persons"]
        return name in named, "named" if name in named else f"not among {named}"
    box, exif = written_box(row), int(row["exif_orientation"] or 1)
    kinds = {row["type"] or "Face"}
    best = None
    for region in own:
        if region["name"] != name or region["type"] not in kinds:
            continue
        for how, there in (("stored", upright(box, exif if 1 <= exif <= 8 else 1)), ("shown", box)):
            far = farthest(region["box"], there)
            if best is None or far < best[0]:
                best = (far, how)
    if best is None:
        return False, f"missing among {[(r['name'], r['type']) for r in own]}"
    return best[0] <= NEAR, f"{best[0]:.4f} of the image, written as {best[1]}"


# ---- write

def picture_data(data):
    """The coded picture of a JPEG, PNG or WebP, without what stands around it; of others the whole file."""
    if data[:2] == b"\xff\xd8":
        at = 2
        while data[at : at + 1] == b"\xff" and data[at + 1] != 0xDA:
            at += 1 if data[at + 1] == 0xFF else 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        return data[at:]
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        at, kept = 8, []
        while at + 8 <= len(data):
            size = int.from_bytes(data[at : at + 4], "big")
            kind = data[at + 4 : at + 8]
            kept += [data[at : at + 12 + size]] if kind not in (b"iTXt",) else []
            at += 12 + size
        return b"".join(kept)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        at, kept = 12, []
        while at + 8 <= len(data):
            size = int.from_bytes(data[at + 4 : at + 8], "little")
            kept += [data[at : at + 8 + size]] if data[at : at + 4] not in (b"XMP ", b"VP8X") else []
            at += 8 + size + size % 2
        return b"".join(kept)
    return data


def tags(folder):
    """Everything that exiftool sees, by path and by group and name; a tag that comes more than once has all its values."""
    done = run("exiftool", "-r", "-j", "-G1", "-a", "-u", "-struct", "-n", "-ext", "*", folder)
    return {entry["SourceFile"]: entry for entry in json.loads(done.stdout or "[]")}


def items(value):
    return [json.dumps(item, sort_keys=True) for item in (value if isinstance(value, list) else [value])]


def lost(before, after, taken):
    """Tags that are gone or say something else, but for the keywords that were taken out (exiftool takes IPTC without a word on
    its letters for Latin-1)."""
    forms = [unicodedata.normalize(form, word) for form in ("NFC", "NFD") for word in taken]
    meant = [json.dumps(text) for form in forms for text in (form, form.encode().decode("latin-1"))]
    gone = []
    for tag, value in before.items():
        if tag.startswith(FOLLOWS):
            continue
        if tag.split(":")[-1] in CHANGED and value != after.get(tag):
            old, new = items(value), items(after.get(tag, []))
            # Regions are written anew as one structure, so that it is looked into.
            if isinstance(value, dict):
                old = [text for part in value.values() for text in items(part)]
                new = [text for part in (after.get(tag) or {}).values() for text in items(part)]
            gone += [tag] if any(text not in new and text not in meant for text in old) else []
        elif after.get(tag) != value:
            gone.append(tag)
    return gone


def copied(folders, target):
    for number, folder in enumerate(folders):
        shutil.copytree(folder, target / str(number), symlinks=True)
    # Collections are often kept read-only.
    for path in target.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def named(kith, library, root):
    """Names a face and says keywords of every photo that can be read; returns where the face is and what was taken out."""
    run(kith, "--library", library, "scan", root)
    photos, _ = lines(kith, "--library", library, "faces")
    photos = [photo for photo in photos if photo["error"] is None]
    said, wish, gone = [], {}, {}
    for photo in photos:
        place = {"photo": photo["photo"], "root": photo["root"]}
        box = next(box for box in BOXES if all(overlap(face["box"], box) < 0.1 for face in photo["faces"]))
        said.append({**place, "box": box, "person": NAME})
        said += [{**place, "keyword": [WORD]}, {**place, "keyword": PATH}]
        path = Path(photo["root"], photo["photo"])
        first = first_keyword(kith, path)
        said += [{**place, "without_keyword": first}] if first else []
        # Copies of one picture are one photo.
        shared = gone.setdefault(hashlib.sha256(picture_data(path.read_bytes())).digest(), [])
        shared += first or []
        wish[photo["photo"]] = {"box": box, "gone": shared}
    assign(kith, library, said)
    return wish


def first_keyword(kith, path):
    """A single word, which has no part that other keywords could repeat; none where there are only paths."""
    answer, _ = lines(kith, "metadata", "read", path)
    words = [keyword for keyword in (answer[0]["keywords"] if answer else []) if "/" not in keyword]
    paths = [keyword for keyword in (answer[0]["keywords"] if answer else []) if "/" in keyword]
    return [words[0]] if words and not paths else None


def says(entry, wish, was):
    regions = entry.get("XMP-mwg-rs:RegionInfo", {}).get("RegionList", [])
    here = [region for region in regions if region.get("Name") == NAME]
    people = items(entry.get("XMP-MP:RegionInfoMP", {}).get("Regions", []))
    lists = ("XMP-dc:Subject", "XMP-lr:HierarchicalSubject", "XMP-digiKam:TagsList", "IPTC:Keywords")
    words = [text for tag in lists for text in items(entry.get(tag, []))]
    return {
        "name": bool(here) and any(json.dumps(NAME) in text for text in people),
        "listed": json.dumps(NAME) in items(entry.get("XMP-iptcExt:PersonInImage", [])),
        "box": any(farthest(place, wish["box"]) <= NEAR for region in here for place in places(region, entry, was)),
        "keywords": json.dumps(WORD) in words and json.dumps("|".join(PATH)) in words,
        "keyword taken out": not any(json.dumps(word) in words for word in wish["gone"]),
    }


def places(region, entry, was):
    """Where a region lies as people see the picture: a list that was there already may be measured in what is shown."""
    x, y, w, h = (float(region["Area"][side]) for side in "XYWH")
    box, exif = [x - w / 2, y - h / 2, w, h], was.get("IFD0:Orientation", entry.get("IFD0:Orientation", 1))
    stored = upright(box, exif if 1 <= exif <= 8 else 1)
    return [stored, box] if "XMP-mwg-rs:RegionInfo" in was else [stored]


def write(kith, args):
    with tempfile.TemporaryDirectory() as temp:
        root, library = Path(temp, "photos").resolve(), Path(temp, "library")
        copied(args.folders, root)
        before, data = tags(root), {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
        wish = named(kith, library, root)
        answer, done = lines(kith, "--library", library, "metadata", "write", "--embed" if args.embed else "--sidecar")
        print(done.stderr.strip())
        return count(root, answer, (before, data), wish)


def count(root, answer, there, wish):
    (before, data), after, bad, totals = there, tags(root), 0, {}
    for line in answer:
        totals[line["status"]] = totals.get(line["status"], 0) + 1
        if line["status"] != "written":
            print(f"{line['status']}: {line['photo']}: {line['reason']}")
            continue
        target = next(path for path in (base / line["target"] for base in (root, *root.iterdir())) if path.is_file())
        entry, problems = after.get(str(target), {}), []
        said = wish[line["photo"]]
        photo = before.get(str(target.with_suffix("") if target.suffix.lower() == ".xmp" else target), {})
        problems += [what for what, is_right in says(entry, said, photo).items() if not is_right]
        problems += [f"lost {tag}" for tag in lost(before.get(str(target), {}), entry, said["gone"])]
        old = data.get(target)
        is_photo = target.suffix.lower() != ".xmp"
        if is_photo and hashlib.sha256(picture_data(old)).digest() != hashlib.sha256(picture_data(target.read_bytes())).digest():
            problems.append("other image data")
        kind = "embedded" if is_photo else "sidecar"
        totals[kind] = totals.get(kind, 0) + 1
        for problem in problems:
            totals[problem] = totals.get(problem, 0) + 1
            print(f"{target.relative_to(root)}: {problem}")
        bad += bool(problems)
    # A sidecar that is there is written with its photo.
    written = {root / line["target"] for line in answer if line["status"] == "written"}
    beside = {path.with_suffix("") for path in written} | written
    is_meant = lambda path: path in written or (path.suffix.lower() == ".xmp" and path.with_suffix("") in beside)
    touched = [path for path, old in data.items() if not is_meant(path) and (not path.is_file() or path.read_bytes() != old)]
    print(f"files that were not to be written and changed: {len(touched)}")
    print(json.dumps(totals, ensure_ascii=False))
    return bad + len(touched)


# ---- speed

def timed(*command, **more):
    used, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = run(*command, **more)
    wall, now = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, now.ru_utime + now.ru_stime - used.ru_utime - used.ru_stime, done


def album(kith, args, temp):
    """Many photos of a few, and a library that knows them."""
    root, library = Path(temp, "photos").resolve(), Path(temp, "library")
    pictures = sorted(path for path in Path(args.folder).rglob("*.jpg"))[: args.originals]
    for number in range(args.photos):
        place = root / f"{number // 500:03}"
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(pictures[number % len(pictures)], place / f"{number:05}.jpg")
    run(kith, "--library", library, "scan", root)
    return root, library


def assign(kith, library, said):
    done = run(kith, "--library", library, "assign", "-", input="\n".join(map(json.dumps, said)))
    if done.returncode:
        sys.exit(done.stderr)


def speed(kith, args):
    with tempfile.TemporaryDirectory() as temp:
        root, library = album(kith, args, temp)
        everybody(kith, library)
        for _ in range(3):
            wall, cpu, _ = timed(kith, "--library", library, "metadata", "write", "--dry-run", "--sidecar")
            print(f"kith, dry run: {wall:.1f} s, processor {cpu:.1f} s")
        own = timed(kith, "--library", library, "metadata", "write", "--sidecar")
        sidecars = sorted(root.rglob("*.xmp"))
        print(f"kith, {len(sidecars)} sidecars: {own[0]:.1f} s, processor {own[1]:.1f} s")
        for sidecar in sidecars:
            sidecar.unlink()
        other = timed("exiftool", "-@", exiftool_arguments(lines(kith, "--library", library, "faces")[0], Path(temp, "arguments")))
        made = len(list(root.rglob("*.xmp")))
        print(f"exiftool, {made} sidecars: {other[0]:.1f} s, processor {other[1]:.1f} s (no flush to the disk, no reading back)")
        print(f"ratio of wall time {own[0] / other[0]:.2f}, of processor time {own[1] / other[1]:.2f}")
        return made != len(sidecars)


def everybody(kith, library):
    """Names faces, but nobody twice in a photo: of those who would be, the first."""
    photos, _ = lines(kith, "--library", library, "faces")
    once = {face["id"]: face for photo in photos for face in photo["faces"]}
    said = [{"face": identity, "person": f"Person {number % 97}"} for number, identity in enumerate(once)]
    assign(kith, library, lines_of_one_person_each(photos, said))


def lines_of_one_person_each(photos, said):
    person, kept = {line["face"]: line["person"] for line in said}, {}
    for photo in photos:
        known = set()
        for face in photo["faces"]:
            if person[face["id"]] not in known:
                known.add(person[face["id"]])
                kept[face["id"]] = person[face["id"]]
            else:
                kept.pop(face["id"], None)
    return [{"face": identity, "person": name} for identity, name in kept.items()]


def exiftool_arguments(photos, file):
    with open(file, "w", encoding="utf-8") as out:
        for photo in photos:
            faces = [face for face in photo["faces"] if face["person"]]
            if not faces:
                continue
            areas, people = [], []
            for face in faces:
                x, y, w, h = face["box"]
                areas.append(f"{{Area={{X={x + w / 2:.6f},Y={y + h / 2:.6f},W={w:.6f},H={h:.6f},Unit=normalized}},Name={face['person']},Type=Face}}")
                people.append(f"{{PersonDisplayName={face['person']},Rectangle={x:.6f}|, {y:.6f}|, {w:.6f}|, {h:.6f}}}")
            size = f"AppliedToDimensions={{W={photo['width']},H={photo['height']},Unit=pixel}}"
            out.write(f"-XMP-mwg-rs:RegionInfo={{{size},RegionList=[{','.join(areas)}]}}\n")
            out.write(f"-XMP-MP:RegionInfoMP={{Regions=[{','.join(people)}]}}\n")
            out.writelines(f"-XMP-iptcExt:PersonInImage={face['person']}\n" for face in faces)
            out.write(f"{os.path.join(photo['root'], photo['photo'])}.xmp\n-execute\n")
    return file


# ---- kill

OLD_NEW = "Anna", "Änne"


def kill(kith, args):
    chance = random.Random(args.kills)
    with tempfile.TemporaryDirectory() as temp:
        root, library = album(kith, args, temp)
        photos, _ = lines(kith, "--library", library, "faces")
        faces = {photo["photo"]: {"photo": photo["photo"], "root": photo["root"], "box": BOXES[1]} for photo in photos}
        assign(kith, library, [{**face, "person": OLD_NEW[0]} for face in faces.values()])
        pictures = {path: picture_data(path.read_bytes()) for path in root.rglob("*.jpg")}
        command = [kith, "--library", library, "metadata", "write", "--embed"]
        whole = timed(*command)[0]
        name, written, damaged, killed, batches = OLD_NEW[0], 0, 0, 0, 1
        while killed < args.kills:
            rest, _ = lines(*command, "--dry-run")
            if not any(line["status"] == "written" for line in rest):
                name = OLD_NEW[name == OLD_NEW[0]]
                assign(kith, library, [{"rename": OLD_NEW[name == OLD_NEW[0]], "to": name}])
                batches += 1
            batch = subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            time.sleep(chance.uniform(0, min(whole / 3, 2)))
            batch.kill()
            written += batch.communicate()[0].count('"status":"written"')
            killed += batch.returncode < 0
            damaged += sum(not is_whole(path, data) for path, data in pictures.items())
        last, done = lines(*command)
        wrong = [path for path in pictures if names_in(path) != {name}]
        left = [path for path in root.rglob("*") if path.is_file() and path not in pictures]
        found = run(kith, "--library", library, "check")
        print(f"{killed} kills in {batches} batches of {len(pictures)} photos, {written} writings told before them")
        print(f"damaged {damaged}, last batch {done.returncode}: {len(last)} lines, without the last name {len(wrong)}, left behind {len(left)}")
        print(f"kith check: {found.returncode} {found.stdout.strip()}")
        return damaged + len(wrong) + len(left) + found.returncode


def names_in(path):
    return {name.decode() for name in re.findall(rb"<mwg-rs:Name>([^<]*)<", path.read_bytes())}


def is_whole(path, picture):
    return path.is_file() and picture_data(path.read_bytes()) == picture and names_in(path) in ({OLD_NEW[0]}, {OLD_NEW[1]})


# ---- round

def round_trip(kith, args):
    with tempfile.TemporaryDirectory() as temp:
        root, library = album(kith, args, temp)
        everybody(kith, library)
        half = sorted(root.iterdir())[::2]
        lines(kith, "--library", library, "metadata", "write", "--embed", *half)
        lines(kith, "--library", library, "metadata", "write", "--sidecar", *(set(root.iterdir()) - set(half)))
        other = Path(temp, "other")
        run(kith, "--library", other, "scan", root)
        here, there = (known(kith, each) for each in (library, other))
        print(f"{len(here)} photos, {sum(map(len, here.values()))} faces with names, {len({n for p in here.values() for n, *_ in p})} people")
        apart = [photo for photo in here if not alike(here[photo], there.get(photo, []))]
        more = sum(map(len, there.values())) - sum(map(len, here.values()))
        print(f"photos that differ in the other library: {len(apart)}; faces with names more or less: {more}")
        return len(apart) + abs(more)


def known(kith, library):
    """Who is confirmed where, by photo."""
    photos, _ = lines(kith, "--library", library, "faces")
    named = lambda photo: [(face["person"], face["box"]) for face in photo["faces"] if face["state"] == "confirmed"]
    return {photo["photo"]: sorted(named(photo)) for photo in photos}


def alike(here, there):
    return len(here) == len(there) and all(a[0] == b[0] and overlap(a[1], b[1]) > 0.95 for a, b in zip(here, there))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kith", type=Path)
    parts = parser.add_subparsers(required=True)
    part = parts.add_parser("read")
    part.add_argument("regions", type=Path)
    part.set_defaults(run=read)
    part = parts.add_parser("write")
    part.add_argument("folders", nargs="+", type=Path)
    kind = part.add_mutually_exclusive_group(required=True)
    kind.add_argument("--embed", action="store_true")
    kind.add_argument("--sidecar", action="store_true")
    part.set_defaults(run=write)
    for word, what, photos in (("speed", speed, 10_000), ("kill", kill, 200), ("round", round_trip, 10_000)):
        part = parts.add_parser(word)
        part.add_argument("folder", type=Path)
        part.add_argument("--photos", type=int, default=photos)
        part.add_argument("--originals", type=int, default=100)
        part.set_defaults(run=what)
        if what is kill:
            part.add_argument("--kills", type=int, default=200)
    args = parser.parse_args()
    sys.exit(1 if args.run(args.kith.resolve(), args) else 0)


if __name__ == "__main__":
    main()
