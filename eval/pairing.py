"""Pair gold with predicted items one to one so that the total weight is greatest."""

from collections.abc import Mapping

# Among pairings of one weight the later predicted items are taken, so that there is one answer.
TIE = 1e-7


def best_pairs(weights: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Return the pairs (gold, predicted) of the heaviest one-to-one pairing, in order.

    Args:
        weights: Weight of each pair that is possible, above 0; what is not listed never pairs.

    Source: the Hungarian method with potentials (Kuhn 1955; the O(n^3) form of Jonker and
    Volgenant 1987).

    Example:
        >>> best_pairs({(0, 0): 1.0, (0, 1): 0.9, (1, 0): 0.9})
        [(0, 1), (1, 0)]
    """
    rows = sorted({i for i, _ in weights})
    columns = sorted({j for _, j in weights})
    size = max(len(rows), len(columns))
    cost = [[0.0] * size for _ in range(size)]
    place = {j: column for column, j in enumerate(columns)}
    for row, i in enumerate(rows):
        for j in columns:
            if (i, j) in weights:
                cost[row][place[j]] = -weights[i, j] - TIE * (j + 1)
    pairs = []
    for column, row in enumerate(_assign(cost)):
        if row < len(rows) and column < len(columns):
            pair = rows[row], columns[column]
            if weights.get(pair, 0.0) > 0:
                pairs.append(pair)
    return sorted(pairs)


def _assign(cost: list[list[float]]) -> list[int]:
    """Return the row given to each column of a square matrix at the least total cost."""
    size = len(cost)
    row_gain, column_gain = [0.0] * size, [0.0] * (size + 1)
    row_of = [-1] * (size + 1)  # the last column is where a new row waits
    for row in range(size):
        row_of[size] = row
        column = size
        least, before = [float("inf")] * size, [-1] * size
        done = [False] * (size + 1)
        while row_of[column] >= 0:
            done[column] = True
            here, delta, following = row_of[column], float("inf"), -1
            for j in range(size):
                if done[j]:
                    continue
                reduced = cost[here][j] - row_gain[here] - column_gain[j]
                if reduced < least[j]:
                    least[j], before[j] = reduced, column
                if least[j] < delta:
                    delta, following = least[j], j
            for j in range(size + 1):
                if done[j]:
                    row_gain[row_of[j]] += delta
                    column_gain[j] -= delta
                elif j < size:
                    least[j] -= delta
            column = following
        while column != size:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return row_of[:size]
