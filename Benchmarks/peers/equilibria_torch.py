"""λ* and gap estimates of a WGAN-GP pair by PyTorch, beside Sources/equilibria.

    python Benchmarks/peers/equilibria_torch.py FOLDER DAMPING…

FOLDER holds `rows.f32` and `parameters.f32` as `equilibrium-benchmarks FOLDER` wrote them. The estimators are
the same: λ* by subspaces of both players that grow by the residuals of the saddle point, and gaps by
spectral projected gradients from seven starts with 1,000 evaluations. Products are double backward
passes in eager mode, linear algebra is NumPy's; one thread. With `--nested` also what one would write
first: bisection on λ over Lanczos over conjugate gradients, for a minute. One line of JSON per answer.
"""

import json
import pathlib
import sys
import time

import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)
HIDDEN, WIDTH, KEPT, STEPS = 220, 32, 10, 300


class Pair:
    """V = E D(X) − E D(G(Z)) − 10·E(‖∇D(X̂)‖ − 1)² as a function of flat parameters."""

    def __init__(self, folder):
        rows = torch.tensor(np.fromfile(folder / "rows.f32", np.float32).reshape(-1, 5))
        self.real, self.noise, self.mix = rows[:, :2], rows[:, 2:4], rows[:, 4:]
        self.shapes = [[(2, HIDDEN), (HIDDEN,), (HIDDEN, HIDDEN), (HIDDEN,), (HIDDEN, k), (k,)]
                       for k in (2, 1)]
        self.n, self.m = (sum(int(np.prod(s)) for s in shapes) for shapes in self.shapes)
        self.z = torch.tensor(np.fromfile(folder / "parameters.f32", np.float32))
        self.products = 0
        self.tensors = self.leaves(self.z)

    def split(self, flat, shapes):
        parts, at = [], 0
        for shape in shapes:
            size = int(np.prod(shape))
            parts.append(flat[at:at + size].reshape(shape))
            at += size
        return parts

    def leaves(self, flat):
        parts = self.split(flat[:self.n], self.shapes[0]) + self.split(flat[self.n:], self.shapes[1])
        return [p.clone().requires_grad_() for p in parts]

    @staticmethod
    def network(p, x):
        x = nn.functional.leaky_relu(torch.addmm(p[1], x, p[0]), 0.2)
        x = nn.functional.leaky_relu(torch.addmm(p[3], x, p[2]), 0.2)
        return torch.addmm(p[5], x, p[4])

    def slope(self, critic, at):
        if not at.requires_grad:
            at = at.clone().requires_grad_()
        return torch.autograd.grad(self.network(critic, at).sum(), at, create_graph=True)[0]

    def payoff(self, tensors):
        generator, critic = tensors[:6], tensors[6:]
        fake = self.network(generator, self.noise)
        slope = self.slope(critic, self.real + self.mix * (fake - self.real))
        penalty = ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()
        return (self.network(critic, self.real).mean() - self.network(critic, fake).mean()
                - 10 * penalty)

    def gradient(self, flat, player):
        """V and its gradient in one player's parameters, as NumPy arrays."""
        tensors = self.leaves(torch.as_tensor(flat, dtype=torch.float32))
        own = tensors[:6] if player == 0 else tensors[6:]
        value = self.payoff(tensors)
        parts = torch.autograd.grad(value, own, materialize_grads=True, allow_unused=True)
        return value.item(), torch.cat([p.reshape(-1) for p in parts]).double().numpy()

    def value(self, flat):
        return self.payoff(self.leaves(torch.as_tensor(flat, dtype=torch.float32))).item()

    def product(self, u):
        """∇²V·u by double backward."""
        self.products += 1
        u = torch.as_tensor(u, dtype=torch.float32)
        along = self.split(u[:self.n], self.shapes[0]) + self.split(u[self.n:], self.shapes[1])
        slopes = torch.autograd.grad(
            self.payoff(self.tensors), self.tensors, create_graph=True, allow_unused=True)
        moving = [(v, w) for v, w in zip(slopes, along) if v is not None and v.requires_grad]
        parts = torch.autograd.grad(
            [v for v, _ in moving], self.tensors, [w for _, w in moving], materialize_grads=True)
        return torch.cat([p.reshape(-1) for p in parts]).double().numpy()

    def metric(self, w):
        """M·w of the Sobolev norm on the real samples."""
        critic = self.tensors[6:]
        along = self.split(torch.as_tensor(w, dtype=torch.float32), self.shapes[1])
        slope = self.slope(critic, self.real)
        weights = torch.zeros_like(slope, requires_grad=True)
        pulled = torch.autograd.grad(
            slope, critic, weights, create_graph=True, materialize_grads=True)
        moving = [(v, a) for v, a in zip(pulled, along) if v.requires_grad]
        turned = torch.autograd.grad(
            [v for v, _ in moving], weights, [a for _, a in moving], retain_graph=True)[0]
        parts = torch.autograd.grad(
            slope, critic, turned / len(self.real), materialize_grads=True)
        return torch.cat([p.reshape(-1) for p in parts]).double().numpy()


