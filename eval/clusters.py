"""How well things were grouped: pairwise and BCubed figures of any two clusterings of the same keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations

from eval.scoring import Count, Figure


def pairs(gold: Mapping[str, str], found: Mapping[str, str]) -> Figure:
    """F1 over pairs of keys that share a cluster; ``n`` is the labelled pairs."""
    wanted, got = set(_pairs(gold)), set(_pairs(found))
    count = Count()
    count.add(len(wanted), len(got), len(wanted & got))
    return count.figure()


def bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> Figure:
    """BCubed F1 (Bagga & Baldwin 1998); ``n`` is the keys.

    Raises:
        KeyError: a labelled key is in no found cluster.
    """
    ours, theirs = _members(gold), _members(found)
    shared = {key: len(ours[cluster] & theirs[found[key]]) for key, cluster in gold.items()}
    precision = sum(shared[key] / len(theirs[found[key]]) for key in gold) / len(gold)
    recall = sum(shared[key] / len(ours[gold[key]]) for key in gold) / len(gold)
    return Figure(2 * precision * recall / (precision + recall), len(gold), precision, recall)


def _members(clusters: Mapping[str, str]) -> dict[str, set[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    for key, cluster in clusters.items():
        members[cluster].add(key)
    return members


def _pairs(clusters: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for held in _members(clusters).values():
        yield from combinations(sorted(held), 2)
