"""Other ways to say who it is, on the faces that Kith found in an album, so that only the recognition is compared.

    python other_ways.py --models DIR --photos DIR --faces FILE --labels FILE --out DIR

Needs opencv-contrib-python-headless below version 5. FILE of --faces is what `kith faces` printed before anybody was named,
FILE of --labels the album's list: its `enrol` rows are taught. For each way, DIR/other-WAY.jsonl holds the same photos with
the names that it puts, how near they are, and nothing else. The ways:

eigenfaces, fisherfaces, lbph   the classical methods of OpenCV's `face` module, on aligned grey faces of 112 pixels with equalised
                                light; every face gets the nearest name, and whoever reads it chooses from where on it counts
opencv                          the nearest taught face by SFace, from OpenCV's own threshold on
digikam                         digiKam's steps by its documentation and source: taught from thumbnails of 256 pixels in which the face
                                is found anew, named where a support vector machine and the eight nearest neighbours agree, and a
                                taught face of that person is near enough; this is not digiKam itself
"""

import argparse
import json
import pathlib

import cv2
import numpy as np

OPENCV_THRESHOLD = 0.363
SIDE = 112
# digiKam's defaults: sensitivity 7 for recognition, the lowest score for faces in thumbnails.
COSINE, DISTANCE, LEAST_SCORE, LEAST_SIDE, THUMBNAIL, BORDER = 0.49, 1.051, 0.42, 45, 256, 60


def overlap(a, b):
    width = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    height = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    both = max(width, 0.0) * max(height, 0.0)
    return both / (a[2] * a[3] + b[2] * b[3] - both)


class Album:
    """The photos with aligned faces, and which of these are taught as whom."""

    def __init__(self, args):
        yunet = str(args.models / "face_detection_yunet_2023mar_int8bq.onnx")
        sface = str(args.models / "face_recognition_sface_2021dec_int8bq.onnx")
        self.detector = cv2.FaceDetectorYN.create(yunet, "", (320, 320), LEAST_SCORE, 0.8 * LEAST_SCORE, 5000)
        self.recogniser = cv2.FaceRecognizerSF.create(sface, "")
        self.photos = [json.loads(line) for line in args.faces.read_text().splitlines()]
        self.faces = []
        for photo in self.photos:
            picture = cv2.imread(str(args.photos / photo["photo"])) if photo["faces"] else None
            for face in photo["faces"]:
                if picture is not None and face["landmarks"]:
                    face["aligned"] = self.aligned(picture, face)
                    face["taught from"] = self.thumbnail(picture, face["box"])
                    self.faces.append(face)
        self.people, self.taught = self.teach(args.labels)

    def aligned(self, picture, face):
        height, width = picture.shape[:2]
        landmarks = [value * side for point in face["landmarks"] for value, side in zip(point, (width, height))]
        row = np.array([0, 0, 0, 0, *landmarks, 1], np.float32)
        return self.recogniser.alignCrop(picture, row[None])

    def thumbnail(self, picture, box):
        """The face as it is found in its thumbnail, aligned; nothing where it is too small or not found."""
        height, width = picture.shape[:2]
        x, y, w, h = (value * side for value, side in zip(box, (width, height, width, height)))
        if min(w, h) < LEAST_SIDE:
            return None
        x, y, w, h = x - w / 8, y - h / 8, w * 1.25, h * 1.25
        part = picture[max(0, int(y)) : int(y + h), max(0, int(x)) : int(x + w)]
        scale = min(1.0, THUMBNAIL / max(part.shape[:2]))
        small = part if scale == 1 else cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        framed = cv2.copyMakeBorder(small, BORDER, BORDER, BORDER, BORDER, cv2.BORDER_CONSTANT)
        self.detector.setInputSize(framed.shape[1::-1])
        _, rows = self.detector.detect(framed)
        return None if rows is None else self.recogniser.alignCrop(framed, rows[rows[:, 14].argmax()][None])

    def teach(self, labels):
        by_path = {photo["photo"]: photo for photo in self.photos}
        people, taught = [], []
        for line in labels.read_text().splitlines()[1:]:
            path, person, role, box, _ = line.split("\t")
            faces = [face for face in by_path.get(path, {"faces": []})["faces"] if "aligned" in face]
            if role != "enrol" or not faces:
                continue
            known = [float(number) for number in box.split(",")] if box else None
            fit = [overlap(known, face["box"]) if known else face["box"][2] * face["box"][3] for face in faces]
            if known and max(fit) < 0.3:
                continue
            if person not in people:
                people.append(person)
            taught.append((faces[int(np.argmax(fit))], people.index(person)))
        return people, taught

    def embedding(self, aligned):
        vector = self.recogniser.feature(aligned)[0]
        return vector / np.linalg.norm(vector)


