"""The engines that search vectors, ours and the peers', and how each is started."""

import shlex
from dataclasses import dataclass
from pathlib import Path

from harness.machine import first_processor
from harness.peers import python_command

OURS = "Lithoscope"
NEIGHBOURS, BREADTH, TREES = 16, 200, 50  # M, efConstruction, and Annoy's trees, for all engines
BATCH, ALL = 64, 1000  # queries handed over at once
BREADTHS = (10, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 400, 600, 800)  # ef; 10 is k
CANDIDATES = (200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)  # Annoy's search_k
OWN_DEFAULT = 0  # an effort: what our index looks at when nobody says
PEERS_BREADTH, MORE_CANDIDATES = 128, 5000  # efforts with which a part of the rows is searched besides

# Numpy's and FAISS' OpenBLAS do not know processors newer than themselves and fall back to AVX2.
WIDE_BLAS = "OPENBLAS_CORETYPE=SkylakeX"


@dataclass(frozen=True)
class Contender:
    """One way to search with one engine."""

    group: str  # exact, hnsw or annoy
    name: str
    command: tuple  # without the options that all workers share
    batches: tuple = (1,)  # how many queries are handed over at once
    efforts: tuple = ()  # none: it has no effort to choose
    file: str = ""  # the index's, within the folder of the run
    reads: str = ""  # the name of the contender whose file this one searches, where it builds none
    bytes_scanned: int = 0  # of a component, where every row is read
    reads_memory: bool = False  # whether its worker can say how fast memory is read
    filtered_efforts: tuple = ()  # with which searches of a part of the rows are tried

    @property
    def ours(self):
        return self.name.startswith(OURS)


def contenders(group, ours):
    """Those of a group that can run here: ours, in its formats, where there is a command for our worker."""
    found = [*(our_contenders(ours) if ours else []), *PEERS, *wide_contenders()]
    return [each for each in found if each.group == group]


def our_contenders(command):
    """`command`: our worker's command line."""

    def ours(group, name, index, number_format, **more):
        words = (*shlex.split(command), "--index", index, "--format", number_format)
        file = more.pop("file", f"lithoscope-{index}-{number_format}")
        efforts = more.pop("filtered_efforts", (OWN_DEFAULT,))
        return Contender(group, f"{OURS} {name}", words, file=file, filtered_efforts=efforts, **more)

    for number_format, size in {"f32": 4, "f16": 2, "int8": 1}.items():
        yield ours(
            "exact", f"exact {number_format}", "exact", number_format, batches=(1, BATCH), bytes_scanned=size
        )
    yield ours("hnsw", "hnsw int8", "hnsw", "int8", batches=(1, ALL), efforts=BREADTHS)
    yield ours(
        "annoy", "annoy", "annoy", "f32", efforts=CANDIDATES, filtered_efforts=(OWN_DEFAULT, MORE_CANDIDATES)
    )
    yield ours(
        "annoy", "annoy, the package's file", "annoy", "f32", efforts=CANDIDATES, reads="Annoy", file="annoy",
        filtered_efforts=(),
    )


def peer(group, name, script, *options, prefix=(), **more):
    file = more.pop("file", name.lower().replace(" ", "-").replace(",", ""))
    return Contender(group, name, (*prefix, *python_command(script, *options)), file=file, **more)


PEERS = (
    peer("exact", "FAISS IndexFlatIP", "worker_faiss.py", "--index", "flat",
         batches=(1, BATCH, ALL), bytes_scanned=4, filtered_efforts=(0,)),
    peer("exact", "FAISS SQ8", "worker_faiss.py", "--index", "sq8", batches=(1, BATCH), bytes_scanned=1),
    peer("exact", "OpenBLAS sgemm", "worker_blas.py", batches=(BATCH,), reads_memory=True),
    peer("hnsw", "hnswlib", "worker_hnswlib.py", batches=(1, ALL), efforts=BREADTHS, filtered_efforts=(PEERS_BREADTH,)),
    peer("hnsw", "USearch f32", "worker_usearch.py", batches=(1, ALL), efforts=BREADTHS),
    peer("hnsw", "USearch f16", "worker_usearch.py", "--format", "f16", batches=(1, ALL), efforts=BREADTHS),
    peer("hnsw", "USearch i8", "worker_usearch.py", "--format", "i8", batches=(1, ALL), efforts=BREADTHS),
    peer("hnsw", "FAISS HNSW", "worker_faiss.py", "--index", "hnsw",
         batches=(1, ALL), efforts=BREADTHS, filtered_efforts=(PEERS_BREADTH,)),
    peer("annoy", "Annoy", "worker_annoy.py", efforts=CANDIDATES),
    peer("annoy", "Annoy, our file", "worker_annoy.py",
         efforts=CANDIDATES, reads=f"{OURS} annoy", file="lithoscope-annoy-f32"),
)  # fmt: skip


def wide_contenders():
    """What else there is on a processor with AVX-512: OpenBLAS told to use it."""
    if "avx512f" not in first_processor().get("flags", "").split():
        return []
    wide = ("env", WIDE_BLAS)
    return [
        peer("exact", "FAISS IndexFlatIP, AVX-512 BLAS", "worker_faiss.py", "--index", "flat",
             prefix=wide, batches=(BATCH, ALL)),
        peer("exact", "OpenBLAS sgemm, AVX-512", "worker_blas.py",
             prefix=wide, batches=(BATCH,), reads_memory=True),
        peer("exact", "OpenBLAS sgemm, AVX-512, rows first", "worker_blas.py", "--index", "rows-first",
             prefix=wide, batches=(BATCH,), reads_memory=True),
    ]  # fmt: skip


def worker_command(contender, data, folder, arguments, opened):
    """The whole command of a contender's worker."""
    pinned = () if arguments.cpu is None else ("taskset", "--cpu-list", str(arguments.cpu))
    return [
        *pinned, *contender.command,
        "--vectors", str(data.vectors_path), "--queries", str(data.queries_path),
        "--dimension", str(data.dimension), "--file", str(Path(folder) / contender.file), "-k", str(arguments.k),
        "--threads", "1", "--build-threads", str(arguments.build_threads),
        "--neighbours", str(NEIGHBOURS), "--breadth", str(BREADTH), "--trees", str(TREES),
        *(["--open"] if opened else []),
    ]  # fmt: skip
