"""OpenBLAS's side: the product alone, by the copy that NumPy's wheel carries, one thread."""

import numpy as np

from peer import Numbers, serve


class Product:
    """C = A·B in Float32, A of 256 × 128, B of 128 × 128."""

    def __init__(self):
        numbers = Numbers()
        self.a = numbers.array([256, 128]).astype(np.float32)
        self.b = numbers.array([128, 128]).astype(np.float32)
        self.c = np.empty((256, 128), np.float32)

    def step(self):
        np.matmul(self.a, self.b, out=self.c)

    def check(self):
        self.step()
        return [float(self.c[0, 0]), float(self.c[-1, -1])]


serve({"product": Product})
