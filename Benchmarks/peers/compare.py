"""Plays the same works by Saddlebag's engine and by its peers, in turn, and writes the table of ratios.

    python Benchmarks/peers/compare.py            # with the packages of requirements.txt

Every side is a process of its own that keeps to one thread and one processor. In each round each side
plays for about a quarter of a second of CPU time, one after another, so that a ratio compares what the
machine gave both within the same second; the table has medians over the rounds. Before that, both sides
must agree on the numbers that three steps from the same start lead to.
"""

import argparse
import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent

# work, what it is, peers with the ratio the engine has to reach.
WORKS = [
    ("quadratic", "scalar quadratic game, simultaneous GDA, Float64",
     [("PyTorch eager", "torch", "quadratic", 300)]),
    ("wgan-gp-128", "WGAN-GP step, 2-128-128, batch 256",
     [("PyTorch eager", "torch", "wgan-gp-128", 2), ("jax.jit", "jax", "wgan-gp-128", None)]),
    ("wgan-gp-64", "WGAN-GP step, 2-64-64, batch 64",
     [("PyTorch eager", "torch", "wgan-gp-64", 10), ("jax.jit", "jax", "wgan-gp-64", 1.2)]),
    ("sn-dcgan", "SN-DCGAN step, 28 × 28, batch 64",
     [("PyTorch eager", "torch", "sn-dcgan", 1.3),
      ("PyTorch eager, channels last", "torch", "sn-dcgan-last", 1.3)]),
    ("wgan-gp-jvp", "J·u of the field of WGAN-GP 2-128-128, batch 256",
     [("PyTorch eager", "torch", "wgan-gp-jvp", 3)]),
    ("hessian-100k", "Hessian product of a WGAN's payoff, 100,000 parameters, batch 256",
     [("PyTorch eager", "torch", "hessian-100k", 2)]),
    ("product", "256 × 128 × 128 product, Float32",
     [("OpenBLAS", "openblas", "product", 1), ("PyTorch", "torch", "product", None)]),
]


