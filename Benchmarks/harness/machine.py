"""The machine a result belongs to."""

import os
import platform
from pathlib import Path

# What tells processors apart where a virtual machine hides the name.
IDENTITY = ("cpu family", "model", "stepping")
NOTABLE_FLAGS = (
    *("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "avx512_fp16", "avx_vnni"),
    *("amx_tile", "amx_bf16", "amx_int8", "asimd", "sve"),
)


def description():
    """Processor, cores, instruction sets of note, memory and system; nothing that names the host."""
    processor = first_processor()
    flags = processor.get("flags", processor.get("Features", "")).split()
    return {
        "processor": processor.get("model name", platform.machine()),
        "family_model_stepping": "/".join(processor.get(key, "?") for key in IDENTITY),
        "cores": len(os.sched_getaffinity(0)),
        "flags": [flag for flag in NOTABLE_FLAGS if flag in flags],
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "system": platform.freedesktop_os_release().get("PRETTY_NAME", "Linux"),
        "kernel": platform.release(),
        "virtual": "hypervisor" in flags,
        "load_average": round(os.getloadavg()[0], 2),
    }


def first_processor():
    """The first block of /proc/cpuinfo, by name."""
    block = Path("/proc/cpuinfo").read_text().split("\n\n")[0]
    pairs = (line.partition(":") for line in block.splitlines())
    return {name.strip(): value.strip() for name, _, value in pairs}
