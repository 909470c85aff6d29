"""How many steps of eight metrics trackers record a second, beside Saddlebag.

    python recording_peers.py STORE_BENCHMARKS [ROUNDS]

STORE_BENCHMARKS is the program of that name, built for release. Each tracker runs as a process of its own,
in turn, with its own defaults and no network, from its first call to the return of the call that closes the
run; starting Python and importing is left out. What is on the disk then differs, and stands in the table.
All are measured in every round (3 unless told otherwise), the slow ones by few steps. Prints medians with the
least and the greatest, and the median of the ratios within a round.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

NAMES = [
    "payoff", "minimizerLoss", "maximizerLoss", "minimizerGradientNorm", "maximizerGradientNorm",
    "fieldNorm", "equilibriumDistance", "dualityGap",
]


def row(step):
    value = step * 0.001
    return {name: value + index / 7 for index, name in enumerate(NAMES)}


def mlflow_steps(count):
    import mlflow

    mlflow.set_tracking_uri("sqlite:///mlflow.db")
    mlflow.set_experiment("benchmark")
    start = time.perf_counter()
    with mlflow.start_run():
        for step in range(count):
            mlflow.log_metrics(row(step), step=step)
    return time.perf_counter() - start


def mlflow_batches(count):
    import mlflow
    from mlflow.entities import Metric

    mlflow.set_tracking_uri("sqlite:///mlflow.db")
    client = mlflow.MlflowClient()
    run = client.create_run(client.create_experiment("benchmark")).info.run_id
    start = time.perf_counter()
    waiting = []
    for step in range(count):
        waiting += [Metric(name, value, 0, step) for name, value in row(step).items()]
        if len(waiting) == 1000 or step == count - 1:
            client.log_batch(run, metrics=waiting)
            waiting = []
    client.set_terminated(run)
    return time.perf_counter() - start


def trackio_steps(count):
    import trackio

    start = time.perf_counter()
    trackio.init(project="benchmark", embed=False)
    for step in range(count):
        trackio.log(row(step), step=step)
    trackio.finish()
    return time.perf_counter() - start


def aim_steps(count):
    from aim import Run

    start = time.perf_counter()
    run = Run(repo=".", system_tracking_interval=None, capture_terminal_logs=False)
    for step in range(count):
        for name, value in row(step).items():
            run.track(value, name=name, step=step)
    run.close()
    return time.perf_counter() - start


def wandb_steps(count):
    import wandb

    start = time.perf_counter()
    run = wandb.init(
        project="benchmark", mode="offline",
        settings=wandb.Settings(silent=True, console="off", x_disable_stats=True))
    for step in range(count):
        run.log(row(step), step=step)
    run.finish()
    return time.perf_counter() - start


def tensorboard_steps(count):
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.summary.writer.event_file_writer import EventFileWriter

    start = time.perf_counter()
    writer = EventFileWriter("logs")
    for step in range(count):
        values = [Summary.Value(tag=name, simple_value=value) for name, value in row(step).items()]
        writer.add_event(Event(wall_time=time.time(), step=step, summary=Summary(value=values)))
    writer.close()
    return time.perf_counter() - start


PEERS = {
    "MLflow, log_metrics": (mlflow_steps, 150, "SQLite, a commit a step"),
    "MLflow, log_batch of 1,000": (mlflow_batches, 2_000, "SQLite, a commit per 125 steps"),
    "trackio": (trackio_steps, 3_000, "SQLite, by a thread"),
    "Aim": (aim_steps, 1_000, "RocksDB, not synced"),
    "wandb offline": (wandb_steps, 3_000, "a log file, not synced"),
    "TensorBoard": (tensorboard_steps, 30_000, "an event file of 32-bit floats, not synced"),
}


def measure(name):
    """Steps a second of a peer, in a process and a folder of its own; None if it fails."""
    environment = dict(os.environ, WANDB_MODE="offline", MLFLOW_DISABLE_TELEMETRY="true",
                       AIM_DISABLE_TELEMETRY="1", PYTHONWARNINGS="ignore", GIT_PYTHON_REFRESH="quiet")
    with tempfile.TemporaryDirectory() as folder:
        environment["TRACKIO_DIR"] = os.path.join(folder, "trackio")
        found = subprocess.run(
            [sys.executable, os.path.abspath(__file__), "--peer", name], cwd=folder, env=environment,
            capture_output=True, text=True)
    lines = [line for line in found.stdout.splitlines() if line.startswith("SECONDS ")]
    if not lines:
        print(f"{name} failed: {found.stderr[-500:]}", file=sys.stderr)
        return None
    return PEERS[name][1] / float(lines[-1].split()[1])


def main():
    if sys.argv[1] == "--peer":
        work, count, _ = PEERS[sys.argv[2]]
        print("SECONDS", work(count), flush=True)
        return
    program, rounds = os.path.abspath(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    rates, ratios = ({name: [] for name in ["Saddlebag", *PEERS]} for _ in range(2))
    for _ in range(rounds):
        said = subprocess.run([program, "rate"], capture_output=True, text=True, check=True).stdout
        ours = json.loads(said.split()[-1])
        rates["Saddlebag"].append(ours)
        ratios["Saddlebag"].append(1)
        for name in PEERS:
            rate = measure(name)
            if rate is not None:
                rates[name].append(rate)
                ratios[name].append(ours / rate)
    print(
        "| tracker | steps/s | least and greatest | rounds | Saddlebag is so many times as fast | what is kept |\n"
        "|---|---|---|---|---|---|")
    for name, found in rates.items():
        kept = "SQLite, synced: survives a power cut" if name == "Saddlebag" else PEERS[name][2]
        if not found:
            print(f"| {name} | failed | | 0 | | {kept} |")
            continue
        print(
            f"| {name} | {statistics.median(found):,.0f} | {min(found):,.0f} to {max(found):,.0f} | {len(found)} |"
            f" {statistics.median(ratios[name]):,.1f} | {kept} |")


main()
