"""Every way to odds, by name: the baselines and ours. Reports show all of them side by side."""

from __future__ import annotations

from cliffhanger.errors import InputError
from cliffhanger.odds.baseline import BASELINES
from cliffhanger.odds.estimator import Model
from cliffhanger.odds.model import CLIFFHANGER

MODELS: dict[str, Model] = {model.name: model for model in (*BASELINES, CLIFFHANGER)}
BASE_RATE = BASELINES[0].name
OURS = CLIFFHANGER.name


def chosen(names: tuple[str, ...] | list[str] | None = None) -> list[Model]:
    """The models of these names (all by default), the base rate always among them.

    Raises InputError naming the models there are.
    """
    wanted = list(names) if names else list(MODELS)
    for name in wanted:
        if name not in MODELS:
            raise InputError(
                f"no model is called {name!r}", fix=f"choose from: {', '.join(MODELS)}"
            )
    return [MODELS[name] for name in MODELS if name in wanted or name == BASE_RATE]
