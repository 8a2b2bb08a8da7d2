#!/usr/bin/env python3
"""Reference for Misgen's `unet-diffusion`: train it on one synthetic task, sample, measure the drift.

Written from the method alone (docs: "the method", sections 1 distributions and drift, 2 tasks, 3 models), in
PyTorch and NumPy, sharing no code with the C# implementation: a check of its figures and the yardstick of its
speed. One thread. Prints one JSON line; see README.md.
"""
import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[_name] = "1"  # before the libraries load: set_num_threads alone does not reach Debian's OpenBLAS

import argparse, json, math, struct, time
import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

# ---------------------------------------------------------------------------------------------------- tasks


class Sine:
    """A sin(2 pi f t / L + phi); the quantity is f, in cycles per window (method, section 2)."""

    length, low, high, tolerance = 64, 1.0, 6.0, 0.05

    @classmethod
    def simulate(cls, f, rng):
        n = len(f)
        phase, amplitude = rng.uniform(0, 2 * np.pi, n), np.exp(rng.uniform(np.log(0.1), np.log(1.0), n))
        angle = 2 * np.pi * f[:, None] * np.arange(cls.length) / cls.length + phase[:, None]
        return (amplitude[:, None] * np.sin(angle))[..., None]

    @staticmethod
    def measure(x):
        """L / 2 pi * acos(sum x_t (x_{t+1} + x_{t-1}) / 2 sum x_t^2), t over the inner points; NaN beyond [-1, 1]."""
        x = x[..., 0]
        inner = x[:, 1:-1]
        cosine = (inner * (x[:, 2:] + x[:, :-2])).sum(1) / (2 * (inner**2).sum(1))
        return x.shape[1] / (2 * np.pi) * np.arccos(cosine)

    @staticmethod
    def defect(x, f):
        """Rms residual to a cos(wt) + b sin(wt), w from the measured f, a and b by least squares, no offset."""
        x = x[..., 0]
        angle = 2 * np.pi * np.nan_to_num(f)[:, None] * np.arange(x.shape[1]) / x.shape[1]
        basis = np.stack([np.cos(angle), np.sin(angle)], -1)
        gram = np.einsum("nti,ntj->nij", basis, basis) + 1e-9 * np.eye(2)
        weights = np.linalg.solve(gram, np.einsum("nti,nt->ni", basis, x)[..., None])
        residual = x - (basis @ weights)[..., 0]
        return np.where(np.isnan(f), np.nan, np.sqrt((residual**2).mean(1)))


class Cone:
    """c + q (cos, sin)(phi + 2 pi k t / L), k in {+-1, +-2}; the quantity is the radius q (method, section 2)."""

    length, low, high, tolerance = 32, 0.0, 0.5, 0.05

    @classmethod
    def simulate(cls, q, rng):
        n = len(q)
        centre, phase = rng.normal(0, 0.5, (n, 2)), rng.uniform(0, 2 * np.pi, n)
        k = rng.choice([-2, -1, 1, 2], n)
        theta = phase[:, None] + 2 * np.pi * k[:, None] * np.arange(cls.length) / cls.length
        return centre[:, None] + q[:, None, None] * np.stack([np.cos(theta), np.sin(theta)], -1)

    @staticmethod
    def measure(x):
        """sqrt(mean_t |x_t - mean x|^2)."""
        return np.sqrt(((x - x.mean(1, keepdims=True)) ** 2).sum(-1).mean(1))

    @staticmethod
    def defect(x, q):
        """Rms distance to the circle around the mean with radius q; for each k the best phase, then the best k."""
        z = x[..., 0] + 1j * x[..., 1]
        z = z - z.mean(1, keepdims=True)
        best = np.full(len(x), np.inf)
        for k in (-2, -1, 1, 2):
            turn = np.exp(2j * np.pi * k * np.arange(z.shape[1]) / z.shape[1])
            overlap = (z * turn.conj()).sum(1)  # its angle is the phase of least squares
            circle = (q * np.exp(1j * np.angle(overlap)))[:, None] * turn
            best = np.minimum(best, np.sqrt((np.abs(z - circle) ** 2).mean(1)))
        return best


