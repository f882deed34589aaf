"""What Linux says of processor time and memory, from /proc."""

import os

BUSY_COLUMNS = (1, 2, 3, 6, 7, 8)  # of "cpu" in /proc/stat: user, nice, system, irq, softirq, steal
STAT_USER, STAT_SYSTEM = 11, 12  # words after the name in /proc/PID/stat
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def busy_seconds():
    """Processor seconds that all processes, and the host of a virtual machine, have used since the start."""
    with open("/proc/stat") as file:
        words = file.readline().split()
    return sum(int(words[column]) for column in BUSY_COLUMNS) / TICKS_PER_SECOND


def cpu_seconds(pid):
    """Processor seconds that one process, with all its threads, has used."""
    with open(f"/proc/{pid}/stat") as file:
        words = file.read().rpartition(")")[2].split()
    return (int(words[STAT_USER]) + int(words[STAT_SYSTEM])) / TICKS_PER_SECOND


def memory(pid):
    """Bytes by name (VmHWM the peak, VmRSS, RssAnon, …) of one process; empty when it is gone."""
    try:
        with open(f"/proc/{pid}/status") as file:
            lines = [line.split() for line in file]
    except (FileNotFoundError, ProcessLookupError):
        return {}
    return {words[0].rstrip(":"): int(words[1]) * 1024 for words in lines if words[-1] == "kB"}
