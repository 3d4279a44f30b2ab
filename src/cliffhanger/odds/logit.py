"""A logistic regression with Gaussian priors, solved by Newton's method; numpy only.

Small and exact: the same input gives the same bytes, and the curvature at the optimum is the
(Laplace) posterior from which intervals come. Source: Bishop, *Pattern Recognition and Machine
Learning*, sections 4.3.3 and 4.5; with one prior width C for all weights it is the L2 logistic of
scikit-learn (`LogisticRegression(C=C)`, intercept free), to the solver's tolerance.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_ITERATIONS = 50
_DONE = 1e-10


@dataclass(frozen=True)
class Fit:
    """Weights (intercept first) and their posterior covariance."""

    weights: Array
    covariance: Array

    def linear(self, x: Array) -> tuple[Array, Array]:
        """Mean and variance of the log odds for each row of `x`."""
        design = with_one(x)
        spread = np.einsum("ij,jk,ik->i", design, self.covariance, design)
        return design @ self.weights, spread


def fit(x: Array, y: Array, *, variance: Array | float, counts: Array | None = None) -> Fit:
    """The posterior mode for 0/1 outcomes `y`, prior weights ~ N(0, `variance`), free intercept.

    `counts` weighs the rows (1 each by default): rows that repeat one outcome share its weight.
    """
    design = with_one(x)
    counts = np.ones(len(y)) if counts is None else counts
    prior = np.concatenate(
        [[1e-6], np.broadcast_to(1 / np.asarray(variance, float), (x.shape[1],))]
    )
    weights = np.zeros(design.shape[1])
    for _ in range(_ITERATIONS):
        p = sigmoid(design @ weights)
        gradient = design.T @ (counts * (y - p)) - prior * weights
        curvature = (design * (counts * p * (1 - p))[:, None]).T @ design + np.diag(prior)
        step = np.linalg.solve(curvature, gradient)
        weights = weights + step / max(1.0, float(np.abs(step).max()) / 4)
        if np.abs(step).max() < _DONE:
            break
    return Fit(weights, np.asarray(np.linalg.inv(curvature), dtype=np.float64))


def with_one(x: Array) -> Array:
    """The columns with a leading one, for the intercept."""
    return np.hstack([np.ones((len(x), 1)), x])


def sigmoid(z: Array) -> Array:
    """1 / (1 + e^-z), safe for large z."""
    return np.asarray(1 / (1 + np.exp(-np.clip(z, -35, 35))))
