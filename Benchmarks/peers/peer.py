"""What the peers share: the engine's starting numbers, and its protocol."""

import json
import sys
import time

import numpy as np


class Numbers:
    """SplitMix64's output number k as a uniform number in [−1, 1): PeerNumbers.swift in NumPy."""

    def __init__(self):
        self.index = 0

    def array(self, shape, scale=1.0):
        count = int(np.prod(shape))
        k = np.arange(self.index + 1, self.index + count + 1, dtype=np.uint64)
        self.index += count
        with np.errstate(over="ignore"):
            z = k * np.uint64(0x9E3779B97F4A7C15)
            z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            z = z ^ (z >> np.uint64(31))
        return scale * ((z >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1).reshape(shape)


def serve(makers):
    """Answers lines `WORK STEPS` with the CPU seconds that one step took, in JSON."""
    works = {}
    for line in sys.stdin:
        name, steps = line.split()
        if name not in works:
            start = time.process_time()
            work = makers[name]()
            build = time.process_time() - start
            works[name] = (work, work.check(), build)
        work, check, build = works[name]
        begin, start = time.process_time(), time.perf_counter()
        for _ in range(int(steps)):
            work.step()
        answer = {
            "seconds": (time.process_time() - begin) / int(steps),
            "elapsed": (time.perf_counter() - start) / int(steps),
            "check": check,
            "buildSeconds": build,
        }
        print(json.dumps(answer), flush=True)
