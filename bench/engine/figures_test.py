"""python3 -m unittest discover -s bench/engine -p '*_test.py'"""
import argparse
import json
import pathlib
import tempfile
import unittest
import xml.dom.minidom

import comparison
import pictures
import plot
import report
import systems

STANDARD = systems.System("standard", "Ours", True, lambda threads: [])
PEER = systems.System("peer", "Theirs", False, lambda threads: [])
OPTIONS = argparse.Namespace(rounds=3, headline="page", scorer=None, threads=2)


class FiguresTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def book(self, *entries):
        book = comparison.Book(self.folder / "readings.jsonl")
        for entry in entries:
            book.add({"lines": [], **entry})
        return book

    def labels(self, *labels):
        path = self.folder / "labels.jsonl"
        path.write_text("".join(json.dumps(label) + "\n" for label in labels), encoding="utf-8")
        return path

    def test_speed_should_be_the_median_of_complete_rounds(self):
        found = pictures.load(self.labels({"file": "a.png", "kind": "page"}, {"file": "b.png", "kind": "page"}), ["page"])
        times = {comparison.TEXTS: (900, 900), 1: (100, 300), 2: (200, 200), 3: (50,)}
        book = self.book(*({"round": number, "system": "peer", "file": picture.file, "ms": ms}
                           for number, row in times.items() for picture, ms in zip(found, row)))

        figure = report.of_system(PEER, OPTIONS, book, found, found, "python")

        self.assertEqual((2, 2), (figure["rounds"], figure["pages"]))
        self.assertAlmostEqual(5.0, figure["pagesPerSecond"])
        self.assertAlmostEqual(250, figure["p95Ms"])

    def test_a_picture_that_one_system_cannot_open_should_count_for_no_ones_speed(self):
        found = pictures.load(self.labels({"file": "a.png", "kind": "page"}, {"file": "b.png", "kind": "page"}), ["page"])
        good, bad = (picture.file for picture in found)
        book = self.book(*({"round": number, "system": name, "file": good, "ms": ms}
                           for number in (comparison.TEXTS, 1) for name, ms in (("standard", 50), ("peer", 100))),
                         {"round": comparison.TEXTS, "system": "standard", "file": bad, "ms": 900},
                         {"round": comparison.TEXTS, "system": "peer", "file": bad, "ms": 1, "error": "unknown"})

        ours = report.of_system(STANDARD, OPTIONS, book, found, found, "python")
        theirs = report.of_system(PEER, OPTIONS, book, found, found, "python")

        self.assertEqual((20.0, 10.0), (ours["pagesPerSecond"], theirs["pagesPerSecond"]))
        self.assertEqual((0, 1), (ours["failed"], theirs["failed"]))

    def test_a_book_should_remember_what_was_measured_before(self):
        self.book({"round": 1, "system": "peer", "file": "a", "ms": 7}, {"system": "peer", "peakMb": 10}, {"system": "peer", "peakMb": 5})

        again = comparison.Book(self.folder / "readings.jsonl")

        self.assertEqual(7, again.readings[1, "peer", "a"]["ms"])
        self.assertEqual(10, again.peaks["peer"])

    def test_pictures_should_be_told_apart_as_the_scorer_does(self):
        labels = self.labels({"file": "a.png", "kind": "page"}, {"file": "b.png", "kind": "page", "hard": "skewed"},
                             {"file": "c.png", "kind": "page", "made": "rendered"}, {"file": "d.pdf", "kind": "page"},
                             {"file": "e.png", "kind": "line"})

        self.assertEqual(["page", "page*", "page+"], [picture.row for picture in pictures.load(labels, ["page"])])

    def test_a_sample_should_be_spread_over_all_pictures(self):
        self.assertEqual([0, 3, 6], pictures.spread(list(range(10)), 3))

    def test_the_plot_should_be_well_formed_and_name_everyone(self):
        drawn = plot.draw([plot.Point("A & B", True, 0.05, 1.2), plot.Point("C", False, 0.08, 0.4)])

        words = [node.firstChild.data for node in xml.dom.minidom.parseString(drawn).getElementsByTagName("text")]
        self.assertTrue({"A & B", "C"} <= set(words))


if __name__ == "__main__":
    unittest.main()
