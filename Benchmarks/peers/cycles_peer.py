"""Judges a trajectory as one would with SciPy, and times it.

    python cycles_peer.py FILE CHANNELS [REFERENCE]

FILE holds 64-bit floats, a row of CHANNELS per step. Each channel's periodogram is compared with that of
an AR(1) process fitted to it (the usual test against red noise, at a chance of 1e-9 per bin), and the
strongest line is the period. REFERENCE is a folder with the Python reference of Saddlebag's detector
(cycles.py), timed too where it is given. Prints a line for each: name, processor seconds, verdict, period.
"""

import sys
import time

import numpy
import scipy.signal
import scipy.stats


def judge(rows):
    """The verdict of the red-noise test: whether a line stands out, and its period."""
    count, channels = rows.shape
    power = None
    level = None
    for channel in range(channels):
        values = scipy.signal.detrend(rows[:, channel], type="linear")
        correlation = float(values[1:] @ values[:-1] / (values @ values))
        frequencies, density = scipy.signal.periodogram(values, window="hann")
        noise = (1 - correlation**2) / (
            1 - 2 * correlation * numpy.cos(2 * numpy.pi * frequencies) + correlation**2
        )
        noise *= density[1:].mean() / noise[1:].mean()
        power = density if power is None else power + density
        level = noise if level is None else level + noise
    threshold = scipy.stats.chi2.isf(1e-9, 2 * channels) / (2 * channels)
    ratio = power[1:] / (threshold * level[1:])
    best = int(numpy.argmax(power[1:]))
    if ratio[best] <= 1:
        return "noise", float("nan")
    return "cycling", 1 / frequencies[1:][best]


def timed(name, work):
    """Prints what `work` says and how long it took."""
    start = time.process_time()
    verdict, period = work()
    print(name, time.process_time() - start, verdict, period, sep="\t", flush=True)


def main():
    """Reads the rows and times each judge."""
    rows = numpy.fromfile(sys.argv[1]).reshape(-1, int(sys.argv[2]))
    timed("SciPy, AR(1) red-noise test", lambda: judge(rows))
    if len(sys.argv) > 3:
        sys.path.insert(0, sys.argv[3])
        import cycles

        half = rows.shape[1] // 2
        players = [list(range(half)), list(range(half, rows.shape[1]))]

        def reference():
            found = cycles.analyze(rows, players, None)
            return found["verdict"], found.get("T") or float("nan")

        timed("the Python reference", reference)


if __name__ == "__main__":
    main()