def remove_span(v, basis):
    """v less its part in the span of orthonormal rows; a second pass where the first took off much."""
    rest = np.linalg.norm(v)
    for _ in range(3):
        before = rest
        v = v - basis.T @ (basis @ v)
        rest = np.linalg.norm(v)
        if rest * rest >= before * before / 2:
            break
    return v, rest


def lanczos(product, count, steps, tolerance, enough=lambda least, greatest: False):
    """Least and greatest Ritz values with the residual of the greatest."""
    start = np.random.default_rng(1).choice([-1.0, 1.0], count)
    basis = np.zeros((steps + 1, count))
    basis[0] = start / np.linalg.norm(start)
    diagonal, below = [], []
    for k in range(steps):
        v = product(basis[k])
        diagonal.append(v @ basis[k])
        v -= diagonal[k] * basis[k]
        if k:
            v -= below[-1] * basis[k - 1]
        v, rest = remove_span(v, basis[:k + 1])
        if k % 4 == 3 or k + 1 == steps or rest < 1e-12:
            values, vectors = np.linalg.eigh(
                np.diag(diagonal) + np.diag(below, 1) + np.diag(below, -1))
            residuals = rest * np.abs(vectors[-1, [0, -1]])
            if (residuals.max() <= tolerance or enough(values[0], values[-1])
                    or k + 1 == steps or rest < 1e-12):
                return values[0], values[-1], residuals[1]
        below.append(rest)
        basis[k + 1] = v / rest


class Subspace:
    """S_λ compressed to growing orthonormal directions of both players: SchurSubspace.swift in NumPy."""

    def __init__(self, pair, damping, euclidean):
        self.pair, self.damping, self.euclidean = pair, damping, euclidean
        n, m = pair.n, pair.m
        self.lead = [np.zeros((WIDTH, k)) for k in (n, n, m)]
        self.response = [np.zeros((WIDTH, k)) for k in (m, m, n, m)]
        self.counts = [0, 0]
        self.small = [np.zeros((WIDTH, WIDTH)) for _ in range(4)]

    def unit(self, v, basis, count):
        before = np.linalg.norm(v)
        v, size = remove_span(v, basis[:count])
        return v / size if size > 1e-12 * before else None

    def grow_leader(self, v):
        k, r = self.counts
        u = self.unit(v, self.lead[0], k)
        if u is None:
            return
        image = self.pair.product(np.concatenate([u, np.zeros(self.pair.m)]))
        own, cross = image[:self.pair.n] + self.damping * u, image[self.pair.n:]
        for store, value in zip(self.lead, (u, own, cross)):
            store[k] = value
        a, b = self.small[:2]
        a[k, :k + 1] = a[:k + 1, k] = self.lead[0][:k + 1] @ own
        b[k, :r] = self.response[0][:r] @ cross
        self.counts[0] += 1

    def grow_responder(self, v):
        r, k = self.counts[1], self.counts[0]
        w = self.unit(v, self.response[0], r)
        if w is None:
            return
        image = self.pair.product(np.concatenate([np.zeros(self.pair.n), w]))
        own, cross = image[self.pair.n:] - self.damping * w, image[:self.pair.n]
        pull = w if self.euclidean else self.pair.metric(w)
        for store, value in zip(self.response, (w, own, cross, pull)):
            store[r] = value
        _, b, c, g = self.small
        c[r, :r + 1] = c[:r + 1, r] = self.response[0][:r + 1] @ own
        g[r, :r + 1] = g[:r + 1, r] = self.response[0][:r + 1] @ pull
        b[:k, r] = self.lead[0][:k] @ cross
        self.counts[1] += 1

    def lowest(self, penalty):
        k, r = self.counts
        a, b, c, g = (s[:i, :j] for s, i, j in zip(self.small, (k, k, r, r), (k, r, r, r)))
        response = np.linalg.solve(penalty * g - c, b.T)
        schur = a + b @ response
        values, vectors = np.linalg.eigh((schur + schur.T) / 2)
        u = vectors[:, 0]
        w = response @ u
        return values[0], u, w, vectors, response @ vectors, u @ a @ u, u @ b @ w, w @ g @ w

    def residual(self, value, u, w, penalty):
        k, r = self.counts
        lead, response = [s[:k] for s in self.lead], [s[:r] for s in self.response]
        return (u @ lead[1] + w @ response[2] - value * (u @ lead[0]),
                u @ lead[2] + w @ response[1] - penalty * (w @ response[3]))

    def compress(self, a, b):
        a, b = np.linalg.qr(a[:, :KEPT])[0], np.linalg.qr(b[:, :KEPT])[0]
        k, r = self.counts
        for store in self.lead:
            store[:a.shape[1]] = a.T @ store[:k]
        for store in self.response:
            store[:b.shape[1]] = b.T @ store[:r]
        turns = ((a, a), (a, b), (b, b), (b, b))
        for s, (left, right), (i, j) in zip(self.small, turns, ((k, k), (k, r), (r, r), (r, r))):
            s[:left.shape[1], :right.shape[1]] = left.T @ s[:i, :j] @ right
        self.counts = [a.shape[1], b.shape[1]]