def grey(face):
    return cv2.equalizeHist(cv2.cvtColor(face["aligned"], cv2.COLOR_BGR2GRAY))


def classical(make):
    def way(album):
        model = make()
        model.train([grey(face) for face, _ in album.taught], np.array([who for _, who in album.taught]))

        def name(face):
            who, distance = model.predict(grey(face))
            return who, -distance

        return name

    return way


def opencv(album):
    known = np.stack([album.embedding(face["aligned"]) for face, _ in album.taught])

    def name(face):
        cosines = known @ album.embedding(face["aligned"])
        nearest = int(cosines.argmax())
        return album.taught[nearest][1] if cosines[nearest] >= OPENCV_THRESHOLD else None, float(cosines[nearest])

    return name


def digikam(album):
    usable = [(face["taught from"], who) for face, who in album.taught if face["taught from"] is not None]
    known = np.stack([album.embedding(aligned) for aligned, _ in usable]).astype(np.float32)
    whose = np.array([who for _, who in usable], np.int32)
    machine = cv2.ml.SVM_create()
    machine.setType(cv2.ml.SVM_C_SVC)
    machine.setKernel(cv2.ml.SVM_RBF)
    machine.setGamma(0.01)
    machine.setC(150)
    machine.train(known, cv2.ml.ROW_SAMPLE, whose)
    neighbours = cv2.ml.KNearest_create()
    neighbours.train(known, cv2.ml.ROW_SAMPLE, whose)

    def most_votes(cosines, accepted, candidates):
        votes = {who: (int((accepted & (whose == who)).sum()), float(cosines[whose == who].max())) for who in candidates}
        winner = max(votes, key=votes.get)
        return winner if votes[winner][0] else None

    def name(face):
        probe = album.embedding(face["aligned"]).astype(np.float32)
        cosines = known @ probe
        accepted = (cosines > COSINE) & (np.sqrt(np.maximum(0, 2 - 2 * cosines)) < DISTANCE)
        by_machine = int(machine.predict(probe[None])[1][0, 0])
        by_neighbours = int(neighbours.findNearest(probe[None], 8)[1][0, 0])
        nearest = int(cosines.argmax())
        if by_machine == by_neighbours or (whose[nearest] == by_machine and accepted[nearest]):
            who = by_machine if (accepted & (whose == by_machine)).any() else None
        else:
            who = most_votes(cosines, accepted, [by_machine, by_neighbours])
        return who, float(cosines[whose == who].max()) if who is not None else 0.0

    return name


WAYS = {
    "eigenfaces": classical(lambda: cv2.face.EigenFaceRecognizer_create()),
    "fisherfaces": classical(lambda: cv2.face.FisherFaceRecognizer_create()),
    "lbph": classical(lambda: cv2.face.LBPHFaceRecognizer_create()),
    "opencv": opencv,
    "digikam": digikam,
}


def line(photo, album, name):
    confirmed = {id(face): who for face, who in album.taught}
    faces = []
    for face in photo["faces"]:
        shown = {"id": face["id"], "box": face["box"], "state": "unknown"}
        who, nearness = name(face) if "aligned" in face and id(face) not in confirmed else (None, 0.0)
        if id(face) in confirmed:
            shown |= {"state": "confirmed", "person": album.people[confirmed[id(face)]]}
        elif who is not None:
            shown |= {"state": "suggested", "suggestion": {"person": album.people[who], "similarity": nearness}}
        faces.append(shown)
    return json.dumps({"photo": photo["photo"], "width": photo["width"], "height": photo["height"], "faces": faces})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ["models", "photos", "faces", "labels", "out"]:
        parser.add_argument(f"--{option}", type=pathlib.Path, required=True)
    args = parser.parse_args()
    album = Album(args)
    for word, way in WAYS.items():
        name = way(album)
        lines = [line(photo, album, name) for photo in album.photos]
        (args.out / f"other-{word}.jsonl").write_text("\n".join(lines) + "\n")


main()
