"""Runs a command and prints what it cost: {"wall", "cpu", "peak_mib"}, seconds and MiB of the whole process tree.

    python timed.py COMMAND [ARG..]
"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
wall = time.perf_counter() - start
if status.returncode:
    sys.exit(status.stderr.decode(errors="replace"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "peak_mib": used.ru_maxrss / 1024}))
