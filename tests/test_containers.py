"""The container files keep the promises that matter; no container is run."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def test_rapport_waits_for_a_healthy_neo4j() -> None:
    neo4j, rapport = COMPOSE["services"]["neo4j"], COMPOSE["services"]["rapport"]
    assert rapport["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "RETURN 1" in neo4j["healthcheck"]["test"][1]
    assert neo4j["volumes"] == ["neo4j-data:/data"]


def test_there_is_no_default_password_and_no_open_port() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    assert set(re.findall(r"\$\{RAPPORT_GRAPH_PASSWORD(.)", text)) == {":"}
    assert "RAPPORT_GRAPH_PASSWORD:-" not in text
    ports = [port for service in COMPOSE["services"].values() for port in service.get("ports", [])]
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_variable_of_compose_is_explained_in_the_example() -> None:
    used = set(re.findall(r"\$\{([A-Z0-9_]+)[:}]", (ROOT / "docker-compose.yml").read_text()))
    explained = set(
        re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    )
    assert used == explained


def test_the_image_runs_as_nobody_special_and_installs_hashed_pins() -> None:
    last_stage = DOCKERFILE[DOCKERFILE.rindex("FROM ") :]
    assert "USER rapport" in last_stage
    assert "HEALTHCHECK" in last_stage
    installs = re.findall(r"uv pip install(?:[^&\n]|\\\n)*", DOCKERFILE)
    assert [("--require-hashes" in line, "--no-deps" in line) for line in installs] == [
        (True, False),
        (False, True),
    ]


def test_make_and_image_use_the_same_installer() -> None:
    in_make = re.search(r"^UV_VERSION := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    in_image = re.search(r"uv==(\S+)", DOCKERFILE)
    assert in_make is not None
    assert in_image is not None
    assert in_make[1] == in_image[1]
