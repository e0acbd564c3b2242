"""Random small organisations: few units, few services, some people in two units, some connections huge."""

import numpy as np

from bench.disclosure import Visit


def scatter(seed: int, units: int = 4, services: int = 4, people: int = 90) -> list[Visit]:
    """A month of visits. The three numbers are the most that may be drawn."""
    draw = np.random.default_rng(seed)
    homes = draw.dirichlet(np.full(draw.integers(2, units + 1), 0.8))
    renown = draw.dirichlet(np.full(draw.integers(2, services + 1), 0.8))
    categories = int(draw.integers(1, 4))
    visits = []
    for person in range(int(draw.integers(10, people + 1))):
        home = draw.choice(len(homes), p=homes)
        for service in draw.choice(len(renown), size=draw.integers(1, 4), p=renown).tolist():
            unit = home if draw.random() > 0.03 else draw.choice(len(homes))
            connections = int(1 + 3 * draw.pareto(0.8))
            name = f"s{service}"
            visits.append(Visit(person, f"u{unit}", f"c{service % categories}", name, 1, connections))
    return visits


def crowd(seed: int, units: int, services: int) -> list[Visit]:
    """A month in which everyone has one unit and one service, so that people add up both ways."""
    draw = np.random.default_rng(seed)
    means = np.outer(draw.pareto(1.0, units) + 0.3, draw.pareto(0.8, services) + 0.3) * 4
    sizes = draw.poisson(np.minimum(means, 60))
    categories = int(draw.integers(1, 4))
    people = iter(range(int(sizes.sum())))
    return [
        Visit(next(people), f"u{unit}", f"c{service % categories}", f"s{service}", 1)
        for (unit, service), size in np.ndenumerate(sizes)
        for _ in range(size)
    ]
