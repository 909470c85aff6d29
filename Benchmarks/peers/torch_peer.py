"""PyTorch's side of the comparison: the same works as Sources/engine, in eager mode, one thread.

Speaks the protocol of Sources/engine/EngineBenchmarks.swift: lines `WORK STEPS` in, JSON out.
"""

import torch
from torch import nn

from peer import Numbers, serve

torch.set_num_threads(1)


def tensor(array):
    return torch.tensor(array, dtype=torch.float32)


class ScalarQuadratic:
    """f(x, y) = ½x² + 2xy − ½y² in Float64, by simultaneous gradient descent-ascent."""

    def __init__(self):
        self.x = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)
        self.y = torch.tensor(1.0, dtype=torch.float64, requires_grad=True)

    def step(self):
        x, y = self.x, self.y
        payoff = 0.5 * x * x + 2 * x * y - 0.5 * y * y
        gx, gy = torch.autograd.grad(payoff, (x, y))
        with torch.no_grad():
            x -= 0.01 * gx
            y += 0.01 * gy

    def check(self):
        for _ in range(3):
            self.step()
        return [self.x.item(), self.y.item()]


def linear(numbers, inputs, outputs):
    layer = nn.Linear(inputs, outputs)
    layer.weight.data = tensor(numbers.array([inputs, outputs], inputs**-0.5)).T.contiguous()
    layer.bias.data.zero_()
    return layer


def network(numbers, hidden, last):
    return nn.Sequential(
        linear(numbers, 2, hidden), nn.LeakyReLU(0.2),
        linear(numbers, hidden, hidden), nn.LeakyReLU(0.2),
        linear(numbers, hidden, last),
    )


class WassersteinNetworks:
    """The networks, batches and losses of WGAN-GP on the plane."""

    def __init__(self, hidden, batch):
        numbers = Numbers()
        self.generator = network(numbers, hidden, 2)
        self.critic = network(numbers, hidden, 1)
        self.real = tensor(numbers.array([batch, 2]))
        self.noise = tensor(numbers.array([batch, 2]))
        self.mix = tensor(0.5 + numbers.array([batch, 1], 0.5))

    def critic_loss(self, fake, critic=None):
        critic = critic or self.critic
        between = self.real + self.mix * (fake - self.real)
        if not between.requires_grad:
            between.requires_grad_()
        slope = torch.autograd.grad(critic(between).sum(), between, create_graph=True)[0]
        penalty = ((slope.square().sum(1) + 1e-12).sqrt() - 1).square().mean()
        return critic(fake).mean() - critic(self.real).mean() + 10 * penalty


class Wasserstein(WassersteinNetworks):
    """One critic step with its double backward pass and one generator step, both by Adam."""

    def __init__(self, hidden, batch):
        super().__init__(hidden, batch)
        self.optimizers = [
            torch.optim.Adam(n.parameters(), lr=1e-4, betas=(0.5, 0.9), fused=True)
            for n in (self.critic, self.generator)
        ]

    def step(self):
        self.optimizers[0].zero_grad()
        with torch.no_grad():
            fake = self.generator(self.noise)
        self.losses = [self.critic_loss(fake)]
        self.losses[0].backward()
        self.optimizers[0].step()
        self.optimizers[1].zero_grad()
        # The critic's own gradients are not wanted here: the fastest way to say so.
        for p in self.critic.parameters():
            p.requires_grad_(False)
        self.losses.append(-self.critic(self.generator(self.noise)).mean())
        self.losses[1].backward()
        self.optimizers[1].step()
        for p in self.critic.parameters():
            p.requires_grad_(True)

    def check(self):
        for _ in range(3):
            self.step()
        return [loss.item() for loss in self.losses]


