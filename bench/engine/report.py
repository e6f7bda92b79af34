"""What was measured, as a table, as JSON and as a plot."""
import json
import math
import os
import platform
import statistics
import subprocess
import sys

import pictures as labelled
import plot
from comparison import TEXTS, WATCHED


def write(options, systems, about, book, pictures, timed, python):
    figures = [of_system(system, options, book, pictures, timed, python) for system in systems]
    figures = [figure for figure in figures if figure]
    text = table(figures, about, options)
    (options.out / "table.md").write_text(text, encoding="utf-8")
    (options.out / "result.json").write_text(json.dumps(figures, indent=1, ensure_ascii=False), encoding="utf-8")
    drawn = [figure for figure in figures if figure["scores"].get(options.headline) and figure["pagesPerSecond"]]
    if drawn:
        points = [plot.Point(f["title"], f["ours"], f["scores"][options.headline]["CER"], f["pagesPerSecond"]) for f in drawn]
        (options.out / "plot.svg").write_text(plot.draw(points), encoding="utf-8")
    print(text)
    print(f"in {options.out}: " + ", ".join(sorted(p.name for p in options.out.iterdir() if p.suffix in (".md", ".svg", ".json"))))


def of_system(system, options, book, pictures, timed, python):
    """All figures of one system; None where nothing of it was read."""
    mine = {(number, file): entry for (number, name, file), entry in book.readings.items() if name == system.name}
    read = [picture for picture in pictures if (TEXTS, picture.file) in mine]
    if not read:
        return None
    counted = [picture.file for picture in timed if not book.failed(picture.file)]
    rounds = [[mine[number, file] for file in counted if (number, file) in mine] for number in range(1, options.rounds + 1)]
    rounds = [entries for entries in rounds if entries and len(entries) == len(counted)]
    times = [[entry["ms"] for entry in entries] for entries in rounds]
    watched = [mine[WATCHED, file] for file in counted if (WATCHED, file) in mine]
    return {
        "system": system.name, "title": system.title, "ours": system.ours, "rounds": len(rounds), "pages": len(counted),
        "pagesPerSecond": median([1000 * len(t) / sum(t) for t in times]),
        "medianMs": median([statistics.median(t) for t in times]),
        "p95Ms": median([percentile(t, 0.95) for t in times]),
        "runtimeShare": share(watched if system.ours else [entry for entries in rounds for entry in entries]),
        "overFloor": median([value for value in map(over_floor, rounds) if value]),
        "peakMb": book.peaks.get(system.name),
        "failed": sum("error" in mine[TEXTS, picture.file] for picture in read),
        "scores": scores(system, options, mine, read, python)}


def median(values):
    return statistics.median(values) if values else None


def percentile(values, share_below):
    """The smallest value that is not exceeded by this share of the values."""
    return sorted(values)[max(0, math.ceil(share_below * len(values)) - 1)]


def share(entries):
    known = [entry for entry in entries if "ortMs" in entry]
    return sum(entry["ortMs"] for entry in known) / sum(entry["ms"] for entry in known) if known else None


def over_floor(entries):
    """Our time over that of the least work there could be, on the pages whose lines are known; None where none is."""
    known = [entry for entry in entries if "floorMs" in entry]
    return sum(entry["ms"] for entry in known) / sum(entry["floorMs"] for entry in known) if known else None


def scores(system, options, mine, read, python):
    """The scorer's rows for a system's predictions."""
    if not options.scorer:
        return {}
    predictions = options.out / f"{system.name}.predictions.jsonl"
    with predictions.open("w", encoding="utf-8") as out:
        for picture in read:
            entry = mine[TEXTS, picture.file]
            out.write(json.dumps({"file": picture.file, "lines": entry["lines"], "ms": entry["ms"]}, ensure_ascii=False) + "\n")
    labels = labelled.write_labels(read, options.out / f"{system.name}.labels.jsonl")
    kinds = ",".join(sorted({picture.kind for picture in read}))
    done = subprocess.run([python, options.scorer, labels, predictions, "--kinds", kinds, "--json"],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"the scorer refuses {system.name}: {done.stderr.strip()}", file=sys.stderr)
        return {}
    return json.loads(done.stdout)


def table(figures, about, options):
    rows = sorted({row for figure in figures for row in figure["scores"] if row != "total"})
    heads = ["system", *(f"CER {row}" for row in rows), "Hmean", "pages/s", "median ms", "p95 ms", "peak RSS MB", "in ORT",
             "over floor", "failed"]
    out = [setting(figures, about, options), "", "| " + " | ".join(heads) + " |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for figure in figures:
        found = figure["scores"]
        cells = [figure["title"], *(form(found.get(row, {}).get("CER"), 4) for row in rows),
                 form(found.get(options.headline, {}).get("dH"), 4), form(figure["pagesPerSecond"], 2),
                 form(figure["medianMs"], 0), form(figure["p95Ms"], 0), form(figure["peakMb"], 0),
                 form(figure["runtimeShare"], 2), form(figure["overFloor"], 2), str(figure["failed"])]
        out.append("| " + " | ".join(cells) + " |")
    return "\n".join([*out, "", *ratios(figures)]) + "\n"


def form(value, digits):
    return "-" if value is None else f"{value:.{digits}f}"


def ratios(figures):
    """Our speed over each peer's."""
    speeds = {f["title"]: f["pagesPerSecond"] for f in figures if not f["ours"] and f["pagesPerSecond"]}
    for figure in figures:
        if figure["ours"] and figure["pagesPerSecond"] and speeds:
            times = (f"{figure['pagesPerSecond'] / speed:.2f} x {name}" for name, speed in speeds.items())
            yield f"- {figure['title']}: {', '.join(times)}"


def setting(figures, about, options):
    pages = max((figure["pages"] for figure in figures), default=0)
    rounds = min((figure["rounds"] for figure in figures), default=0)
    runtime = {name: a["onnxruntime"] for name, a in about.items() if "onnxruntime" in a}
    return (f"{pages} pictures of `{options.headline}` that all can open, {rounds} complete rounds (median), {options.threads} threads "
            f"each on the same {options.threads} of {os.cpu_count()} processors ({platform.machine()}), in turns page by page. "
            f"ONNX Runtime: {', '.join(f'{n} {v}' for n, v in runtime.items()) or 'not told'}.")
