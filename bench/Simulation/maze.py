"""The task maze/umaze as a NumPy script: what the plugin's simulation is compared with.

The same recipe for many trajectories at once. Paths of fewer cells repeat their goal, which leaves their quadratic B-spline as it is.
CHUNK trajectories at a time, so that the arrays stay in the cache.

Without arguments, answers a line per line: for a seed, the mean measured length of COUNT demonstrations of that seed.
"""

import sys

import numpy as np

COUNT = 20_000
CHUNK = 500
LENGTH, SHORTEST, LONGEST = 64, 1.0, 5.0
JITTER, CLEARANCE, PIECES = 0.28, 0.08, 16
MAP = np.array([list(row) for row in "#####/#OOO#/###O#/#OOO#/#####".split("/")]) == "O"
CELLS = np.argwhere(MAP)


def shortest_paths():
    """[pairs, longest + 1] cells of the path of every ordered pair, farthest pairs first, and how many pairs lie how far apart."""
    apart = np.abs(CELLS[:, None] - CELLS[None]).sum(axis=2)
    distance = np.where(apart <= 1, apart, 1000)
    for via in range(len(CELLS)):
        distance = np.minimum(distance, distance[:, [via]] + distance[[via]])
    longest = distance.max()
    pairs = np.argwhere(distance > 0)
    pairs = pairs[np.argsort(-distance[pairs[:, 0], pairs[:, 1]], kind="stable")]
    paths = np.empty((len(pairs), longest + 1), dtype=int)
    for path, (cell, goal) in zip(paths, pairs):
        for step in range(longest + 1):
            path[step] = cell
            # A U has one way only.
            cell = goal if cell == goal else next(c for c in np.flatnonzero(apart[cell] == 1) if distance[c, goal] < distance[cell, goal])
    at_least = np.array([(distance[pairs[:, 0], pairs[:, 1]] >= steps).sum() for steps in range(longest + 1)])
    steps = distance[pairs[:, 0], pairs[:, 1]]
    return paths, steps, at_least


PATHS, STEPS, PAIRS_AT_LEAST = shortest_paths()
PARAMETER = (np.arange(1, PIECES + 1) / PIECES)[:, None]


def smooth(way):
    """[count, points, 2]: the quadratic B-spline along [count, cells, 2] way-points, with straight ends."""
    middle = (way[:, 1:] + way[:, :-1]) / 2
    t = PARAMETER
    bends = (1 - t) ** 2 * middle[:, :-1, None] + 2 * t * (1 - t) * way[:, 1:-1, None] + t**2 * middle[:, 1:, None]
    return np.concatenate([way[:, :1], middle[:, :1], bends.reshape(len(way), -1, 2), way[:, -1:]], axis=1)


def norm(steps):
    return np.sqrt(steps[..., 0] ** 2 + steps[..., 1] ** 2)


def sample(points, arc, begin, length):
    """[count, LENGTH, 2]: points at equal arc lengths of a part of every curve."""
    at = begin[:, None] + length[:, None] * (np.arange(LENGTH) / (LENGTH - 1))
    # One search for all curves: their arc lengths in a row, each curve behind the one before.
    rows = np.arange(len(points))[:, None]
    behind = rows * (arc.max() + 1)
    piece = np.searchsorted((arc + behind).ravel(), (at + behind).ravel()).reshape(at.shape) - rows * arc.shape[1] - 1
    piece = np.clip(piece, 0, arc.shape[1] - 2)
    before = np.take_along_axis(arc, piece, axis=1)
    width = np.take_along_axis(arc, piece + 1, axis=1) - before
    share = np.where(width > 0, (at - before) / np.where(width > 0, width, 1), 0)[..., None]
    left = np.take_along_axis(points, piece[..., None], axis=1)
    right = np.take_along_axis(points, piece[..., None] + 1, axis=1)
    return left + share * (right - left)


def keeps_clearance(points):
    """[count]: whether every point stays away from the walls."""
    column, row = np.floor(points[..., 0]).astype(int), np.floor(points[..., 1]).astype(int)
    x, y = points[..., 0] - column, points[..., 1] - row
    nearest = np.ones(x.shape)
    for down, dy in ((-1, y), (0, 0), (1, 1 - y)):
        for right, dx in ((-1, x), (0, 0), (1, 1 - x)):
            nearest = np.where(MAP[row + down, column + right], nearest, np.minimum(nearest, dx * dx + dy * dy))
    return (nearest >= CLEARANCE**2).all(axis=1)


def propose(random, wanted):
    """Float32 [count, LENGTH, 2], and which of them have the wanted length and keep their clearance."""
    result = np.zeros((len(wanted), LENGTH, 2), dtype=np.float32)
    pair = (random.random(len(wanted)) * PAIRS_AT_LEAST[np.maximum(1, np.ceil(wanted)).astype(int)]).astype(int)
    cells = PATHS[pair]
    jitter = random.uniform(-JITTER, JITTER, (*cells.shape, 2))
    # The repeated goal is one way-point.
    last = np.minimum(np.arange(cells.shape[1]), STEPS[pair][:, None])
    way = CELLS[cells][..., ::-1] + 0.5 + np.take_along_axis(jitter, last[..., None], axis=1)
    points = smooth(way)
    arc = np.zeros(points.shape[:2])
    np.cumsum(norm(np.diff(points, axis=1)), axis=1, out=arc[:, 1:])
    total = arc[:, -1]
    position = random.random(len(wanted))
    length = wanted.copy()
    open_ = np.flatnonzero(length <= total)
    done = np.zeros(len(wanted), dtype=bool)
    for _ in range(20):
        if len(open_) == 0:
            break
        path = sample(points[open_], arc[open_], position[open_] * (total[open_] - length[open_]), length[open_])
        missing = wanted[open_] - norm(np.diff(path, axis=1)).sum(axis=1)
        found = np.abs(missing) < 1e-9
        result[open_[found]] = path[found]
        done[open_[found]] = True
        length[open_] += missing
        open_ = open_[~found & (length[open_] <= total[open_])]
    done[done] = keeps_clearance(result[done].astype(np.float64))
    return result, done


def demonstrations(seed):
    """Float32 [COUNT, LENGTH, 2]."""
    random = np.random.default_rng(seed)
    result = np.empty((COUNT, LENGTH, 2), dtype=np.float32)
    for begin in range(0, COUNT, CHUNK):
        wanted = random.uniform(SHORTEST, LONGEST, CHUNK)
        pending = np.arange(CHUNK)
        while len(pending):
            paths, done = propose(random, wanted[pending])
            result[begin + pending[done]] = paths[done]
            pending = pending[~done]
    return result


def measured(seed):
    """Demonstrations, and the length of each."""
    paths = demonstrations(seed)
    return paths, norm(np.diff(paths.astype(np.float64), axis=1)).sum(axis=1)


if __name__ == "__main__":
    for line in sys.stdin:
        print(measured(int(line))[1].mean(), flush=True)
