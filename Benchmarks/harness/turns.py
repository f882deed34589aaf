"""Taking turns, and the figures that come of it.

Every round gives each contender one turn, and every other round runs backwards, so that a machine which slows
down or speeds up during the run favours nobody. Ratios are formed within a round and the median is taken over
rounds; the extremes are kept, for they show how far one run can be trusted.
"""

from statistics import median

DECIMALS = 6  # more are noise, and make the written result hard to read


def interleaved(contenders, rounds):
    """(round, contender) in order: forwards in even rounds, backwards in odd ones."""
    for number in range(rounds):
        for contender in contenders if number % 2 == 0 else reversed(contenders):
            yield number, contender


def spread(values):
    """Median and extremes of one figure over the rounds, and the rounds themselves."""
    figures = {"median": median(values), "lowest": min(values), "highest": max(values)}
    rounded = {name: round(value, DECIMALS) for name, value in figures.items()}
    return rounded | {"rounds": [round(value, DECIMALS) for value in values]}


def ratios(numerators, denominators):
    """The spread of the ratio of two figures that were measured in the same rounds."""
    return spread([above / below for above, below in zip(numerators, denominators, strict=True)])