def order(pair, damping, euclidean):
    """λ*, its error, or which side it lies on."""
    zero_x, zero_y = np.zeros(pair.n), np.zeros(pair.m)
    sign = np.r_[zero_x + damping, zero_y - damping]
    ends = lanczos(lambda u: pair.product(u) + sign * u, pair.n + pair.m, 10, 0)
    scale = max(abs(ends[0]), abs(ends[1]))
    tolerance = 1e-8 * scale
    _, greatest, miss = lanczos(
        lambda w: pair.product(np.r_[zero_x, w])[pair.n:] - damping * w, pair.m, 300, tolerance,
        lambda least, greatest: greatest > tolerance)
    if greatest > tolerance:
        return {"greatest": greatest}, "no local maximum in y"
    least, _, _ = lanczos(
        lambda u: pair.product(np.r_[u, zero_y])[:pair.n] + damping * u, pair.n, 300, tolerance,
        lambda least, greatest: least < -tolerance)
    if least >= -tolerance:
        return {"value": least}, "S_λ positive for every λ"
    size = lanczos(
        (lambda w: w) if euclidean else pair.metric, pair.m, 10, 0)[1]
    lower, upper = tolerance / size, 1e4 * scale / size
    space = Subspace(pair, damping, euclidean)
    space.grow_leader(np.random.default_rng(2).choice([-1.0, 1.0], pair.n))
    space.grow_responder(space.lead[2][0])
    penalty, stiffness = lower, -greatest - miss
    for _ in range(STEPS):
        for _ in range(3):
            value, u, w, vectors, responses, curvature, gain, fall = space.lowest(penalty)
            curvature += tolerance
            if curvature >= 0:
                following = min(upper, 10 * penalty)
            elif gain <= 0:
                following = lower
            else:
                move = (-1 / curvature - 1 / gain) * gain * gain / fall
                following = min(max(penalty + move, lower), upper)
            if abs(following - penalty) <= 1e-13 * penalty:
                break
            penalty = following
        value, u, w, vectors, responses, curvature, gain, fall = space.lowest(penalty)
        r, s = space.residual(value, u, w, penalty)
        shortfall = s @ s / max(stiffness, tolerance)
        residual = np.linalg.norm(r) + shortfall
        if penalty <= lower and value + tolerance + shortfall < 0:
            return {"value": value}, "S_λ indefinite for every λ"
        if penalty >= upper and value + tolerance >= 0 and residual <= (value + tolerance) / 10:
            return {"value": value}, "S_λ positive for every λ"
        if lower < penalty < upper and (residual + abs(value + tolerance)) / fall <= 1e-2 * penalty:
            return {"order": penalty, "orderError": (residual + abs(value + tolerance)) / fall}, "converged"
        if max(space.counts) >= WIDTH:
            space.compress(vectors, responses)
        space.grow_leader(r)
        space.grow_responder(s)
    return {"order": penalty, "value": value}, "not converged"


def nested(pair, damping, euclidean, limit):
    """What one would write first: bisection over Lanczos over conjugate gradients; stops at the limit."""
    begin, zero_x, zero_y = time.process_time(), np.zeros(pair.n), np.zeros(pair.m)
    points = 0

    def schur(u, penalty):
        image = pair.product(np.r_[u, zero_y])
        out, b = image[:pair.n] + damping * u, image[pair.n:]
        w, r = np.zeros(pair.m), b.copy()
        p, square, back = r.copy(), r @ r, np.zeros(pair.n)
        for _ in range(200):
            if square <= 1e-12 * (b @ b) or time.process_time() - begin > limit:
                break
            image = pair.product(np.r_[zero_x, p])
            a = penalty * (p if euclidean else pair.metric(p)) - image[pair.n:] + damping * p
            length = square / (p @ a)
            w, r, back = w + length * p, r - length * a, back + length * image[:pair.n]
            following = r @ r
            p, square = r + following / square * p, following
        return out + back

    low, high = 1e-4, 1e6
    while high / low > 1.001 and time.process_time() - begin < limit:
        middle = (low * high) ** 0.5
        least = lanczos(lambda u: schur(u, middle), pair.n, 60, 1e-6 * abs(damping))[0]
        if time.process_time() - begin < limit:
            points += 1
            low, high = (middle, high) if least >= 0 else (low, middle)
    return {"points": points, "low": low, "high": high}, (
        "finished" if high / low <= 1.001 else f"stopped after {limit} s")


