"""How long OpenCV takes for each stage of a scan, on one thread, as JSON: {"faces", "ms": {stage: milliseconds}}.

    python opencv_stages.py --models DIR --photos DIR [--repeat N]

The stages are those of `kith-eval stages`, which says what each is and counts a photo or a face. Of N times the shortest
counts.
"""

import argparse
import collections
import json
import pathlib
import time

import cv2

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
SIDES = (640, 1280, 1600)
FACES_AT, MIN_SCORE = 1280, 0.7
TILE, MARGIN, QUALITY = 256, 0.25, 85

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--models", type=pathlib.Path, required=True)
parser.add_argument("--photos", type=pathlib.Path, required=True)
parser.add_argument("--repeat", type=int, default=3)
args = parser.parse_args()

cv2.setNumThreads(1)
yunet = str(args.models / "face_detection_yunet_2023mar_int8bq.onnx")
detector = cv2.FaceDetectorYN.create(yunet, "", (320, 320), MIN_SCORE, 0.3)
recogniser = cv2.FaceRecognizerSF.create(str(args.models / "face_recognition_sface_2021dec_int8bq.onnx"), "")
seconds, counts = collections.Counter(), collections.Counter()


def timed(stage, work):
    """What the work gives; its shortest time is added to the stage."""
    times = []
    for _ in range(args.repeat):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    seconds[stage] += min(times)
    counts[stage] += 1
    return result


def resized(picture, side):
    height, width = picture.shape[:2]
    scale = side / max(height, width)
    way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return cv2.resize(picture, (max(1, round(width * scale)), max(1, round(height * scale))), interpolation=way)


def detect(picture):
    detector.setInputSize((picture.shape[1], picture.shape[0]))
    return detector.detect(picture)[1]


def tile(picture, row):
    """The square around a face, as a small JPEG."""
    x, y, w, h = row[:4]
    side = max(1, min(round(max(w, h) * (1 + 2 * MARGIN)), *picture.shape[:2]))
    left = max(0, min(round(x + (w - side) / 2), picture.shape[1] - side))
    top = max(0, min(round(y + (h - side) / 2), picture.shape[0] - side))
    crop = picture[top : top + side, left : left + side]
    if side > TILE:
        crop = cv2.resize(crop, (TILE, TILE), interpolation=cv2.INTER_AREA)
    return cv2.imencode(".jpg", crop, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])[1]


def look_at(picture):
    if max(picture.shape[:2]) > SIDES[0]:
        timed("shrink 640", lambda: resized(picture, SIDES[0]))
    for side in SIDES:
        small = resized(picture, side)
        rows = timed(f"detect {side}", lambda: detect(small))
        if side == FACES_AT and rows is not None:
            rows[:, 0:14:2] *= picture.shape[1] / small.shape[1]
            rows[:, 1:14:2] *= picture.shape[0] / small.shape[0]
            for row in rows:
                crop = timed("align", lambda: recogniser.alignCrop(picture, row))
                timed("embed", lambda: recogniser.feature(crop))
                timed("thumbnail", lambda: tile(picture, row))


for path in sorted(args.photos.rglob("*")):
    if path.suffix.lower() in EXTENSIONS and cv2.imread(str(path)) is not None:
        look_at(timed("decode", lambda: cv2.imread(str(path))))
print(json.dumps({"faces": counts["embed"], "ms": {stage: 1000 * seconds[stage] / counts[stage] for stage in counts}}))
