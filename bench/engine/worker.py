"""One system under comparison, as a long-lived process that answers JSON lines."""
import json
import os
import pathlib
import subprocess
import threading
import time

READY_WITHIN = 600  # a first start may fetch models
ANSWER_WITHIN = 300


class Absent(Exception):
    """A system that cannot be had on this machine."""


class Died(Exception):
    """A system that ended, or did not answer in time."""


class Worker:
    """A process that is bound to some processors and reads one request at a time."""

    def __init__(self, system, cores, log):
        self.name, self._cores = system.name, cores
        with open(log, "a", encoding="utf-8") as errors:
            self._process = subprocess.Popen(
                system.command(len(cores)), env={**os.environ, **system.environment(len(cores))}, stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=errors, text=True, encoding="utf-8", preexec_fn=self._pin)
        try:
            self.about = self._answer(READY_WITHIN)
        except Died:
            raise Absent(last_line(log) or "its worker ends at once") from None

    def _pin(self):
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, self._cores)

    def ask(self, request, within=ANSWER_WITHIN):
        try:
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError:
            raise Died("the process has ended") from None
        return self._answer(within)

    def _answer(self, within):
        timer = threading.Timer(within, self._process.kill)
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line:
            raise Died(f"the process ended, or did not answer within {within} s")
        return json.loads(line)

    def settle(self, patience=2.0):
        """Waits until the process has come to rest: threads of ONNX Runtime spin on for a while, a JVM compiles."""
        until, before = time.monotonic() + patience, self._ticks()
        while time.monotonic() < until:
            time.sleep(0.03)
            now = self._ticks()
            if now == before:
                return
            before = now

    def _ticks(self):
        stat = pathlib.Path(f"/proc/{self._process.pid}/stat")
        if not stat.exists():
            return None
        fields = stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def resident_mb(self, highest=False):
        """Resident memory now or at its highest, in MB; None where the system does not tell."""
        status = pathlib.Path(f"/proc/{self._process.pid}/status")
        if not status.exists():
            return None
        name = "VmHWM:" if highest else "VmRSS:"
        line = next((line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith(name)), None)
        return line and int(line.split()[1]) * 1024 / 1e6

    def close(self):
        try:
            self._process.stdin.close()
            self._process.wait(30)
        except (OSError, subprocess.TimeoutExpired):
            self._process.kill()


def last_line(log):
    lines = [line for line in pathlib.Path(log).read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return lines[-1].strip() if lines else ""