def descend(value, gradient, project, start, allowed):
    """Spectral projected gradients as ProjectedDescent.swift has them; `allowed` evaluations."""
    x = project(start)
    f, g = gradient(x)
    used = 2
    best, recent, stretch = f, [f], min(1, 0.1 * max(1, np.linalg.norm(x)) / np.linalg.norm(g))
    for _ in range(200):
        if used >= allowed or np.linalg.norm(project(x - g) - x) <= 1e-6:
            break
        d = project(x - stretch * g) - x
        slope, share, ceiling = d @ g, 1.0, max(recent)
        if slope >= 0:
            break
        for _ in range(40):
            trial = x + share * d
            h = value(trial)
            used += 1
            if h <= ceiling + 1e-4 * share * slope:
                break
            bend = 2 * (h - ceiling - share * slope)
            guess = -slope * share * share / bend if bend > 0 else share / 2
            share = min(max(guess, share / 10), share / 2)
        else:
            break
        _, following = gradient(trial)
        used += 1
        s, y = trial - x, following - g
        stretch = min(max(s @ s / (s @ y), 1e-10), 1e10) if s @ y > 0 else 1e10
        x, g, f = trial, following, h
        best, recent = min(best, f), (recent + [f])[-10:]
    return best, used


def gap(pair):
    """The duality gap within a tenth of each player's norm: best of seven starts for each player."""
    z = pair.z.double().numpy()
    total, evaluations = 0.0, 0
    for player, part in ((1, slice(pair.n, None)), (0, slice(0, pair.n))):
        center, sign = z[part], 1 if player == 0 else -1
        radius = 0.1 * np.linalg.norm(center)

        def joined(x):
            return np.concatenate([x, z[pair.n:]] if player == 0 else [z[:pair.n], x])

        def value(x):
            return sign * pair.value(joined(x))

        def gradient(x):
            f, g = pair.gradient(joined(x), player)
            return sign * f, sign * g

        def project(x):
            far = np.linalg.norm(x - center)
            return x if far <= radius else center + (x - center) * radius / far

        noise = np.random.default_rng(player).standard_normal((3, len(center)))
        starts = [center]
        for size, direction in zip((0.01, 0.1, 1), noise):
            step = size * radius / len(center) ** 0.5 * direction
            starts += [center + step, center - step]
        best, left = np.inf, 1_000
        for index, start in enumerate(starts):
            found, used = descend(value, gradient, project, start, left / (len(starts) - index))
            best, left = min(best, found), max(0, left - used)
            evaluations += used
        total -= best
    return {"value": total, "evaluations": evaluations}, "within a tenth of the norm"


def timed(name, pair, work):
    """Runs and prints one answer."""
    pair.products = 0
    begin, start = time.process_time(), time.perf_counter()
    values, words = work()
    print(json.dumps({
        "name": name, "seconds": time.process_time() - begin,
        "elapsed": time.perf_counter() - start, "words": words,
        "values": {k: float(v) for k, v in dict(values, products=pair.products).items()},
    }, ensure_ascii=False), flush=True)


def main():
    """Answers for each damping in both norms, then for the gap."""
    words = [w for w in sys.argv[1:] if w != "--nested"]
    pair = Pair(pathlib.Path(words[0]))
    u = np.arange(len(pair.z)) % 7 - 3.0

    def products():
        for _ in range(30):
            image = pair.product(u)
        return {"norm": np.linalg.norm(image)}, "thirty of them"

    pair.product(u)
    timed("Hessian products", pair, products)
    for damping in map(float, words[1:]):
        for euclidean in (False, True):
            norm = "parameters" if euclidean else "Sobolev"
            timed(f"λ*, {norm} norm, damping {damping}", pair,
                  lambda: order(pair, damping, euclidean))
            if "--nested" in sys.argv and damping > 0:
                timed(f"nested λ*, {norm} norm, damping {damping}", pair,
                      lambda: nested(pair, damping, euclidean, 60))
    timed("gap, λ = inf", pair, lambda: gap(pair))


main()
