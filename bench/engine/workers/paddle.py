"""faster-paddle: PP-OCRv6 in Rust. It has no call for a cut-out line, so lines are read as pages.

usage: paddle.py THREADS small|tiny
"""
import pathlib
import sys
from importlib.metadata import version

from faster_paddle import OcrEngine
from serving import serve, upright


def main():
    engine = OcrEngine(model_size=sys.argv[2], threads=int(sys.argv[1]))

    def read(request):
        found = engine.ocr(pathlib.Path(request["file"]).read_bytes())["bounds"].values()
        return [{"text": line["text"], "box": upright(*line["topLeftCoord"], *line["bottomRightCoord"])}
                for line in found], {}

    serve({"version": version("faster-paddle")}, read)


if __name__ == "__main__":
    main()
