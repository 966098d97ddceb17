"""Fits the second opinion (models.toml, search.*.opinion) on what `kith-eval candidates` printed.

    fit_opinion.py --models models.toml --mode balanced --wider wider.jsonl --gt gt.txt --portraits portraits.jsonl
                   --empty empty.jsonl --labels labels.tsv

--models     the limits of the evidence and the smallest face that is embedded are read there
--wider      pictures of WIDER FACE val with their ground truth: a candidate that overlaps a face is right
--portraits  CelebA before cropping: the largest candidate is right, nothing is said of the others
--empty      pictures without people; --labels says which of them are `depicted` (painted, carved, printed): their best
             candidate is right, nothing is said of the others. In all others every candidate is wrong.

Prints what they give on the half of the pictures that they were not fitted on, and the weights: half the fitted ones, so
that final scores do not crowd at 0 and 1. Needs numpy.
"""
import argparse
import json
import tomllib

import numpy as np

FEATURES = ("score", "norm", "too_small", "company", "height")
LEAST_HEIGHT, OVERLAP, DEPICTED, SPREAD = 16, 0.5, 0.45, 2


def read(path):
    with open(path, encoding="utf-8") as lines:
        return {line["photo"]: line["candidates"] for line in map(json.loads, lines)}


def read_truth(path):
    """WIDER FACE's text format: name, number of faces, then one face a line; -> boxes, and which of them count."""
    truth, lines = {}, [line.strip() for line in open(path, encoding="utf-8") if line.strip()]
    at = 0
    while at < len(lines):
        name, faces = lines[at], int(lines[at + 1])
        rows = [list(map(float, line.split())) for line in lines[at + 2 : at + 2 + faces]]
        boxes = np.array([row[:4] for row in rows if row[2] > 0 and row[3] > 0]).reshape(-1, 4)
        counts = np.array([not row[7] and row[3] >= LEAST_HEIGHT for row in rows if row[2] > 0 and row[3] > 0], bool)
        truth[name], at = (boxes, counts), at + 2 + max(faces, 1 if lines[at + 2 : at + 3] and faces == 0 else 0)
    return truth


def overlaps(box, others):
    left, top = np.maximum(box[0], others[:, 0]), np.maximum(box[1], others[:, 1])
    right = np.minimum(box[0] + box[2], others[:, 0] + others[:, 2])
    bottom = np.minimum(box[1] + box[3], others[:, 1] + others[:, 3])
    shared = np.maximum(0, right - left) * np.maximum(0, bottom - top)
    return shared / (box[2] * box[3] + others[:, 2] * others[:, 3] - shared + 1e-9)


def judge(candidates, boxes, counts):
    """1 right, 0 wrong, -1 not to be judged; a face is found once."""
    found, verdicts = np.zeros(len(boxes), bool), []
    for candidate in candidates:
        same = overlaps(candidate["box"], boxes) if len(boxes) else np.zeros(0)
        free = np.where(counts & ~found & (same >= OVERLAP))[0]
        if len(free):
            found[free[np.argmax(same[free])]] = True
            verdicts.append(1)
        elif np.any(~counts & (same >= OVERLAP)) or candidate["box"][3] < LEAST_HEIGHT:
            verdicts.append(-1)
        else:
            verdicts.append(0)
    return verdicts


def only(candidates, best):
    return [1 if candidate is best else -1 for candidate in candidates]


def features(candidate, limits, embed_from):
    score = min(max(candidate["score"], 1e-4), 1 - 1e-4)
    too_small = candidate["box"][3] < embed_from
    norm = 0.0 if too_small else np.clip(candidate["norm"] or 0, *limits["norm"])
    height = np.log(np.clip(candidate["height"], *limits["height"]) / limits["usual_height"])
    return [np.log(score / (1 - score)), norm, float(too_small), candidate["company"], height]


