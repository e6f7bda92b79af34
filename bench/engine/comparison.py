"""All systems over the same pictures, page by page in turns, several rounds."""
import json
import sys
import time

from worker import Absent, Died, Worker

# Rounds are counted from 1; besides there is one for the texts and one under watch.
TEXTS, WATCHED = 0, -1


class Book:
    """What was measured, one JSON line a reading, so that a run that was broken off goes on where it stopped."""

    def __init__(self, path):
        self._path = path
        self.readings = {}
        self.peaks = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                self._take(json.loads(line))

    def _take(self, entry):
        if "peakMb" in entry:
            self.peaks[entry["system"]] = max(entry["peakMb"], self.peaks.get(entry["system"], 0))
        else:
            self.readings[entry["round"], entry["system"], entry["file"]] = entry

    def add(self, entry):
        self._take(entry)
        with self._path.open("a", encoding="utf-8") as out:
            out.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def failed(self, file):
        return any("error" in entry for (_, _, name), entry in self.readings.items() if name == file)


class Comparison:
    def __init__(self, systems, cores, folder, warmup, floor):
        self._systems, self._cores, self._folder, self._warmup, self._floor = systems, cores, folder, warmup, floor
        self._workers = {}
        self.about = {}

    def start(self, pictures):
        """Starts and warms every system that can be had."""
        for system in self._systems:
            try:
                self._workers[system.name] = self._worker(system)
                self.about[system.name] = self._workers[system.name].about
            except Absent as reason:
                print(f"left out: {system.title}: {reason}", file=sys.stderr)
        for worker in self._workers.values():
            for picture in pictures[:self._warmup]:
                worker.ask(picture.request())

    def _worker(self, system):
        return Worker(system, self._cores, self._folder / f"{system.name}.log")

    def run(self, book, pictures, timed, rounds, until):
        """Reads everything once for its text, then the timed pictures that all can open in each round, if any, then those
        of ours once more, watched for the time inside ONNX Runtime. False when time was up before the end."""
        for number in [TEXTS, *range(1, rounds + 1), *([WATCHED] if rounds else [])]:
            todo = pictures if number == TEXTS else [p for p in timed if not book.failed(p.file)]
            for i, picture in enumerate(todo):
                for system in self._turns(i + number):
                    if (number, system.name, picture.file) in book.readings or number == WATCHED and not system.ours:
                        continue
                    if time.monotonic() > until:
                        return False
                    book.add(self._read(system, picture, number))
                if sys.stderr.isatty():
                    print(f"\rround {number}: {i + 1} of {len(todo)} ", end="", file=sys.stderr)
        return True

    def _turns(self, shift):
        """The systems that run, beginning with another one each time."""
        running = [system for system in self._systems if system.name in self._workers]
        shift %= max(1, len(running))
        return running[shift:] + running[:shift]

    def _read(self, system, picture, number):
        worker = self._workers[system.name]
        request = picture.request()
        try:
            answer = worker.ask({**request, "watch": True} if number == WATCHED else request)
            worker.settle()
            if self._floor and system.ours and number > 0 and picture.boxes():
                answer |= worker.ask({**request, "boxes": picture.boxes()})
                worker.settle()
        except Died as failure:
            worker.close()
            answer = {"lines": [], "ms": 0, "error": str(failure)}
            self._workers[system.name] = self._worker(system)
        if number != TEXTS:
            answer.pop("lines", None)
        return {"round": number, "system": system.name, "file": picture.file, **answer}

    def close(self, book):
        for name, worker in self._workers.items():
            peak = worker.resident_mb(highest=True)
            if peak:
                book.add({"system": name, "peakMb": peak})
            worker.close()
