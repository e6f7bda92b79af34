"""RapidOCR with its default configuration, which is PP-OCRv6 small and the PP-OCR classifier of upside-down lines.

usage: rapid.py THREADS
"""
import sys
import time

import onnxruntime
from serving import serve

inside = [0.0]  # seconds in ONNX Runtime since the program began


def count_time_inside():
    run = onnxruntime.InferenceSession.run

    def counted(*args, **kwargs):
        started = time.perf_counter()
        try:
            return run(*args, **kwargs)
        finally:
            inside[0] += time.perf_counter() - started

    onnxruntime.InferenceSession.run = counted


def main():
    count_time_inside()
    from importlib.metadata import version

    from rapidocr import ModelType, OCRVersion, RapidOCR

    small = {"ocr_version": OCRVersion.PPOCRV6, "model_type": ModelType.SMALL}  # the defaults of 3.10.0, said aloud
    engine = RapidOCR(params={
        "Global.log_level": "error",
        "EngineConfig.onnxruntime.intra_op_num_threads": int(sys.argv[1]),
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        **{f"{part}.{name}": value for part in ("Det", "Rec") for name, value in small.items()}})

    def read(request):
        before = inside[0]
        page = not request["line"]
        # Given a path it honours the camera's orientation, given bytes it does not.
        result = engine(request["file"], use_det=page, use_cls=page, use_rec=True)
        boxes = getattr(result, "boxes", None) if page else None
        lines = []
        for i, text in enumerate(getattr(result, "txts", None) or []):
            line = {"text": text}
            if boxes is not None:
                line["box"] = [round(float(number), 1) for corner in boxes[i] for number in corner]
            lines.append(line)
        return lines, {"ortMs": round((inside[0] - before) * 1000, 2)}

    serve({"version": version("rapidocr"), "onnxruntime": onnxruntime.__version__}, read)


if __name__ == "__main__":
    main()