class Logistic:
    """x_{t+1} = r x_t (1 - x_t); the quantity is r (method, section 2)."""

    length, low, high, tolerance = 16, 3.5, 4.0, 0.05

    @classmethod
    def simulate(cls, r, rng):
        x = [rng.uniform(0.05, 0.95, len(r))]
        for _ in range(cls.length - 1):
            x.append(r * x[-1] * (1 - x[-1]))
        return np.stack(x, 1)[..., None]

    @staticmethod
    def measure(x):
        """Least squares of x_{t+1} on x_t (1 - x_t)."""
        x = x[..., 0]
        g = x[:, :-1] * (1 - x[:, :-1])
        return (x[:, 1:] * g).sum(1) / (g**2).sum(1)

    @staticmethod
    def defect(x, r):
        """Rms one-step residual."""
        x = x[..., 0]
        return np.sqrt(((x[:, 1:] - r[:, None] * x[:, :-1] * (1 - x[:, :-1])) ** 2).mean(1))


TASKS = {"sine": Sine, "cone": Cone, "logistic": Logistic}


def histogram(task, q):
    """48 equal bins over [a - w/4, b + w/4], ends absorb, and a 49th cell for NaN; shares (method, section 1)."""
    w = task.high - task.low
    defined = q[~np.isnan(q)]
    cells = np.floor((defined - (task.low - w / 4)) / (1.5 * w / 48)).clip(0, 47).astype(int)
    return np.bincount(np.append(cells, np.full(len(q) - len(defined), 48)), minlength=49) / len(q)


