"""Makes the folders whose scans show what memory depends on.

    python memory_photos.py --photos DIR --out DIR

OUT/mp1, mp6, mp12 and mp24 get four of the photos, made so many megapixels large; OUT/part25 and part50 get every fourth
and every second photo as it is.
"""

import argparse
import pathlib
import shutil

import cv2

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
MEGAPIXELS, PARTS = (1, 6, 12, 24), (25, 50)
SAMPLES = 4

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--photos", type=pathlib.Path, required=True)
parser.add_argument("--out", type=pathlib.Path, required=True)
args = parser.parse_args()
files = [path for path in sorted(args.photos.rglob("*")) if path.suffix.lower() in EXTENSIONS]
pictures = (cv2.imread(str(path)) for path in files[:: max(1, len(files) // SAMPLES)])
samples = [picture for picture in pictures if picture is not None][:SAMPLES]

for megapixels in MEGAPIXELS:
    folder = args.out / f"mp{megapixels}"
    folder.mkdir(parents=True)
    for number, picture in enumerate(samples):
        scale = (megapixels * 1e6 / (picture.shape[0] * picture.shape[1])) ** 0.5
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        large = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=way)
        cv2.imwrite(str(folder / f"{number}.jpg"), large, [cv2.IMWRITE_JPEG_QUALITY, 90])

for part in PARTS:
    folder = args.out / f"part{part}"
    folder.mkdir(parents=True)
    for number, path in enumerate(files[:: 100 // part]):
        shutil.copyfile(path, folder / f"{number}{path.suffix}")