class FieldDerivative(WassersteinNetworks):
    """The Jacobian of the field (∇ᴳ loss, ∇ᴰ loss) times a direction.

    By the double-backward identity J·u = ∇_w ⟨Jᵀw, u⟩, which takes as long as torch.func's forward over reverse.
    """

    def __init__(self, hidden, batch):
        super().__init__(hidden, batch)
        self.parameters = [list(n.parameters()) for n in (self.generator, self.critic)]
        everything = self.parameters[0] + self.parameters[1]
        self.direction = []
        for p in everything:
            # Indexed in the engine's layout, [inputs, outputs].
            flat = 0.01 * (torch.arange(p.numel()) % 7 - 3).float()
            self.direction.append(
                flat.reshape(p.T.shape).T.contiguous() if p.dim() == 2 else flat)

    def step(self):
        everything = self.parameters[0] + self.parameters[1]
        fake = self.generator(self.noise)
        generator_loss = -self.critic(fake).mean()
        critic_loss = self.critic_loss(fake)
        field = list(torch.autograd.grad(
            generator_loss, self.parameters[0], create_graph=True))
        field += torch.autograd.grad(critic_loss, self.parameters[1], create_graph=True)
        # The gradient of the critic's last bias does not depend on anything.
        moving = [v for v in field if v.requires_grad]
        weights = [torch.zeros_like(v, requires_grad=True) for v in moving]
        pulled = torch.autograd.grad(
            moving, everything, weights, create_graph=True, materialize_grads=True)
        product = iter(torch.autograd.grad(
            pulled, weights, self.direction, materialize_grads=True))
        self.result = [
            next(product) if v.requires_grad else torch.zeros_like(v) for v in field]

    def check(self):
        self.step()
        parts = self.result[: len(self.parameters[0])], self.result[len(self.parameters[0]):]
        return [sum(r.square().sum() for r in part).sqrt().item() for part in parts]


class PayoffHessian(FieldDerivative):
    """The Hessian of the payoff E D(real) − E D(fake) times a direction, by double backward."""

    def step(self):
        everything = self.parameters[0] + self.parameters[1]
        fake = self.generator(self.noise)
        payoff = self.critic(self.real).mean() - self.critic(fake).mean()
        slopes = torch.autograd.grad(payoff, everything, create_graph=True)
        # The gradient of the critic's last bias does not depend on anything.
        moving = [(v, u) for v, u in zip(slopes, self.direction) if v.requires_grad]
        self.result = torch.autograd.grad(
            [v for v, _ in moving], everything, [u for _, u in moving], materialize_grads=True)


class Images(nn.Module):
    """The generator: noise 100 → 7 × 7 × 128 → 14 × 14 × 64 → 28 × 28 × 1."""

    def __init__(self, numbers):
        super().__init__()
        first = numbers.array([100, 7, 7, 128], 100**-0.5)  # the engine's channels stand last
        self.first = nn.Parameter(tensor(first.transpose(0, 3, 1, 2).reshape(100, 6272)))
        second = numbers.array([4, 4, 64, 128], 512**-0.5)
        third = numbers.array([4, 4, 1, 64], 256**-0.5)
        self.second = nn.ConvTranspose2d(128, 64, 4, 2, 1, bias=False)
        self.second.weight.data = tensor(second.transpose(3, 2, 0, 1)).contiguous()
        self.third = nn.ConvTranspose2d(64, 1, 4, 2, 1)
        self.third.weight.data = tensor(third.transpose(3, 2, 0, 1)).contiguous()
        self.third.bias.data.zero_()
        self.norms = nn.ModuleList([nn.BatchNorm2d(128), nn.BatchNorm2d(64)])

    def forward(self, noise):
        x = (noise @ self.first).reshape(-1, 128, 7, 7)
        x = self.second(torch.relu(self.norms[0](x)))
        return torch.tanh(self.third(torch.relu(self.norms[1](x))))


def normalized(layer):
    """The layer spectrally normalized, its power iteration started where the engine's is."""
    layer = nn.utils.parametrizations.spectral_norm(layer)
    vector = layer.parametrizations.weight[0]._v
    vector.fill_(vector.numel() ** -0.5)
    return layer


