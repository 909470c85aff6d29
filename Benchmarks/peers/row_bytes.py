"""Bytes a value takes in a wide row of SQLite, by the number of values, as rows are appended.

python3 row_bytes.py: needs nothing but Python. The table is `step` of a store, with as many REAL columns as are asked
for in place of its nine metrics.
"""

import os
import random
import sqlite3
import tempfile

ROWS = 60_000


def bytes_a_row(values, runs, group, vacuum):
    """The file's bytes a row when `runs` runs record in turn, `group` steps at a time."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "rows.db")
        database = sqlite3.connect(path, isolation_level=None)
        database.execute("PRAGMA page_size = 8192")
        database.execute("PRAGMA journal_mode = OFF")
        columns = ", ".join(f"m{index} REAL" for index in range(values))
        database.execute(
            "CREATE TABLE step (runID INTEGER NOT NULL, step INTEGER NOT NULL,"
            f" wallSeconds REAL NOT NULL, nanMask INTEGER NOT NULL, {columns}, digest INTEGER,"
            " PRIMARY KEY (runID, step)) STRICT, WITHOUT ROWID"
        )
        insert = f"INSERT INTO step VALUES ({', '.join('?' * (values + 5))})"
        database.execute("BEGIN")
        steps = ROWS // runs
        for first in range(0, steps, group):
            for run in range(1, runs + 1):
                database.executemany(
                    insert,
                    (
                        (run, step, 1000 * random.random(), 0)
                        + tuple(random.random() for _ in range(values))
                        + (None,)
                        for step in range(first, min(steps, first + group))
                    ),
                )
        database.execute("COMMIT")
        if vacuum:
            database.execute("VACUUM")
        database.close()
        return os.path.getsize(path) / (steps * runs)


def main():
    random.seed(1)
    print("| values | one run | 8 runs in turn | after VACUUM | one run, the time counted |")
    print("|---|---|---|---|---|")
    for values in (8, 9, 16, 22):
        one = bytes_a_row(values, 1, 1000, False)
        turns = [bytes_a_row(values, 8, group, False) / values for group in (1, 10, 100, 1000)]
        full = bytes_a_row(values, 1, 1000, True)
        print(
            f"| {values} | {one / values:.2f} | {min(turns):.2f}–{max(turns):.2f}"
            f" | {full / values:.2f} | {one / (values + 1):.2f} |"
        )


if __name__ == "__main__":
    main()
