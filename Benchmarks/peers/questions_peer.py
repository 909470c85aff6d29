"""Asks MLflow and pandas what `saddlebag list` and `compare` are asked, on the same numbers.

    python3 -m venv V && V/bin/pip install -r Benchmarks/peers/questions_requirements.txt
    Benchmarks/questions/make-store SADDLEBAG small.db 1000 1000
    V/bin/python Benchmarks/peers/questions_peer.py SADDLEBAG small.db FOLDER
    V/bin/python Benchmarks/peers/questions_peer.py SADDLEBAG large.db FOLDER pandas

The second is for a store that MLflow cannot bear: only pandas is asked.

Writes the store's runs into a new MLflow store (SQLite) and a CSV file in FOLDER, then asks each question
three times (once, where it takes more than ten seconds) and prints the median processor seconds: those of a process that starts, answers and ends, and
in parentheses, for the peers, those of the question alone, with Python started, modules imported and, for
MLflow, the store open. pandas is also timed with its table in memory already. A ratio above 1 means that
saddlebag, always a whole process, took less.
"""

import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import time

os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
import mlflow  # noqa: E402
import pandas  # noqa: E402
from mlflow.tracking import MlflowClient  # noqa: E402

METRICS = [
    "payoff", "minimizerLoss", "maximizerLoss", "minimizerGradientNorm", "maximizerGradientNorm",
    "fieldNorm", "equilibriumDistance", "dualityGap",
]


def seconds(body, times=3):
    """The median processor seconds of a question, this process's and its children's."""
    taken = []
    for _ in range(times):
        def used():
            parts = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
            return sum(part.ru_utime + part.ru_stime for part in parts)
        before = used()
        answer = body()
        taken.append(used() - before)
        if taken[-1] > 10:
            break
    return statistics.median(taken), answer


def starting(module):
    """The median processor seconds of Python that imports a module and ends."""
    return seconds(lambda: subprocess.run([sys.executable, "-c", "import " + module], check=True))[0]


def make_mlflow(store, path):
    """An MLflow store with the store's runs: its own schema, the rows written by SQLite."""
    client = MlflowClient("sqlite:///" + path)
    experiment = client.create_experiment("bench")
    database = sqlite3.connect(path)
    database.execute("PRAGMA synchronous = OFF")
    database.execute("ATTACH ? AS source", (store,))
    database.execute(
        """INSERT INTO runs (run_uuid, name, source_type, source_name, entry_point_name, user_id, status,
             start_time, end_time, deleted_time, source_version, lifecycle_stage, artifact_uri, experiment_id)
           SELECT printf('%032x', id), name, 'LOCAL', '', '', '', 'FINISHED', 1000 * startedAt,
             1000 * endedAt, NULL, '', 'active', '', ? FROM source.run""", (experiment,))
    database.execute(
        "INSERT INTO params (key, value, run_uuid) SELECT 'method', method, printf('%032x', id) FROM source.run")
    database.execute(
        """INSERT INTO params (key, value, run_uuid)
           SELECT name, value, printf('%032x', runID) FROM source.runParameter WHERE scope = 'method'""")
    for name in METRICS:
        database.execute(
            f"""INSERT INTO metrics (key, value, timestamp, run_uuid, step, is_nan)
                SELECT '{name}', {name}, 1700000000000 + step, printf('%032x', runID), step, 0
                FROM source.step""")
        database.execute(
            f"""INSERT INTO latest_metrics (key, value, timestamp, step, is_nan, run_uuid)
                SELECT '{name}', {name}, 1700000000000 + step, step, 0, printf('%032x', runID)
                FROM source.step WHERE step = (SELECT max(step) FROM source.step AS s WHERE s.runID = step.runID)""")
    database.commit()
    database.close()
    return client, experiment


