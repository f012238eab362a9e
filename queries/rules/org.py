"""Reporting lines as a graph: who shares a manager, who connects parts of an organisation.

networkx takes half a second to import; only answers need it, commands that ask nothing do not.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx


def reporting_graph(lines: Iterable[dict[str, Any]]) -> "nx.DiGraph[str]":
    """People, with an edge from each to their manager; lines may cycle and leave the account."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((line["person"], line["manager"]) for line in lines)
    return graph


def closely_placed(graph: "nx.DiGraph[str]", one: str, other: str) -> str | None:
    """How two people stand in the lines: manager, report or shared manager; None for neither."""
    if one not in graph or other not in graph:
        return None
    if graph.has_edge(one, other):
        return "manager"
    if graph.has_edge(other, one):
        return "report"
    if set(graph.successors(one)) & set(graph.successors(other)):
        return "shared manager"
    return None


def bridges(graph: "nx.DiGraph[str]") -> set[str]:
    """People without whom the reporting lines fall apart into separate groups."""
    import networkx as nx

    undirected: nx.Graph[str] = nx.Graph(graph.to_undirected())
    undirected.remove_edges_from(list(nx.selfloop_edges(undirected)))
    return set(nx.articulation_points(undirected))
