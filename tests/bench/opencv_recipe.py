"""The steps of digiKam's face scan, made with OpenCV from what its documentation and source say: the bar of speed.

    python opencv_recipe.py --models DIR --photos DIR [--threads N] [--out FILE]

YuNet looks once, at a longest side of at most 620 pixels; scores from .713 on count, boxes that overlap by more than .8
of that are one face; landmarks are whole pixels of the photo; SFace embeds each face. One JSON line a photo is written,
with what a face manager would keep of it. This is not digiKam itself, which does more around it.
"""

import argparse
import json
import pathlib
import tempfile

import cv2
import numpy

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}
LONGEST_SIDE, MIN_SCORE = 620, 0.713


def rounded(numbers, digits):
    return [round(float(number), digits) for number in numbers]


def detect(detector, picture):
    """Rows of x, y, w, h, five landmarks and a score, in pixels of the picture."""
    height, width = picture.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = picture if scale == 1 else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    detector.setInputSize(size)
    _, rows = detector.detect(small)
    if rows is None:
        return []
    rows[:, 0:14:2] *= width / size[0]
    rows[:, 1:14:2] *= height / size[1]
    rows[:, 4:14] = numpy.trunc(rows[:, 4:14])
    return rows


def face_line(recogniser, picture, row):
    height, width = picture.shape[:2]
    vector = recogniser.feature(recogniser.alignCrop(picture, row[None]))[0]
    return {
        "box": rounded(row[:4] / [width, height, width, height], 6),
        "landmarks": rounded(row[4:14] / ([width, height] * 5), 6),
        "score": round(float(row[14]), 5),
        "embedding": rounded(vector / numpy.linalg.norm(vector), 5),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--photos", type=pathlib.Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=argparse.FileType("w"), help="instead of a file that is thrown away")
    args = parser.parse_args()
    cv2.setNumThreads(args.threads)
    yunet = str(args.models / "face_detection_yunet_2023mar_int8bq.onnx")
    sface = str(args.models / "face_recognition_sface_2021dec_int8bq.onnx")
    detector = cv2.FaceDetectorYN.create(yunet, "", (320, 320), MIN_SCORE, 0.8 * MIN_SCORE, 5000)
    recogniser = cv2.FaceRecognizerSF.create(sface, "")
    photos = faces = 0
    with args.out or tempfile.TemporaryFile("w") as out:
        for path in sorted(args.photos.rglob("*")):
            picture = cv2.imread(str(path)) if path.suffix.lower() in EXTENSIONS else None
            if picture is None:
                continue
            found = [face_line(recogniser, picture, row) for row in detect(detector, picture)]
            out.write(json.dumps({"photo": str(path.relative_to(args.photos)), "faces": found}) + "\n")
            photos, faces = photos + 1, faces + len(found)
    print(photos, faces)


main()
