"""What one thread of this machine can do at best, as JSON: {"cpu", "cores", "gflops", "gb_per_s", "opencv"}.

    python machine.py

Calculating is measured by products of matrices of 32-bit numbers, as large as BLAS likes them; memory by copying more than
any cache holds, and a copied byte counts twice: it is read and written.
"""

import json
import os
import pathlib
import platform
import time

for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ[variable] = "1"

import cv2  # noqa: E402
import numpy  # noqa: E402


def shortest(work, seconds=2.0):
    """The shortest time of a work that is repeated for so long."""
    work()
    times, end = [], time.perf_counter() + seconds
    while not times or time.perf_counter() < end:
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def gflops(side):
    a, b = (numpy.random.default_rng(seed).random((side, side), numpy.float32) for seed in (1, 2))
    product = numpy.empty_like(a)
    return 2 * side**3 / shortest(lambda: numpy.matmul(a, b, out=product)) / 1e9


def gb_per_s():
    source = numpy.ones(256 << 20, numpy.uint8)
    target = numpy.empty_like(source)
    return 2 * source.nbytes / shortest(lambda: numpy.copyto(target, source)) / 1e9


def cpu():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


speed = max(gflops(side) for side in (512, 1024))
print(json.dumps({"cpu": cpu(), "cores": os.cpu_count(), "gflops": speed, "gb_per_s": gb_per_s(), "opencv": cv2.__version__}))
