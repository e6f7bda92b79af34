"""The labelled pictures that are read."""
import dataclasses
import json
import pathlib


@dataclasses.dataclass(frozen=True)
class Picture:
    file: str
    kind: str
    row: str  # the scorer's: the kind, with * for hard and + for rendered ones
    label: dict = dataclasses.field(hash=False, compare=False)

    def request(self):
        return {"file": self.file, "line": self.kind == "line", "lang": self.label.get("lang", "")}

    def boxes(self):
        """Where the true lines stand, where that is known."""
        return [line["box"] for line in self.label.get("lines", []) if line.get("box")]


def load(labels, kinds, sample=None):
    """Pictures of these kinds; with a sample, at most so many of each row, evenly spread. PDFs are left out: not every
    system reads them."""
    rows = {}
    for line in labels.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        if label["kind"] in kinds and not label["file"].endswith(".pdf"):
            file = str((labels.parent / label["file"]).resolve())
            row = label["kind"] + ("*" if label.get("hard") else "+" if label.get("made") == "rendered" else "")
            rows.setdefault(row, []).append(Picture(file, label["kind"], row, {**label, "file": file}))
    return [picture for found in rows.values() for picture in spread(found, sample)]


def spread(items, count):
    if not count or count >= len(items):
        return items
    return [items[i * len(items) // count] for i in range(count)]


def write_labels(pictures, path):
    """The labels of just these pictures, with absolute names, for the scorer."""
    path.write_text("".join(json.dumps(p.label, ensure_ascii=False) + "\n" for p in pictures), encoding="utf-8")
    return path
