"""Asks MLflow and pandas what `measure` asks of Saddlebag, on a store as large as they can bear.

    python Benchmarks/questions/peers.py SADDLEBAG [RUNS] [STEPS]

The same points are written to MLflow's SQLite store (by its own tables, since logging them takes hours)
and to a CSV file for pandas; then the runs whose last duality gap is below a bound are asked for.
"""
import os
import subprocess
import sys
import tempfile
import time

import mlflow
import pandas


def fastest(question, rounds=3):
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        found = question()
        best = min(best, time.perf_counter() - start)
    return best, found


saddlebag = os.path.abspath(sys.argv[1])
runs = int(sys.argv[2]) if len(sys.argv) > 2 else 200
steps = int(sys.argv[3]) if len(sys.argv) > 3 else 1000
here = os.path.dirname(os.path.abspath(__file__))
with tempfile.TemporaryDirectory() as folder:
    store = os.path.join(folder, "runs.db")
    subprocess.run([os.path.join(here, "make-store"), saddlebag, store, str(runs), str(steps)], check=True)
    points = pandas.DataFrame(
        [line.split("|") for line in subprocess.run(
            ["sqlite3", store, "SELECT runID, step, payoff, fieldNorm, dualityGap FROM step"],
            check=True, capture_output=True, text=True).stdout.splitlines()],
        columns=["run", "step", "payoff", "fieldNorm", "dualityGap"])
    table = os.path.join(folder, "points.csv")
    points.to_csv(table, index=False)

    mlflow.set_tracking_uri("sqlite:///" + os.path.join(folder, "mlflow.db"))
    client = mlflow.MlflowClient()
    for run, group in points.groupby("run"):
        made = client.create_run("0")
        metrics = [
            mlflow.entities.Metric(name, float(value), 0, int(step))
            for name in ["payoff", "fieldNorm", "dualityGap"]
            for step, value in zip(group["step"], group[name])]
        for start in range(0, len(metrics), 1000):
            client.log_batch(made.info.run_id, metrics=metrics[start:start + 1000])

    def ours():
        return subprocess.run(
            [saddlebag, "list", "--store", store, "--where", "dualityGap.last < 3.7", "--columns", "id",
             "--format", "csv"], check=True, capture_output=True, text=True).stdout.count("\n") - 1

    def by_mlflow():
        return len(mlflow.search_runs(["0"], filter_string="metrics.dualityGap < 3.7"))

    def by_pandas():
        read = pandas.read_csv(table)
        last = read.sort_values("step").groupby("run")["dualityGap"].last()
        return int((last < 3.7).sum())

    print(f"{runs} runs x {steps} steps")
    base, count = fastest(ours)
    for name, question in [("saddlebag list", ours), ("mlflow.search_runs", by_mlflow), ("pandas", by_pandas)]:
        seconds, found = fastest(question)
        assert found == count, (name, found, count)
        print(f"| {name} | {seconds:.3f} s | {seconds / base:.1f} x | {found} runs |")
