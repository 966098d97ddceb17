"""Writes what OpenCV finds on pictures: an independent answer that Kith's own is compared with.

    python make_golden.py --models DIR --pictures DIR --out FILE
        [--faces N] [--copies DIR] [--longest-side N] [--min-score S]

The golden values of the tests, in the folder of this file:

    python make_golden.py --models DIR --pictures ../fixtures/album --out faces.json

DIR of --models holds the two int8bq files of OpenCV Zoo as they were published (models/models.toml says where), which
FaceDetectorYN and FaceRecognizerSF of OpenCV 4 run directly; `pip install "opencv-python-headless<5"`. Neither the files
of models/ nor any code of Kith takes part.

Coordinates are pixels of the picture as it is shown. With --faces, pictures are taken in an arbitrary but fixed order
until that many faces are found. With --copies, the pixels that OpenCV saw are kept as PNG: decoders of JPEG differ by a few
levels of colour, and so answers differ a little even if all that follows is the same.
"""

import argparse
import json
import pathlib
import random

import cv2
import numpy as np

DETECTOR = "face_detection_yunet_2023mar_int8bq.onnx"
RECOGNISER = "face_recognition_sface_2021dec_int8bq.onnx"
EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=pathlib.Path, required=True)
    parser.add_argument("--pictures", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--faces", type=int)
    parser.add_argument("--copies", type=pathlib.Path)
    parser.add_argument("--longest-side", type=int, default=1280)
    parser.add_argument("--min-score", type=float, default=0.7)
    return parser.parse_args()


def shrunk(picture, longest_side):
    """The picture, at most so large."""
    height, width = picture.shape[:2]
    scale = longest_side / max(height, width)
    if scale >= 1:
        return picture
    return cv2.resize(picture, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)


def faces(picture, detector, recogniser, longest_side):
    """One entry a face: box, five landmarks, score and the unscaled feature."""
    small = shrunk(picture, longest_side)
    detector.setInputSize((small.shape[1], small.shape[0]))
    _, rows = detector.detect(small)
    for row in [] if rows is None else rows:
        row[0:14:2] *= picture.shape[1] / small.shape[1]
        row[1:14:2] *= picture.shape[0] / small.shape[0]
        feature = recogniser.feature(recogniser.alignCrop(picture, row))[0]
        yield {
            "box": rounded(row[0:4], 3),
            "landmarks": rounded(row[4:14].reshape(5, 2), 3),
            "score": round(float(row[14]), 5),
            "feature": rounded(feature, 5),
        }


def rounded(numbers, digits):
    return np.round(numbers.astype(np.float64), digits).tolist()


def main():
    args = arguments()
    detector = cv2.FaceDetectorYN.create(str(args.models / DETECTOR), "", (320, 320), args.min_score, 0.3, 5000)
    recogniser = cv2.FaceRecognizerSF.create(str(args.models / RECOGNISER), "")
    paths = sorted(path for path in args.pictures.rglob("*") if path.suffix.lower() in EXTENSIONS)
    if args.faces is not None:
        random.Random(0).shuffle(paths)
    photos, found = [], 0
    for path in paths:
        if args.faces is not None and found >= args.faces:
            break
        picture = cv2.imread(str(path), cv2.IMREAD_COLOR)
        if picture is None:
            continue
        seen = list(faces(picture, detector, recogniser, args.longest_side))
        found += len(seen)
        height, width = picture.shape[:2]
        name = path.relative_to(args.pictures).as_posix()
        photos.append({"photo": name, "width": width, "height": height, "faces": seen})
        if args.copies is not None:
            photos[-1]["copy"] = f"{len(photos)}.png"
            cv2.imwrite(str(args.copies / photos[-1]["copy"]), picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    lines = ",\n".join(json.dumps(photo) for photo in photos)
    settings = json.dumps({"opencv": cv2.__version__, "longest_side": args.longest_side, "min_score": args.min_score})
    args.out.write_text(f'{settings[:-1]}, "photos": [\n{lines}\n]}}\n')
    print(f"{found} faces in {len(photos)} pictures")


if __name__ == "__main__":
    main()