def main():
    saddlebag, store, folder = sys.argv[1:4]
    with_mlflow = sys.argv[4:] != ["pandas"]
    os.makedirs(folder, exist_ok=True)
    source = sqlite3.connect(store)
    runs, points = source.execute("SELECT count(DISTINCT runID), 8 * count(*) FROM step").fetchone()
    path = os.path.join(folder, "mlflow.db")
    if os.path.exists(path):
        os.remove(path)
    began = time.time()
    if with_mlflow:
        client, experiment = make_mlflow(store, path)
        mlflow.set_tracking_uri("sqlite:///" + path)
    table = os.path.join(folder, "steps.csv")
    frame = pandas.read_sql(
        "SELECT runID, method, step, " + ", ".join(METRICS)
        + " FROM step JOIN run ON run.id = runID ORDER BY runID, step", source)
    frame.to_csv(table, index=False)
    print(f"{runs} runs, {points:,} points; MLflow {mlflow.__version__}, pandas {pandas.__version__}; "
          f"written in {time.time() - began:.0f} s: MLflow {os.path.getsize(path) >> 20 if with_mlflow else 0} MiB, "
          f"CSV {os.path.getsize(table) >> 20} MiB, saddlebag {os.path.getsize(store) >> 20} MiB")

    def ask(*words):
        done = subprocess.run([saddlebag, *words, "--store", store], capture_output=True, text=True, check=True)
        return done.stdout

    def tail_mean(values):
        return sum(values[-100:]) / 100

    def mlflow_last():
        found = mlflow.search_runs(
            [experiment], filter_string="metrics.dualityGap < 3.5 and params.method = 'extragradient'",
            max_results=50_000)
        return len(found)

    def mlflow_mean():
        found = 0
        for run in mlflow.search_runs([experiment], max_results=50_000)["run_id"]:
            history = sorted(client.get_metric_history(run, "payoff"), key=lambda point: point.step)
            found += tail_mean([point.value for point in history]) < 0
        return found

    def mlflow_compare():
        groups = {}
        for number in range(1, 101):
            run = client.get_run(f"{number:032x}")
            for name in METRICS:
                history = client.get_metric_history(run.info.run_id, name)
                key = (run.data.params["method"], run.data.params["stepSize"], name)
                groups.setdefault(key, []).append(max(history, key=lambda point: point.step).value)
        return len({key[:2] for key in groups})

    def pandas_last(read):
        last = read().groupby("runID").last()
        return int(((last.dualityGap < 3.5) & (last.method == "extragradient")).sum())

    def pandas_mean(read):
        return int((read().groupby("runID").payoff.apply(lambda payoff: tail_mean(payoff.values)) < 0).sum())

    def pandas_compare(read):
        part = read().query("runID <= 100")
        last = part.groupby("runID").last()
        last["group"] = 0.001 * (1 + last.index % 7)
        return len(last.groupby(["method", "group"])[METRICS].agg(["mean", "std"]))

    def count(text):
        return len(text.strip().splitlines()) - 1

    questions = [
        ("runs with a last duality gap < 3.5 by extragradient",
         lambda: count(ask("list", "--where", "dualityGap.last < 3.5 and method = 'extragradient'",
                           "--format", "csv")), mlflow_last, pandas_last),
        ("runs whose mean payoff over the last 100 steps is < 0",
         lambda: count(ask("list", "--where", "payoff.mean(last 100) < 0", "--format", "csv")),
         mlflow_mean, pandas_mean),
        ("100 runs compared by method and step size",
         lambda: len(set(tuple(line.split(",")[:2]) for line in ask(
             "compare", "--where", "id <= 100", "--group-by", "method,stepSize", "--format", "csv"
         ).strip().splitlines()[1:])), mlflow_compare, pandas_compare),
    ]
    starts = [starting("mlflow") if with_mlflow else 0, starting("pandas"), None]
    print("| question | saddlebag | MLflow | ratio | pandas, from CSV | ratio | pandas, in memory | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    for title, ours, theirs, script in questions:
        own, answer = seconds(ours)
        cells, answers = [], [answer]
        bodies = [
            theirs if with_mlflow else None, lambda: script(lambda: pandas.read_csv(table)),
            lambda: script(lambda: frame)]
        for body, start in zip(bodies, starts):
            if body is None:
                cells += ["–", "–"]
                continue
            taken, found = seconds(body)
            answers.append(found)
            if start is None:
                cells += [f"({taken:.3f} s)", f"({taken / own:.1f})"]
            else:
                whole = start + taken
                cells += [f"{whole:.2f} s ({taken:.3f} s)", f"{whole / own:.0f} ({taken / own:.1f})"]
        print(f"| {title} | {own:.3f} s | " + " | ".join(cells) + " |", flush=True)
        print(f"  answers: {answers}", file=sys.stderr)


main()
