"""What all workers share: requests come as JSON lines on standard input, answers go as JSON lines to standard output.

A request is {"file", "line", "lang"}, where "line" says that the picture is one cut-out line of text; an answer is {"lines":
[{"text", "box"}], "ms"}, with "ortMs" where the time inside ONNX Runtime is known and "error" where the system failed.
"""
import json
import os
import sys
import time


def serve(about, read):
    """Announces the worker, then answers until the input ends. `read` takes a request and gives (lines, further fields)."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print must not get among the answers
    tell(out, {"ready": True, **about})
    for request in map(json.loads, sys.stdin):
        started = time.perf_counter()
        try:
            lines, fields = read(request)
        except Exception as failure:  # the system's failure on this file is its result
            lines, fields = [], {"error": f"{type(failure).__name__}: {failure}"}
        took = (time.perf_counter() - started) * 1000
        tell(out, {"lines": lines, "ms": round(took, 2), **fields})


def tell(out, answer):
    out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    out.flush()


def upright(left, top, right, bottom):
    """An upright rectangle as the eight numbers of a box."""
    return [left, top, right, top, right, bottom, left, bottom]
