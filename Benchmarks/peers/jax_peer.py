"""JAX's side: the step of WGAN-GP as one function compiled by jax.jit, one thread."""

import jax
import jax.numpy as jnp

from peer import Numbers, serve


def network(numbers, hidden, last):
    widths = [2, hidden, hidden, last]
    return [
        (jnp.array(numbers.array([a, b], a**-0.5), jnp.float32), jnp.zeros(b, jnp.float32))
        for a, b in zip(widths, widths[1:])
    ]


def apply(layers, x):
    for w, b in layers[:-1]:
        x = jax.nn.leaky_relu(x @ w + b, 0.2)
    return x @ layers[-1][0] + layers[-1][1]


def adam(parameters, gradients, state):
    beta1, beta2, rate = 0.5, 0.9, 1e-4
    m, v, count = state
    count = count + 1
    m = jax.tree.map(lambda m, g: beta1 * m + (1 - beta1) * g, m, gradients)
    v = jax.tree.map(lambda v, g: beta2 * v + (1 - beta2) * g * g, v, gradients)
    c1, c2 = 1 - beta1**count, 1 - beta2**count
    parameters = jax.tree.map(
        lambda p, m, v: p - rate * (m / c1) / (jnp.sqrt(v / c2) + 1e-8), parameters, m, v)
    return parameters, (m, v, count)


def critic_loss(critic, fake, real, mix):
    between = real + mix * (fake - real)
    slope = jax.grad(lambda x: apply(critic, x).sum())(between)
    penalty = ((jnp.sqrt((slope * slope).sum(1) + 1e-12) - 1) ** 2).mean()
    return apply(critic, fake).mean() - apply(critic, real).mean() + 10 * penalty


def generator_loss(generator, critic, noise):
    return -apply(critic, apply(generator, noise)).mean()


def step(state, real, noise, mix):
    generator, critic, generator_state, critic_state = state
    fake = apply(generator, noise)
    loss, slope = jax.value_and_grad(critic_loss)(critic, fake, real, mix)
    critic, critic_state = adam(critic, slope, critic_state)
    rival, slope = jax.value_and_grad(generator_loss)(generator, critic, noise)
    generator, generator_state = adam(generator, slope, generator_state)
    return (generator, critic, generator_state, critic_state), (loss, rival)


class Wasserstein:
    """One critic step with its double backward pass and one generator step, both by Adam."""

    def __init__(self, hidden, batch):
        numbers = Numbers()
        generator, critic = network(numbers, hidden, 2), network(numbers, hidden, 1)
        start = [
            (jax.tree.map(jnp.zeros_like, p), jax.tree.map(jnp.zeros_like, p), jnp.array(0.0))
            for p in (generator, critic)
        ]
        self.state = (generator, critic, start[0], start[1])
        self.batch = [
            jnp.array(numbers.array([batch, 2]), jnp.float32),
            jnp.array(numbers.array([batch, 2]), jnp.float32),
            jnp.array(0.5 + numbers.array([batch, 1], 0.5), jnp.float32),
        ]
        self.compiled = jax.jit(step, donate_argnums=0)

    def step(self):
        self.state, self.losses = self.compiled(self.state, *self.batch)
        jax.block_until_ready(self.losses)

    def check(self):
        for _ in range(3):
            self.step()
        return [float(loss) for loss in self.losses]


serve({
    "wgan-gp-128": lambda: Wasserstein(128, 256),
    "wgan-gp-64": lambda: Wasserstein(64, 64),
})
