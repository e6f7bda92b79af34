"""The systems that are compared, and how each is started."""
import dataclasses
import functools
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import venv
from typing import Callable

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
APP = ROOT / "standalone" / "target"
SOURCES = HERE / "src" / "main" / "java"
REQUIREMENTS = HERE / "requirements.txt"

# As the palimpsest script starts a reader.
JVM = ["--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms64m", "-Xmx1280m", "-XX:+UseG1GC",
       "-XX:MaxDirectMemorySize=256m", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", "-Dstdin.encoding=UTF-8",
       "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"]


@dataclasses.dataclass(frozen=True)
class System:
    """`command` takes the number of threads and gives the words of a command line."""
    name: str
    title: str
    ours: bool
    command: Callable[[int], list]

    def environment(self, threads):
        return {"OMP_NUM_THREADS": str(threads), "OMP_THREAD_LIMIT": str(threads), "MALLOC_ARENA_MAX": "2"} if not self.ours \
            else {"MALLOC_ARENA_MAX": "2"}


def every(python):
    """All systems by name; the peers run with the Python given, which has them installed."""
    def peer(worker, *words):
        return lambda threads: [python, HERE / "workers" / worker, str(threads), *words]
    tiers = [System(tier, f"Palimpsest {tier}", True, functools.partial(ours, tier)) for tier in ("fast", "standard", "accurate")]
    return {system.name: system for system in [
        *tiers,
        System("rapidocr", "RapidOCR 3.10.0", False, peer("rapid.py")),
        System("faster-paddle-small", "faster-paddle 1.0.4 small", False, peer("paddle.py", "small")),
        System("faster-paddle-tiny", "faster-paddle 1.0.4 tiny", False, peer("paddle.py", "tiny")),
        System("tesseract", "Tesseract", False, peer("tesseract.py")),
    ]}


def batching(tier, lines, millis):
    """One of our tiers with batches of so many lines that wait so long for more."""
    return System(f"{tier}-{lines}-{millis}", f"{lines} lines, {millis} ms", True,
                  lambda threads: [*ours(tier, threads), str(lines), str(millis)])


def ours(tier, threads):
    program = SOURCES / "io" / "palimpsest" / "bench" / "engine" / "Serve.java"
    return [java(), *JVM, *os.environ.get("PALIMPSEST_JAVA_OPTS", "").split(), "-cp", f"{APP}/app/*{os.pathsep}{APP}/lib/*",
            program, tier, str(threads)]


def build():
    """Brings what our workers run from up to date."""
    subprocess.run([ROOT / "palimpsest", "--version"], check=True, stdout=subprocess.DEVNULL)


@functools.cache
def java():
    on_path = shutil.which("java")
    homes = [os.environ.get("JAVA_HOME", ""), *([pathlib.Path(on_path).resolve().parent.parent] if on_path else []),
             *sorted(pathlib.Path("/usr/lib/jvm").glob("*"))]
    for home in map(pathlib.Path, filter(None, homes)):
        release = home / "release"
        version = re.search(r'JAVA_VERSION="(\d+)', release.read_text()) if release.is_file() else None
        if version and int(version[1]) >= 25 and (home / "bin" / "javac").is_file():
            return home / "bin" / "java"
    sys.exit("no JDK 25 found: set JAVA_HOME")


def peers_python():
    """A Python with the peers in it, made once per set of versions; what cannot be installed is said and left out."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    text = REQUIREMENTS.read_text(encoding="utf-8")
    folder = cache / "palimpsest" / "bench" / hashlib.sha256(text.encode()).hexdigest()[:12]
    python = folder / "bin" / "python"
    if not (folder / "complete").exists():
        print(f"installing the peers into {folder}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        if subprocess.run([*pip, "-r", REQUIREMENTS], check=False).returncode != 0:
            for line in filter(None, (line.split("#")[0].strip() for line in text.splitlines())):
                if subprocess.run([*pip, line], check=False).returncode != 0:
                    print(f"cannot be installed: {line}", file=sys.stderr)
        (folder / "complete").touch()
    return str(python)
