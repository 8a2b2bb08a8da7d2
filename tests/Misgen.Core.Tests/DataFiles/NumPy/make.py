"""Makes the arrays beside this file with NumPy: value (i, t, c) is 100 i + 10 t + c + 0.5, shape [3, 5, 2]."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent
i, t, c = np.indices((3, 5, 2))
VALUES = 100 * i + 10 * t + c + 0.5


def save(name, array, version=(1, 0)):
    with open(FOLDER / f"{name}.npy", "wb") as file:
        np.lib.format.write_array(file, array, version=version)


for version in (1, 2, 3):
    save(f"version{version}", VALUES.astype("<f4"), (version, 0))
save("float64", VALUES.astype("<f8"))
save("big-endian32", VALUES.astype(">f4"))
save("big-endian64", VALUES.astype(">f8"))
save("fortran", np.asfortranarray(VALUES.astype("<f4")))
save("fortran-big-endian64", np.asfortranarray(VALUES.astype(">f8")))
save("two-dimensional", VALUES[:, :, 0].astype("<f4"))
save("integers", VALUES.astype("<i4"))
save("objects", np.array([[None, 1.0]], dtype=object))
save("structured", np.zeros((2, 3), dtype=[("x", "<f4"), ("y", "<f4")]))
save("scalar", np.float32(1.5).reshape(()))
save("not-finite", np.where(VALUES == 121.5, np.nan, VALUES).astype("<f4"))
save("beyond-float32", np.where(VALUES == 121.5, 1e300, VALUES))
np.savez(FOLDER / "stored.npz", trajectories=VALUES.astype("<f4"), other=np.zeros(3))
np.savez_compressed(FOLDER / "compressed.npz", demonstrations=VALUES, other=np.zeros(3))
np.savez_compressed(FOLDER / "only-one.npz", anything=VALUES.astype(">f8"))
np.savez(FOLDER / "ambiguous.npz", first=VALUES, second=VALUES)
np.savez(FOLDER / "empty.npz")