class Side:
    """One process that answers `WORK STEPS` with a line of JSON."""

    def __init__(self, command, processor, threads=1):
        environment = dict(os.environ, ENGINE_THREADS=str(threads))
        # OpenBLAS must be free to pick its best kernel.
        environment.pop("OPENBLAS_CORETYPE", None)
        for name in ("OMP", "OPENBLAS", "MKL"):
            environment[name + "_NUM_THREADS"] = "1"
        environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
        environment["JAX_PLATFORMS"] = "cpu"
        pin = None
        if processor is not None and hasattr(os, "sched_setaffinity"):
            pin = lambda: os.sched_setaffinity(0, {processor})
        self.process = subprocess.Popen(
            command, env=environment, preexec_fn=pin, text=True, cwd=HERE,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.steps = {}

    def play(self, work, steps):
        self.process.stdin.write(f"{work} {steps}\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"{self.process.args} ended while it played {work}")
        return json.loads(line)

    def round(self, work, seconds):
        """Plays for about so many seconds of CPU time."""
        if work not in self.steps:
            steps, answer = 1, self.play(work, 1)
            while answer["seconds"] * steps < seconds / 10 and steps < 10**8:
                steps *= 4
                answer = self.play(work, steps)
            self.steps[work] = max(1, round(seconds / answer["seconds"]))
        return self.play(work, self.steps[work])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def agree(left, right):
    return all(abs(a - b) <= 2e-3 * max(1, abs(a), abs(b)) for a, b in zip(left, right))


def text(seconds):
    return f"{seconds * 1e6:,.3g}" if seconds < 1e-4 else f"{seconds * 1e6:,.0f}"


def ratio(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def processor_name():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def compare(sides, rounds, seconds):
    rows = []
    for work, title, peers in WORKS:
        engine = [sides["engine"].round(work, seconds)]
        answers = {name: [sides[side].round(other, seconds)] for name, side, other, _ in peers}
        for name, side, other, _ in peers:
            if not agree(engine[0]["check"], answers[name][0]["check"]):
                sys.exit(f"{work}: the engine has {engine[0]['check']}, {name} "
                         f"{answers[name][0]['check']}: they do not play the same game")
        for _ in range(rounds):
            engine.append(sides["engine"].round(work, seconds))
            for name, side, other, _ in peers:
                answers[name].append(sides[side].round(other, seconds))
        ours = [a["seconds"] for a in engine[1:]]
        for index, (name, _, _, bar) in enumerate(peers):
            theirs = [a["seconds"] for a in answers[name][1:]]
            ratios = [t / o for t, o in zip(theirs, ours)]
            row = (f"| {title if index == 0 else '″'} | {text(statistics.median(ours))} | {name} "
                   f"| {text(statistics.median(theirs))} | **{ratio(statistics.median(ratios))}** "
                   f"({ratio(min(ratios))}–{ratio(max(ratios))}) | {f'≥ {bar}' if bar else '–'} "
                   f"| {engine[0]['arenaBytes'] / 2**20:,.1f} "
                   f"| {engine[0]['buildSeconds'] * 1e3:,.1f} |")
            print(row, flush=True)
            rows.append(row)
    return rows


def two_threads(executable, rounds, seconds):
    """Time on the wall by one thread and by two, in turn."""
    sides = [Side([executable], None, threads=threads) for threads in (1, 2)]
    rows = []
    for work, title, _ in WORKS[1:5]:
        ratios = []
        for turn in range(rounds + 1):
            one, two = (side.round(work, seconds) for side in sides)
            if turn:
                ratios.append(one["elapsed"] / two["elapsed"])
        rows.append(f"| {title} | {statistics.median(ratios):.2f} "
                    f"({min(ratios):.2f}–{max(ratios):.2f}) |")
        print(rows[-1], flush=True)
    for side in sides:
        side.close()
    return rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=0.25, help="CPU time of a side's turn")
    parser.add_argument("--output", type=pathlib.Path, help="the file to write the table to")
    options = parser.parse_args()
    build = ["swift", "build", "-c", "release", "--package-path", str(PACKAGE)]
    subprocess.run(build + ["--product", "engine-benchmarks"], check=True)
    folder = subprocess.run(
        build + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    executable = str(pathlib.Path(folder) / "engine-benchmarks")
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [None]
    loads = [os.getloadavg()[0]]
    sides = {"engine": Side([executable], available[-1])}
    for name in ("torch", "jax", "openblas"):
        sides[name] = Side([sys.executable, str(HERE / f"{name}_peer.py")], available[-1])
    rows = compare(sides, options.rounds, options.seconds)
    for side in sides.values():
        side.close()
    shared = two_threads(executable, options.rounds, options.seconds)
    memory = json.loads(subprocess.run(
        [executable, "memory"], check=True, capture_output=True, text=True,
        env=dict(os.environ, ENGINE_THREADS="1")).stdout)
    loads.append(os.getloadavg()[0])
    versions = subprocess.run(
        [sys.executable, "-c", "import torch, jax, numpy; print(f'PyTorch {torch.__version__}, "
         "JAX {jax.__version__}, NumPy {numpy.__version__} with its OpenBLAS '"
         " + numpy.show_config(mode='dicts')['Build Dependencies']['blas']['version'])"],
        check=True, capture_output=True, text=True).stdout.strip()
    today = datetime.date.today().isoformat()
    lines = [
        f"# The engine and its peers, {today}", "",
        f"{processor_name()}, {os.cpu_count()} processors, {platform.system()}. {versions}.",
        f"One thread each, on one processor; CPU time; {options.rounds} rounds in turn, medians "
        "(least–greatest ratio).",
        f"Other work's load while this ran: {loads[0]:.1f} at the start, {loads[1]:.1f} at the end; "
        "read the ratios, not the times.", "",
        "| a step of | engine µs | peer | peer µs | peer / engine | bar | arena MiB | trace and plan ms |",
        "|---|---|---|---|---|---|---|---|", *rows, "",
        f"A WGAN-GP pair of {memory['parameters']:,} parameters with Adam's moments, batch 64, trains "
        f"in {memory['peakBytes'] / 2**20:,.0f} MiB of resident memory at the most, the whole process "
        f"(bar: 300 MB); its plans' arenas hold {memory['arenaBytes'] / 2**20:,.1f} MiB.", "",
        "Two threads, the same bits: time on the wall by one thread over that by two, on a machine "
        "whose processors other work shares as said above.", "",
        "| a step of | one thread / two |", "|---|---|", *shared, "",
    ]
    output = options.output or PACKAGE / "results" / f"{today}-engine.md"
    output.write_text("\n".join(lines))
    print(f"\n{output}")


main()
