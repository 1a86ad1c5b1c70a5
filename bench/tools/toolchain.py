# SPDX-FileCopyrightText: 2026 The femto authors
# SPDX-License-Identifier: MIT
"""Finding and running compilers and measuring tools."""

import fcntl
import shutil
import subprocess
import sys
import threading
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BENCH = ROOT / "bench"
INCLUDE = ROOT / "include"

# The same compiler names on Debian 12; elsewhere the unversioned one may be newer.
CLANG = "clang"
CLANG_V4 = "clang-19"


class Failure(Exception):
    """A tool is missing or said no; the message is for a person."""


def has(tool):
    return shutil.which(tool) is not None


def require(*tools):
    missing = [tool for tool in tools if not has(tool)]
    if missing:
        raise Failure("not installed: " + ", ".join(missing))


def run(command, timeout=300, accept=(0,)):
    """Runs a command; returns (stdout, stderr). A bad status, or a timeout, is a Failure."""
    command = [str(part) for part in command]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=timeout,
                              stdin=subprocess.DEVNULL, errors="replace")
    except subprocess.TimeoutExpired:
        raise Failure(f"more than {timeout} s: {' '.join(command)}")
    if done.returncode not in accept:
        said = (done.stdout + done.stderr)[-4000:]
        raise Failure(f"status {done.returncode}: {' '.join(command)}\n{said}")
    return done.stdout, done.stderr


def run_bounded(command, timeout, most_bytes=1 << 20):
    """Runs a command that may run wild; returns (status, stdout and stderr together)."""
    command = [str(part) for part in command]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT) as process:
        timer = threading.Timer(timeout, process.kill)
        timer.start()
        said = process.stdout.read(most_bytes + 1)
        timer.cancel()
        if len(said) > most_bytes:
            process.kill()
            raise Failure(f"more than {most_bytes} bytes of output: {' '.join(command)}")
    return process.returncode, said.decode(errors="replace")


def version(tool):
    """First line of `tool --version`."""
    out, _ = run([tool, "--version"])
    return out.splitlines()[0].strip()


def in_parallel(tasks, workers=2):
    """Calls every task; returns their results in order, or raises the first failure."""
    with ThreadPoolExecutor(workers) as pool:
        return [each.result() for each in [pool.submit(task) for task in tasks]]


class Build:
    """Compiles into one folder, again only when an input or the command has changed."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        # Two reports at once take turns; the lock goes with the process.
        self._lock = open(self.folder / ".lock", "w")
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._in_progress = defaultdict(threading.Lock)
        self._newest_header = max(path.stat().st_mtime_ns
                                  for pattern in ("include/**/*.hpp", "bench/**/*.h*")
                                  for path in ROOT.glob(pattern))

    def close(self):
        self._lock.close()

    def make(self, output, command, inputs):
        """Runs `command` unless `output` is newer than `inputs` and all headers."""
        with self._in_progress[output]:
            return self._make(output, command, inputs)

    def _make(self, output, command, inputs):
        output = self.folder / output
        output.parent.mkdir(parents=True, exist_ok=True)
        stamp = output.with_name(output.name + ".command")
        line = " ".join(str(part) for part in command)
        newest = max([self._newest_header, *(Path(each).stat().st_mtime_ns for each in inputs)])
        if (output.exists() and stamp.exists() and stamp.read_text() == line
                and output.stat().st_mtime_ns > newest):
            return output
        output.unlink(missing_ok=True)
        run([*command, "-o", output])
        stamp.write_text(line)
        return output


def main_of(function):
    """Runs a script's main; a Failure becomes one line on stderr and status 1."""
    try:
        sys.exit(function())
    except Failure as failure:
        print(failure, file=sys.stderr)
        sys.exit(1)