def read_safetensors(path, name):
    """8 bytes little-endian header size, JSON header, raw tensors (github.com/huggingface/safetensors, README)."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        entry = json.loads(file.read(size))[name]
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: {name} is {entry['dtype']}, not F32")
        begin, end = entry["data_offsets"]
        file.seek(8 + size + begin)
        return np.frombuffer(file.read(end - begin), "<f4").reshape(entry["shape"]).copy()


# ---------------------------------------------------------------------------------------------------- model


class Block(nn.Module):
    """Residual block: twice GroupNorm(4), SiLU, convolution of width 5; the time embedding is added between."""

    def __init__(self, cin, cout):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(4, cin), nn.Conv1d(cin, cout, 5, padding=2)
        self.time = nn.Linear(64, cout)
        self.norm2, self.conv2 = nn.GroupNorm(4, cout), nn.Conv1d(cout, cout, 5, padding=2)
        self.skip = nn.Identity() if cin == cout else nn.Conv1d(cin, cout, 1)

    def forward(self, x, e):
        h = self.conv1(F.silu(self.norm1(x)))
        h = h + self.time(e)[..., None]
        h = self.conv2(F.silu(self.norm2(h)))
        return h + self.skip(x)


class UNet(nn.Module):
    """1D U-Net of two downsamplings, widths c, 2c, 8c/3, added skips (method, section 3); [B, C, L] and t [B] to v [B, C, L]."""

    def __init__(self, channels, c=24):
        super().__init__()
        self.time1, self.time2 = nn.Linear(64, 64), nn.Linear(64, 64)
        self.input = nn.Conv1d(channels, c, 5, padding=2)
        self.block0, self.down0 = Block(c, c), nn.Conv1d(c, c, 3, stride=2, padding=1)
        self.block1, self.down1 = Block(c, 2 * c), nn.Conv1d(2 * c, 2 * c, 3, stride=2, padding=1)
        deep = 16 * max(1, round(c / 6))
        self.middle = Block(2 * c, deep)
        self.double1, self.double0 = nn.Conv1d(deep, 2 * c, 3, padding=1), nn.Conv1d(2 * c, c, 3, padding=1)
        self.up1, self.up0 = Block(2 * c, 2 * c), Block(c, c)
        self.norm, self.output = nn.GroupNorm(4, c), nn.Conv1d(c, channels, 5, padding=2)
        nn.init.zeros_(self.output.weight)
        self.register_buffer("frequency", 1000 * torch.exp(-math.log(10000) * torch.arange(32) / 32))

    def forward(self, x, t):
        angle = t[:, None] * self.frequency
        e = self.time2(F.silu(self.time1(torch.cat([angle.sin(), angle.cos()], 1))))
        e = F.silu(e)  # every block begins with it
        s0 = self.block0(self.input(x), e)
        s1 = self.block1(self.down0(s0), e)
        h = self.middle(self.down1(s1), e)
        h = self.up1(self.double1(F.interpolate(h, scale_factor=2)) + s1, e)
        h = self.up0(self.double0(F.interpolate(h, scale_factor=2)) + s0, e)
        return self.output(F.silu(self.norm(h)))


# ---------------------------------------------------------------------------------------------------- training


def rate(k, steps, top=2e-3, warm=100):
    """Learning rate of step k: linear over the warm-up steps, then cosine to 2 % at the last (method, section 3)."""
    progress = min(max((k + 1 - warm) / max(steps - warm, 1), 0.0), 1.0)
    return top * min((k + 1) / warm, 1.0) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress)))


def train(model, data, steps, batch, generator, schedule_steps=None, after_step=lambda k: None):
    """v-prediction on x_t = cos(pi t/2) x0 + sin(pi t/2) eps, v = alpha eps - sigma x0 (Salimans and Ho 2022,
    arXiv 2202.00512); Adam, EMA of decay min(.995, (k+1)/(k+10)). Returns the EMA parameters."""
    parameters = list(model.parameters())
    adam = torch.optim.Adam(parameters, lr=0.0, betas=(0.9, 0.999), eps=1e-8, foreach=True)
    average = [p.detach().clone() for p in parameters]
    for k in range(steps):
        x0 = data[torch.randint(len(data), (batch,), generator=generator)]
        t = 0.001 + 0.998 * torch.rand(batch, generator=generator)
        eps = torch.randn(x0.shape, generator=generator)
        alpha, sigma = torch.cos(math.pi / 2 * t)[:, None, None], torch.sin(math.pi / 2 * t)[:, None, None]
        loss = F.mse_loss(model(alpha * x0 + sigma * eps, t), alpha * eps - sigma * x0)
        adam.zero_grad(set_to_none=True)
        loss.backward()
        adam.param_groups[0]["lr"] = rate(k, schedule_steps or steps)
        adam.step()
        decay = min(0.995, (k + 1) / (k + 10))
        with torch.no_grad():
            torch._foreach_mul_(average, decay)
            torch._foreach_add_(average, parameters, alpha=1 - decay)
        after_step(k)
    return average


# ---------------------------------------------------------------------------------------------------- sampling


@torch.no_grad()
def sample(model, shape, generator, steps=20, first=0.995, last=0.004):
    """DPM-Solver++(2M), uniform in log-SNR (Lu et al. 2022, arXiv 2211.01095, algorithm 2, data prediction), then
    the denoised mean at the last level."""

    def log_snr(t):
        return math.log(math.cos(math.pi / 2 * t) / math.sin(math.pi / 2 * t))

    levels = np.linspace(log_snr(first), log_snr(last), steps + 1)
    times = 2 / np.pi * np.arctan(np.exp(-levels))
    alpha, sigma = np.cos(np.pi / 2 * times), np.sin(np.pi / 2 * times)

    def denoise(x, i):  # x0 = alpha x - sigma v
        return alpha[i] * x - sigma[i] * model(x, torch.full((len(x),), times[i], dtype=torch.float32))

    x = torch.randn(shape, generator=generator)
    before, h = None, levels[1] - levels[0]
    for i in range(steps):
        x0 = denoise(x, i)
        d = x0 if before is None else 1.5 * x0 - 0.5 * before  # equal steps: 1 + 1/2r = 1.5
        x = sigma[i + 1] / sigma[i] * x - alpha[i + 1] * math.expm1(-h) * d
        before = x0
    return denoise(x, steps)


# ---------------------------------------------------------------------------------------------------- command


def main():
    p = argparse.ArgumentParser(description="Train the reference unet-diffusion and measure its drift.")
    p.add_argument("--task", choices=TASKS, required=True)
    p.add_argument("--demos", help="safetensors file with `demonstrations` [N, L, C]; default: simulate 20,000")
    p.add_argument("--seed", type=int, default=0, help="of training and sampling; simulated data are seed 0 always")
    p.add_argument("--steps", type=int, default=3000)
    p.add_argument("--batch", type=int, default=64)
    p.add_argument("--channels", type=int, default=24)
    p.add_argument("--samples", type=int, default=4000)
    p.add_argument("--out-histogram", help="JSON file with edges, curated and observed (48 bins and undefined)")
    p.add_argument("--time-steps", type=int, help="only time that many training steps after 50; print steps/s")
    a = p.parse_args()
    torch.set_num_threads(1)
    task = TASKS[a.task]

    if a.demos:
        demos = read_safetensors(a.demos, "demonstrations")
    else:
        rng = np.random.default_rng([0, list(TASKS).index(a.task)])
        demos = task.simulate(rng.uniform(task.low, task.high, 20000), rng).astype(np.float32)
    mean, std = demos.mean((0, 1), dtype=np.float64), demos.std((0, 1), dtype=np.float64)
    data = torch.from_numpy(np.ascontiguousarray(((demos - mean) / std).astype(np.float32).transpose(0, 2, 1)))

    torch.manual_seed(a.seed)  # initialisation; all else draws from the generator
    generator = torch.Generator().manual_seed(1000003 * (a.seed + 1))
    model = UNet(demos.shape[2], a.channels)

    clock = time.perf_counter
    if a.time_steps:
        marks = []
        train(model, data, 50 + a.time_steps, a.batch, generator, a.steps, lambda k: k == 49 and marks.append(clock()))
        print(f"{a.time_steps / (clock() - marks[0]):.3f}")
        return

    begun = clock()
    average = train(model, data, a.steps, a.batch, generator)
    trained = clock()
    with torch.no_grad():
        for parameter, value in zip(model.parameters(), average):
            parameter.copy_(value)
    chunks = [min(250, a.samples - i) for i in range(0, a.samples, 250)]
    x = torch.cat([sample(model, (n,) + data.shape[1:], generator) for n in chunks])
    sampled = clock()

    x = x.numpy().transpose(0, 2, 1) * std + mean
    with np.errstate(invalid="ignore"):
        q, curated = task.measure(x), histogram(task, task.measure(demos.astype(np.float64)))
        plausible = (task.defect(x, q) < task.tolerance).mean()
    observed = histogram(task, q)
    if a.out_histogram:
        w = task.high - task.low
        edges = np.linspace(task.low - w / 4, task.high + w / 4, 49)
        with open(a.out_histogram, "w") as file:
            json.dump({"edges": edges.tolist(), "curated": curated.tolist(), "observed": observed.tolist()}, file)
    print(json.dumps({
        "task": a.task, "seed": a.seed, "steps": a.steps, "batch": a.batch,
        "parameters": sum(p.numel() for p in model.parameters()),
        "tv": round(0.5 * float(np.abs(observed - curated).sum()), 4), "undefined": round(float(observed[48]), 4),
        "plausibility": round(float(plausible), 4),
        "seconds_train": round(trained - begun, 2), "seconds_sample": round(sampled - trained, 2),
        "steps_per_second": round(a.steps / (trained - begun), 2)}))


if __name__ == "__main__":
    main()
