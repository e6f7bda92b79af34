"""What the contract says an answer of each action looks like, as data, and the check of one answer against it.

A type is a Python type for a leaf, a dict for an object (a name ending in "?" may be absent or null), or a list of one
type for an array. Integers must be integers in the JSON text: Java and Go refuse anything else.
"""
import json
import re

COORD = {"X": int, "Y": int}
RECT = {"X": int, "Y": int, "Width": int, "Height": int}
POLYGON = {"LeftTop": COORD, "RightTop": COORD, "RightBottom": COORD, "LeftBottom": COORD}
WORD = {"Confidence": int, "Character": str}
WORD_COORD = {"WordCoordinate": [COORD]}
TEXT = {"DetectedText": str, "Confidence": int, "Polygon": [COORD], "AdvancedInfo": str, "ItemPolygon?": RECT,
        "Words?": [WORD], "WordCoordPoint?": [WORD_COORD], "Language?": str}
TEXT_EN = {"DetectedText": str, "Confidence": int, "Polygon": [COORD], "AdvancedInfo": str,
           "WordCoordPoint?": [WORD_COORD], "CandWord?": [{"CandWords": [WORD]}], "Words?": [WORD]}
HANDWRITING = {"DetectedText": str, "Confidence": int, "Polygon": [COORD], "AdvancedInfo": str,
               "WordPolygon?": [POLYGON]}
ANGLES = {"Angel": float, "Angle": float}

ANSWERS = {
    "GeneralBasicOCR": {"TextDetections": [TEXT], "Language": str, **ANGLES, "PdfPageSize": int},
    "GeneralAccurateOCR": {"TextDetections": [TEXT], **ANGLES},
    "GeneralFastOCR": {"TextDetections": [TEXT], "Language": str, "Angel": float, "PdfPageSize": int},
    "GeneralEfficientOCR": {"TextDetections": [TEXT], **ANGLES},
    "GeneralHandwritingOCR": {"TextDetections": [HANDWRITING], **ANGLES},
    "EnglishOCR": {"TextDetections": [TEXT_EN], "Angel": float},
    "TextDetect": {"HasText": bool},
}

# Fields of the contract that an SDK's own answer types do not know, so that they cannot come out of it.
UNKNOWN_TO = {
    "go": {"Angle", "TextDetections[].Words", "TextDetections[].WordCoordPoint", "TextDetections[].Language"},
    "java": {"TextDetections[].Language"},
    "python-intl": {"TextDetections[].Language"},
}

UUID_V7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def faults(sdk, action, answer, picture):
    """Everything in which this answer differs from the contract, as readable lines. The picture is (width, height)."""
    shape = {"RequestId": str, **ANSWERS[action]}
    found = list(_type_faults(shape, answer, "", UNKNOWN_TO.get(sdk, set())))
    if found:
        return found
    if not UUID_V7.fullmatch(answer["RequestId"]):
        found.append("RequestId is no UUIDv7")
    if "Angle" in answer and answer["Angle"] != answer["Angel"]:
        found.append("Angle and Angel differ")
    for number, line in enumerate(answer.get("TextDetections") or []):
        found += [f"TextDetections[{number}]: {fault}" for fault in _line_faults(line, picture)]
    return found


def _type_faults(shape, value, path, unknown):
    if isinstance(shape, dict):
        yield from _object_faults(shape, value, path, unknown)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            yield f"{path} is no array"
            return
        for number, item in enumerate(value):
            yield from _type_faults(shape[0], item, f"{path}[{number}]", unknown)
    elif shape is float:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            yield f"{path} is no number"
    elif type(value) is not shape:
        yield f"{path} is {value!r}, no {shape.__name__}"


def _object_faults(shape, value, path, unknown):
    if not isinstance(value, dict):
        yield f"{path} is no object"
        return
    known = {name.rstrip("?") for name in shape}
    yield from (f"{name} of {path or 'the answer'} is not in the contract" for name in value if name not in known)
    for name, inner in shape.items():
        optional, name = name.endswith("?"), name.rstrip("?")
        field = f"{path}.{name}" if path else name
        if value.get(name) is not None:
            yield from _type_faults(inner, value[name], field, unknown)
        elif not optional and not isinstance(inner, list) and pattern(field) not in unknown:
            yield f"{field} is missing"


def pattern(field):
    """The field's path with every index left out, as in UNKNOWN_TO."""
    return re.sub(r"\[\d+]", "[]", field)


def _line_faults(line, picture):
    width, height = picture
    if not line["DetectedText"].strip():
        yield "DetectedText is blank"
    if not 0 <= line["Confidence"] <= 100:
        yield "Confidence is outside 0..100"
    if not all(0 <= word["Confidence"] <= 100 for word in line.get("Words") or []):
        yield "the Confidence of a word is outside 0..100"
    corners = line["Polygon"]
    if len(corners) != 4:
        yield f"Polygon has {len(corners)} corners"
    elif not all(0 <= c["X"] <= width and 0 <= c["Y"] <= height for c in corners):
        yield "Polygon leaves the picture"
    elif _clockwise_area(corners) <= 0:
        yield "the corners of Polygon do not run clockwise"
    if line["AdvancedInfo"]:
        try:
            if json.loads(line["AdvancedInfo"])["Parag"]["ParagNo"] < 1:
                yield "ParagNo starts at 1"
        except (ValueError, KeyError, TypeError):
            yield "AdvancedInfo holds no paragraph"


def _clockwise_area(corners):
    pairs = zip(corners, corners[1:] + corners[:1])
    return sum(a["X"] * b["Y"] - b["X"] * a["Y"] for a, b in pairs)  # positive: clockwise, as y points down