def logistic(rows, right, weights, ridge=0.3):
    """Weights for [1, *features], by Newton's method on standardised features."""
    mean, spread = rows.mean(0), rows.std(0) + 1e-9
    rows = np.c_[np.ones(len(rows)), (rows - mean) / spread]
    penalty = ridge * np.diag([0.0] + [1.0] * (rows.shape[1] - 1))
    beta = np.zeros(rows.shape[1])
    for _ in range(100):
        p = 1 / (1 + np.exp(-rows @ beta))
        step = np.linalg.solve((rows.T * (weights * p * (1 - p))) @ rows + penalty, rows.T @ (weights * (p - right)) + penalty @ beta)
        beta -= step
        if abs(step).max() < 1e-9:
            break
    return np.r_[beta[0] - (beta[1:] * mean / spread).sum(), beta[1:] / spread]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("models", "mode", "wider", "gt", "portraits", "empty", "labels"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--depicted-weight", type=float, default=3.0)
    parser.add_argument("--portrait-weight", type=float, default=0.5)
    args = parser.parse_args()
    with open(args.models, "rb") as manifest:
        search = tomllib.load(manifest)["search"]
    known = search["limits"], search[args.mode].get("embed_from", 0)
    truth = read_truth(args.gt)
    labels = dict(line.rstrip("\n").split("\t")[:2] for line in open(args.labels, encoding="utf-8"))
    pictures = []
    for photo, found in sorted(read(args.wider).items()):
        pictures.append(("wider", photo, found, judge(found, *truth[photo]), 1.0))
    for photo, found in sorted(read(args.portraits).items()):
        best = max(found, key=lambda c: c["box"][2] * c["box"][3] * c["score"], default=None)
        pictures.append(("portraits", photo, found, only(found, best), args.portrait_weight))
    for photo, found in sorted(read(args.empty).items()):
        best = max(found, key=lambda c: c["score"], default=None)
        if labels.get(photo) == "depicted":
            verdicts = only(found, best if best and best["score"] > DEPICTED else None)
            pictures.append(("depicted", photo, found, verdicts, args.depicted_weight))
        else:
            pictures.append(("empty", photo, found, [0] * len(found), 1.0))

    def fit(chosen):
        rows = [(features(c, *known), v, w) for _, _, found, verdicts, w in chosen for c, v in zip(found, verdicts) if v >= 0]
        x, y, w = (np.array(column, float) for column in zip(*rows))
        return logistic(x, y, w)

    halves = [fit(pictures[1::2]), fit(pictures[0::2])]
    scored = {}
    for number, (kind, photo, found, verdicts, _) in enumerate(pictures):
        beta = halves[number % 2]
        finals = [1 / (1 + np.exp(-(beta[0] + np.dot(beta[1:], features(c, *known))))) for c in found]
        scored.setdefault(kind, []).append((finals, verdicts))
    faces = sum(int(counts.sum()) for _, counts in truth.values())
    print("score      precision  recall  empty/100  depicted  portraits")
    for threshold in np.arange(0.3, 0.9, 0.05):
        shown, threshold = threshold, 1 / (1 + (1 / threshold - 1) ** SPREAD)
        at = lambda kind, verdict: sum(f >= threshold and v == verdict for fs, vs in scored[kind] for f, v in zip(fs, vs))
        right, wrong = at("wider", 1), at("wider", 0)
        empty = 100 * sum(sum(f >= threshold for f in fs) for fs, _ in scored["empty"]) / len(scored["empty"])
        some = lambda kind: sum(any(f >= threshold for f in fs) for fs, _ in scored[kind])
        print(f"{shown:9.2f}  {right / max(1, right + wrong):9.4f}  {right / faces:6.4f}  {empty:9.2f}  {some('depicted'):8d}  {some('portraits') / len(scored['portraits']):9.4f}")
    beta = fit(pictures)
    weights = ", ".join(f"{name} = {value / SPREAD:.3f}" for name, value in zip(("intercept", *FEATURES), beta))
    print(f"opinion = {{ {weights} }}")


if __name__ == "__main__":
    main()
