"""A measure beside its floor, taken in turns, so that a busy machine slows both alike."""

from __future__ import annotations

import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass

Work = Callable[[], object]
AT_LEAST = 5


@dataclass(frozen=True)
class Measure:
    """One row of build/bench.json. `ratio` is the median of each round's value over its floor."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    conditions: str


def interleaved(works: Mapping[str, Work], rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each work, once a round, in turns; two rounds warm up and do not count."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for number in range(max(rounds, AT_LEAST) + 2):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            if number >= 2:
                took[name].append((time.perf_counter() - began) * 1000)
    return took


def beside(floor: str, took: Mapping[str, list[float]], conditions: str) -> list[Measure]:
    """Every other work as a measure beside the floor, in medians."""
    ground = took[floor]
    told = f"{conditions}; median of {len(ground)}; {machine()}"
    return [
        Measure(
            name,
            round(statistics.median(values), 3),
            "ms",
            round(statistics.median(ground), 3),
            round(statistics.median(v / g for v, g in zip(values, ground, strict=True)), 2),
            told,
        )
        for name, values in took.items()
        if name != floor
    ]


def machine() -> str:
    """What it ran on: Python, processor count, and how busy it was."""
    return (
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f}"
    )


def say(measures: list[Measure]) -> None:
    """Print each as a line of JSON, for `scripts/bench.py` to gather."""
    for each in measures:
        print(json.dumps(asdict(each)))
