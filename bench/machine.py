"""What the figures were measured on: all that explains its speed, nothing that names it."""

import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CPU_INFO = Path("/proc/cpuinfo")
PACKAGES = (
    "neo4j",
    "neo4j-rust-ext",
    "fastapi",
    "uvicorn",
    "strawberry-graphql",
    "graphql-core",
    "orjson",
    "pydantic",
)


def machine() -> Mapping[str, str]:
    """Cores, memory, CPU, system, and how busy it was with other things just now."""
    found = {
        "cores": str(_cores()),
        "memory": f"{_memory() / 2**30:.0f} GB",
        "CPU": _cpu(),
        "system": f"{platform.system()} {platform.machine()}",
        "load before the run": f"{os.getloadavg()[0]:.1f}",
    }
    return {name: value for name, value in found.items() if value}


def versions() -> Mapping[str, str]:
    """Versions of Python, of Rapport and of the packages that matter for speed."""
    python = f"{platform.python_version()} ({platform.python_implementation()})"
    return {"Python": python, "Rapport": _rapport(), **{name: version(name) for name in PACKAGES}}


def _rapport() -> str:
    try:
        return version("rapport")
    except PackageNotFoundError:
        return "not installed; running from a checkout"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _cpu() -> str:
    if CPU_INFO.exists():
        model = re.search(r"^model name\s*:\s*(.+)$", CPU_INFO.read_text(), re.MULTILINE)
        if model is not None:
            return model[1].strip()
    return platform.processor()
