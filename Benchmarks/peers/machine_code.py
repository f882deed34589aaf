"""How wide the vector registers are that a compiled library uses: what `-march=native` made of it."""

import shutil
import subprocess

WIDTHS = {"zmm": 512, "ymm": 256}


def widest_registers(path):
    """512, 256 or 128 by the disassembly of a library; `unknown` without objdump of binutils."""
    if not shutil.which("objdump"):
        return "unknown"
    disassembly = subprocess.run(
        ["objdump", "--disassemble", "--no-show-raw-insn", path], capture_output=True, text=True, check=False
    ).stdout
    return next((width for name, width in WIDTHS.items() if f"%{name}" in disassembly), 128)
