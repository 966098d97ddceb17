"""What Kith's scan does, done plainly with OpenCV: read, YuNet at one size, SFace for each face. The yardstick of speed.

    python opencv_scan.py --models DIR --photos DIR [--threads N] [--longest-side N] [--min-score S]

One process; DIR of --models holds the two int8bq files of OpenCV Zoo; `pip install "opencv-python-headless<5"`.
"""

import argparse
import pathlib

import cv2

EXTENSIONS = {".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"}

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--models", type=pathlib.Path, required=True)
parser.add_argument("--photos", type=pathlib.Path, required=True)
parser.add_argument("--threads", type=int, default=1)
parser.add_argument("--longest-side", type=int, default=1280)
parser.add_argument("--min-score", type=float, default=0.7)
args = parser.parse_args()

cv2.setNumThreads(args.threads)
detector = cv2.FaceDetectorYN.create(
    str(args.models / "face_detection_yunet_2023mar_int8bq.onnx"), "", (320, 320), args.min_score, 0.3
)
recogniser = cv2.FaceRecognizerSF.create(str(args.models / "face_recognition_sface_2021dec_int8bq.onnx"), "")

photos = faces = 0
for path in sorted(args.photos.rglob("*")):
    if path.suffix.lower() not in EXTENSIONS:
        continue
    picture = cv2.imread(str(path))
    if picture is None:
        continue
    photos += 1
    height, width = picture.shape[:2]
    scale = min(1.0, args.longest_side / max(height, width))
    small = picture
    if scale < 1:
        small = cv2.resize(picture, (round(width * scale), round(height * scale)), interpolation=cv2.INTER_AREA)
    detector.setInputSize((small.shape[1], small.shape[0]))
    _, rows = detector.detect(small)
    for row in [] if rows is None else rows:
        row[0:14:2] *= width / small.shape[1]
        row[1:14:2] *= height / small.shape[0]
        recogniser.feature(recogniser.alignCrop(picture, row))
        faces += 1
print(photos, faces)
