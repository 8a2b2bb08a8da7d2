"""The task double-pendulum/energy as a NumPy script: what the plugin's simulation is compared with.

Classic Runge-Kutta of fourth order over many trajectories at once. SUBSTEPS is the smallest number per sample for which the energy of
none of 20,000 trajectories drifts by more than 1e-6 of its value; `double_pendulum.py drift` prints the drift for several numbers.
CHUNK trajectories at a time: the fastest of 250 to 20,000, because small arrays are slowed by calls and large ones leave the cache.

Without arguments, answers a line per line: for a seed, the mean measured energy of COUNT demonstrations of that seed.
"""

import sys

import numpy as np

COUNT = 20_000
CHUNK = 5_000
LENGTH, INTERVAL, SUBSTEPS = 64, 0.03, 7
GRAVITY = 9.81


def potential(angles):
    return -GRAVITY * (2 * np.cos(angles[0]) + np.cos(angles[1]))


def energy(state):
    kinetic = state[2] ** 2 + 0.5 * state[3] ** 2 + state[2] * state[3] * np.cos(state[0] - state[1])
    return kinetic + potential(state[:2])


def starts(random, wanted):
    """Angles redrawn until the kinetic energy is at least 0.5 J; its direction uniform in the mass metric."""
    count = len(wanted)
    angles = np.empty((2, count))
    kinetic = np.empty(count)
    pending = np.arange(count)
    while len(pending):
        drawn = random.uniform([[-1.6], [-2.2]], [[1.6], [2.2]], (2, len(pending)))
        left = wanted[pending] - potential(drawn)
        fits = left >= 0.5
        angles[:, pending[fits]] = drawn[:, fits]
        kinetic[pending[fits]] = left[fits]
        pending = pending[~fits]
    direction = random.uniform(0, 2 * np.pi, count)
    size = np.sqrt(2 * kinetic)
    c = np.cos(angles[0] - angles[1])
    # The mass matrix is [[2, c], [c, 1]]; the inverse of its Cholesky factor's transpose takes a direction to velocities.
    second = size * np.sin(direction) / np.sqrt(1 - 0.5 * c * c)
    first = size * np.cos(direction) / np.sqrt(2) - 0.5 * c * second
    return np.stack([angles[0], angles[1], first, second])


def derivative(state, out):
    sin, cos = np.sin(state[:2]), np.cos(state[:2])
    c = cos[0] * cos[1] + sin[0] * sin[1]
    s = sin[0] * cos[1] - cos[0] * sin[1]
    square = state[2:] * state[2:]
    first = -s * square[1] - 2 * GRAVITY * sin[0]
    second = s * square[0] - GRAVITY * sin[1]
    determinant = 2 - c * c
    out[:2] = state[2:]
    out[2] = (first - c * second) / determinant
    out[3] = (2 * second - c * first) / determinant
    return out


def integrate(state, substeps):
    step = INTERVAL / substeps
    trajectory = np.empty((LENGTH, *state.shape))
    trajectory[0] = state
    k1, k2, k3, k4 = (np.empty_like(state) for _ in range(4))
    for sample in range(1, LENGTH):
        for _ in range(substeps):
            derivative(state, k1)
            derivative(state + (0.5 * step) * k1, k2)
            derivative(state + (0.5 * step) * k2, k3)
            derivative(state + step * k3, k4)
            state = state + (step / 6) * (k1 + 2 * (k2 + k3) + k4)
        trajectory[sample] = state
    return trajectory


def demonstrations(seed, substeps=SUBSTEPS):
    """[length, 4, count] in doubles, chunk by chunk."""
    random = np.random.default_rng(seed)
    for _ in range(0, COUNT, CHUNK):
        yield integrate(starts(random, random.uniform(-24, -10, CHUNK)), substeps)


def measured(seed):
    """Demonstrations as float32 [length, 4, count], and the time mean of the energy of each."""
    result = np.empty((LENGTH, 4, COUNT), dtype=np.float32)
    quantity = np.empty(COUNT)
    for chunk, trajectory in enumerate(demonstrations(seed)):
        part = slice(chunk * CHUNK, (chunk + 1) * CHUNK)
        result[:, :, part] = trajectory
        quantity[part] = energy(result[:, :, part].astype(np.float64).swapaxes(0, 1)).mean(axis=0)
    return result, quantity


def print_drift():
    for substeps in range(4, 10):
        worst = 0
        for trajectory in demonstrations(0, substeps):
            along = energy(trajectory.swapaxes(0, 1))
            worst = max(worst, np.max(np.abs(along / along[0] - 1)))
        print(f"{substeps} substeps: energy drifts by up to {worst:.1e} of its value", flush=True)


if __name__ == "__main__":
    if sys.argv[1:] == ["drift"]:
        print_drift()
    else:
        for line in sys.stdin:
            print(measured(int(line))[1].mean(), flush=True)