class Scores(nn.Module):
    """The discriminator: 28 × 28 × 1 → 14 × 14 × 64 → 7 × 7 × 128 → 1."""

    def __init__(self, numbers):
        super().__init__()
        first = numbers.array([4, 4, 1, 64], 16**-0.5)
        second = numbers.array([4, 4, 64, 128], 1024**-0.5)
        third = numbers.array([7, 7, 128, 1], 6272**-0.5)
        layers = [nn.Conv2d(1, 64, 4, 2, 1), nn.Conv2d(64, 128, 4, 2, 1), nn.Linear(6272, 1)]
        layers[0].weight.data = tensor(first.transpose(3, 2, 0, 1)).contiguous()
        layers[1].weight.data = tensor(second.transpose(3, 2, 0, 1)).contiguous()
        layers[2].weight.data = tensor(third.transpose(3, 2, 0, 1)).reshape(1, 6272)
        for layer in layers:
            layer.bias.data.zero_()
        self.layers = nn.ModuleList([normalized(layer) for layer in layers])

    def forward(self, x):
        x = nn.functional.leaky_relu(self.layers[0](x), 0.1)
        x = nn.functional.leaky_relu(self.layers[1](x), 0.1)
        return self.layers[2](x.reshape(x.shape[0], 6272))


class SpectralImages:
    """One step of SN-GAN on images of 28 × 28, hinge losses, both players by Adam."""

    layout = torch.contiguous_format

    def __init__(self, batch):
        numbers = Numbers()
        self.generator = Images(numbers).to(memory_format=self.layout)
        self.discriminator = Scores(numbers).to(memory_format=self.layout)
        real = numbers.array([batch, 28, 28, 1])
        self.real = tensor(real.transpose(0, 3, 1, 2)).contiguous(memory_format=self.layout)
        self.noise = tensor(numbers.array([batch, 100]))
        self.optimizers = [
            torch.optim.Adam(n.parameters(), lr=2e-4, betas=(0.5, 0.999), fused=True)
            for n in (self.discriminator, self.generator)
        ]

    def step(self):
        self.optimizers[0].zero_grad()
        with torch.no_grad():
            fake = self.generator(self.noise)
        # Both batches under one power iteration, as in the engine.
        with nn.utils.parametrize.cached():
            real, rival = self.discriminator(self.real), self.discriminator(fake)
        loss = torch.relu(1 - real).mean() + torch.relu(1 + rival).mean()
        self.losses = [loss]
        loss.backward()
        self.optimizers[0].step()
        self.optimizers[1].zero_grad()
        for p in self.discriminator.parameters():
            p.requires_grad_(False)
        self.losses.append(-self.discriminator(self.generator(self.noise)).mean())
        self.losses[1].backward()
        self.optimizers[1].step()
        for p in self.discriminator.parameters():
            p.requires_grad_(True)

    def check(self):
        for _ in range(3):
            self.step()
        return [loss.item() for loss in self.losses]


class SpectralImagesLast(SpectralImages):
    """The same with channels last in memory."""

    layout = torch.channels_last


class Product:
    """C = A·B in Float32, A of 256 × 128, B of 128 × 128."""

    def __init__(self):
        numbers = Numbers()
        self.a, self.b = tensor(numbers.array([256, 128])), tensor(numbers.array([128, 128]))
        self.c = torch.empty(256, 128)

    def step(self):
        torch.mm(self.a, self.b, out=self.c)

    def check(self):
        self.step()
        return [self.c[0, 0].item(), self.c[-1, -1].item()]


serve({
    "quadratic": ScalarQuadratic,
    "wgan-gp-128": lambda: Wasserstein(128, 256),
    "wgan-gp-64": lambda: Wasserstein(64, 64),
    "wgan-gp-jvp": lambda: FieldDerivative(128, 256),
    "hessian-100k": lambda: PayoffHessian(220, 256),
    "sn-dcgan": lambda: SpectralImages(64),
    "sn-dcgan-last": lambda: SpectralImagesLast(64),
    "product": Product,
})
