"""Measures λ* and a gap of a 100,000-parameter pair by Saddlebag and by PyTorch, and writes the table.

    python Benchmarks/peers/compare_equilibria.py [--binary PATH] [--nested]

Each side is a process of one thread on one processor; times are CPU seconds. Both get the same rows, the
same parameters and the same estimator, and the table shows that they come to the same figures.
"""

import argparse
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PACKAGE = HERE.parent


def play(command, processor=0):
    """The answers of one side, by name."""
    environment = dict(os.environ, SADDLEBAG_THREADS="1", OMP_NUM_THREADS="1",
                       OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    environment.pop("OPENBLAS_CORETYPE", None)
    pin = (lambda: os.sched_setaffinity(0, {processor})) if hasattr(
        os, "sched_setaffinity") else None
    text = subprocess.run(command, env=environment, preexec_fn=pin, text=True, check=True,
                          stdout=subprocess.PIPE).stdout
    return {a["name"]: a for a in map(json.loads, text.splitlines())}


def figures(answer):
    """What an answer says, in words."""
    values = answer["values"]
    if values.get("maximizerGreatest", values.get("greatest", 0)) > 0 and "order" not in values:
        greatest = values.get("maximizerGreatest", values.get("greatest"))
        return f"none: f_yy has the eigenvalue {greatest:.4g}"
    if answer["words"] == "not converged":
        return "not converged"
    if values.get("order", 0) >= 1e300 or "positive for every" in answer["words"]:
        return "∞"
    if "order" in values:
        return f"{values['order']:.5g} ± {values['orderError']:.1g}"
    if "value" in values:
        return f"{values['value']:.4g}"
    return answer["words"]


def main():
    """Plays both sides and writes the results."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", help="an equilibrium-benchmarks that is built already")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--output", default=str(
        PACKAGE / "results" / f"{datetime.date.today()}-equilibria.md"))
    options = parser.parse_args()
    binary = options.binary
    if not binary:
        subprocess.run(["swift", "build", "-c", "release", "--package-path", PACKAGE,
                        "--product", "equilibrium-benchmarks"], check=True)
        binary = PACKAGE / ".build" / "release" / "equilibrium-benchmarks"
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        own = play([str(binary), folder])
        dampings = sorted({float(a["values"]["damping"]) for n, a in own.items() if n.startswith("λ*")})
        peer = play([sys.executable, str(HERE / "equilibria_torch.py"), folder]
                    + [repr(d) for d in dampings] + (["--nested"] if options.nested else []))
    lines = [
        f"# λ* and gaps of a pair of networks, {datetime.date.today()}", "",
        f"WGAN-GP 2-220-220, {int(own['training step']['values']['parameters']):,} parameters, trained"
        " for 3,000 steps on 256 rows; one thread on one processor, CPU seconds. A training step (three of"
        f" the critic, one of the generator) takes {1e3 * own['training step']['seconds']:.2f} ms. Other work's load at the"
        f" start: {load:.1f}.", "",
        "| what | Saddlebag s | products | figure | PyTorch s | products | figure | PyTorch / Saddlebag |",
        "|---|---|---|---|---|---|---|---|",
    ]

    def row(name, left, right):
        ratio = f"**{right['seconds'] / left['seconds']:.1f}**" if right else "–"
        lines.append(
            f"| {name} | {left['seconds']:.3g} | {left['values'].get('products', 0):.0f} | "
            f"{figures(left)} | " + (
                f"{right['seconds']:.3g} | {right['values'].get('products', 0):.0f} | "
                f"{figures(right)} | " if right else "– | – | – | ") + ratio + " |")

    product = dict(peer["Hessian products"])
    product["seconds"] /= 30
    product["values"] = {"products": 1}
    lines.append(
        f"| a Hessian product | {own['Hessian product']['seconds']:.3g} | 1 | ‖·‖ ="
        f" {own['Hessian product']['values']['norm']:.6g} | {product['seconds']:.3g} | 1 | ‖·‖ ="
        f" {peer['Hessian products']['values']['norm']:.6g} |"
        f" **{product['seconds'] / own['Hessian product']['seconds']:.1f}** |")
    nested = []
    for name, answer in own.items():
        if name.startswith("λ*"):
            norm = name.split(", ")[1]
            damping = float(answer["values"]["damping"])
            right = next(a for n, a in peer.items() if n == f"λ*, {norm}, damping {damping!r}")
            row(f"λ*, {norm}, δ = {damping:.4g}", answer, right)
            nested += [(norm, a) for n, a in peer.items()
                       if n == f"nested λ*, {norm}, damping {damping!r}"]
        elif name.startswith("all of local"):
            row(name.rsplit(", ", 1)[0] + f", δ = {damping:.4g}", answer, None)
        elif name.startswith("gap"):
            row(name + " (the tenth of each norm)", answer,
                peer.get("gap, λ = inf") if "inf" in name else None)
    lines += ["", "Gap estimates in units of training steps: " + "; ".join(
        f"{n}: {a['values']['trainingSteps']:.0f} ({a['values']['evaluations']:.0f} evaluations)"
        for n, a in own.items() if n.startswith("gap")) + "."]
    for norm, answer in nested:
        values = answer["values"]
        lines += ["", f"Bisection over Lanczos over conjugate gradients in PyTorch, {norm}:"
                  f" {answer['words']} with {values['points']:.0f} values of λ tried, {values['products']:.0f}"
                  f" products, λ* in [{values['low']:.4g}, {values['high']:.4g}]."]
    pathlib.Path(options.output).write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


main()
