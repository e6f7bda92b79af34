"""Tesseract through its C interface, so that its models stay loaded as everyone's do. Chinese and English where the request's
language says zh, else English.

usage: tesseract.py THREADS (which it takes from OMP_THREAD_LIMIT)
"""
import csv
import ctypes
import ctypes.util
import io
import sys

from serving import serve, upright

PAGE, LINE = 3, 7  # page segmentation: automatic; one line


def library(name):
    found = ctypes.util.find_library(name)
    if not found:
        sys.exit(f"no library {name}; Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-chi-sim")
    return ctypes.CDLL(found)


class Tesseract:
    def __init__(self):
        self.leptonica, self.api = library("lept"), library("tesseract")
        pointers = {self.leptonica: ["pixRead"], self.api: ["TessBaseAPICreate", "TessBaseAPIGetTsvText"]}
        for owner, names in pointers.items():
            for name in names:
                getattr(owner, name).restype = ctypes.c_void_p
        self.api.TessVersion.restype = ctypes.c_char_p
        self.version = self.api.TessVersion().decode()
        self.readers = {}
        for language in ("eng", "chi_sim+eng"):
            reader = ctypes.c_void_p(self.api.TessBaseAPICreate())
            if self.api.TessBaseAPIInit3(reader, None, language.encode()) != 0:
                sys.exit(f"no language data {language}; Debian, Ubuntu: apt-get install tesseract-ocr-chi-sim")
            self.readers[language] = reader

    def table(self, file, language, segmentation):
        """What stands on the first page, as Tesseract's table of tab-separated values."""
        picture = ctypes.c_void_p(self.leptonica.pixRead(file.encode()))
        if not picture:
            raise ValueError("the picture cannot be opened")
        reader, text = self.readers[language], None
        try:
            self.api.TessBaseAPISetPageSegMode(reader, segmentation)
            self.api.TessBaseAPISetImage2(reader, picture)
            if self.api.TessBaseAPIRecognize(reader, None) != 0:
                raise ValueError("not recognised")
            text = ctypes.c_void_p(self.api.TessBaseAPIGetTsvText(reader, 0))
            return ctypes.string_at(text).decode("utf-8", "replace")
        finally:
            if text:
                self.api.TessDeleteText(text)
            self.api.TessBaseAPIClear(reader)
            self.leptonica.pixDestroy(ctypes.byref(picture))


COLUMNS = ["level", "page", "block", "paragraph", "line", "word", "left", "top", "width", "height", "confidence", "text"]


def lines_of(table):
    """Words (level 5) put together to lines (level 4)."""
    boxes, words = {}, {}
    for row in csv.DictReader(io.StringIO(table), COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE):
        key = row["block"], row["paragraph"], row["line"]
        if row["level"] == "4":
            left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
            boxes[key] = upright(left, top, left + width, top + height)
        elif row["level"] == "5" and (row["text"] or "").strip():
            words.setdefault(key, []).append(row["text"].strip())
    return [{"text": " ".join(found), "box": boxes[key]} for key, found in words.items()]


def main():
    tesseract = Tesseract()

    def read(request):
        language = "chi_sim+eng" if "zh" in request["lang"] else "eng"
        return lines_of(tesseract.table(request["file"], language, LINE if request["line"] else PAGE)), {}

    serve({"version": tesseract.version}, read)


if __name__ == "__main__":
    main()
