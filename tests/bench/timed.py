"""Runs a command and prints what it cost, as JSON: {"wall", "cpu", "peak_mib", "last_line"}.

    python timed.py COMMAND [ARG..]

Seconds and MiB of the whole process tree, and the last line that it printed.
"""

import json
import resource
import subprocess
import sys
import time

start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
wall = time.perf_counter() - start
if done.returncode:
    sys.exit(done.stderr.decode(errors="replace"))
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = done.stdout.decode(errors="replace").splitlines() or [""]
cpu = used.ru_utime + used.ru_stime
print(json.dumps({"wall": wall, "cpu": cpu, "peak_mib": used.ru_maxrss / 1024, "last_line": lines[-1]}))
