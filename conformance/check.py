#!/usr/bin/env python3
"""Has the official SDKs make the planned calls, and compares what comes out with the contract and with each other.

usage: check.py ENDPOINT CREDENTIALS_FILE CACHE_DIR [--region R] [--image-url URL] [--sdks java,node] [--keep FILE]

ENDPOINT is host:port of a server that speaks plain HTTP; the credentials file holds secretId and secretKey as JSON.
run.sh has put the pictures and the clients into CACHE_DIR. Ends with 1 when anything differs from the contract.
--keep FILE keeps every answer as one JSON line.
"""
import argparse
import json
import pathlib
import subprocess
import sys

import contract
import plan

HERE = pathlib.Path(__file__).resolve().parent
FLOAT_32 = 1e-6  # relative: the Java SDK holds its numbers in 32 bits


def clients(cache):
    def python(name):
        return [f"{cache}/{name}/bin/python", f"{HERE}/python/client.py", name]

    java = f"{HERE}/java/target/classes:{HERE}/java/target/dependency/*"
    return {
        "java": ["java", "-cp", java, "io.palimpsest.conformance.Client"],
        "python": [*python("python"), "tencentcloud-sdk-python-ocr"],
        "python-intl": [*python("python-intl"), "tencentcloud-sdk-python-intl-en"],
        "node": ["node", f"{cache}/node/client.mjs"],
        "go": [f"{cache}/go-typed"],
        "go-core": [f"{cache}/go-core"],
    }


def run(sdk, command, calls):
    """The lines that one client printed, by the id of their call."""
    done = subprocess.run(command, input=json.dumps({"calls": calls}), capture_output=True, encoding="utf-8",
                          timeout=600, check=False)
    if done.returncode:
        sys.exit(f"the {sdk} client ended with {done.returncode}:\n{done.stderr[-2000:]}")
    lines = map(json.loads, done.stdout.splitlines())
    return {line["id"]: line for line in lines}


def verdict(sdk, call, line, first):
    """What is wrong with one SDK's answer to one call; `first` is another answer that it must equal."""
    if line is None:
        return ["no answer"]
    if call["expect"]:
        return refusal_faults(call, line)
    if not line["ok"]:
        return [f"refused with {line['code']}: {line['message']}"]
    answer = line["response"]
    found = contract.faults(sdk, call["action"], answer, call["picture"])
    if call["action"] == "TextDetect":
        if answer.get("HasText") is not bool(call["texts"]):
            found.append(f"HasText is {answer.get('HasText')}")
    elif not found:
        read = " ".join("\n".join(part["DetectedText"] for part in answer.get("TextDetections") or []).split())
        found += [f"{text!r} was not read" for text in call["texts"] if text not in read]
    if first:
        unknown = contract.UNKNOWN_TO.get(sdk, set()) | contract.UNKNOWN_TO.get(first["sdk"], set())
        found += [f"{path}, unlike {first['sdk']} in {first['id']!r}"
                  for path in differences(first["response"], answer, "", unknown | {"RequestId"})]
    return found


def refusal_faults(call, line):
    if line["ok"]:
        return [f"was answered, not refused with {call['expect']}"]
    found = [] if line["code"] == call["expect"] else [f"code {line['code']}, not {call['expect']}"]
    if not contract.UUID_V7.fullmatch(line.get("requestId") or ""):
        found.append(f"RequestId of the refusal is {line.get('requestId')!r}")
    if any("一" <= letter <= "鿿" for letter in line["message"]) != (call["language"] == "zh-CN"):
        found.append(f"message in another language than {call['language']}")
    return found


def differences(left, right, path, unknown):
    """Where two answers differ. Null, absent and empty arrays are the same: the SDKs do not keep them apart."""
    if contract.pattern(path) in unknown:
        return
    if left in (None, []) and right in (None, []):
        return
    if isinstance(left, dict) and isinstance(right, dict):
        for name in sorted(left.keys() | right.keys()):
            yield from differences(left.get(name), right.get(name), f"{path}.{name}" if path else name, unknown)
    elif isinstance(left, list) and isinstance(right, list) and len(left) == len(right):
        for number, (one, other) in enumerate(zip(left, right)):
            yield from differences(one, other, f"{path}[{number}]", unknown)
    elif isinstance(left, float) or isinstance(right, float):
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        if not numbers or abs(left - right) > FLOAT_32 * max(1, abs(left)):
            yield f"{path} is {right!r}, not {left!r}"
    elif left != right:
        yield f"{path} is {right!r}, not {left!r}"


def judge(calls, lines, sdks):
    """(call id, sdk) -> list of faults, for every call that an SDK was to make."""
    verdicts, firsts, seen = {}, {}, {}
    for call in calls:
        for sdk in (sdk for sdk in sdks if sdk in call["sdks"]):
            line = lines[sdk].get(call["id"])
            found = verdict(sdk, call, line, firsts.get(call["like"]))
            if line and line["ok"] and not found:
                firsts.setdefault(call["like"], line)
            if line and line.get("requestId"):
                if line["requestId"] in seen:
                    found.append(f"RequestId was given before, to {seen[line['requestId']]}")
                seen[line["requestId"]] = f"{sdk} in {call['id']!r}"
            verdicts[call["id"], sdk] = found
    return verdicts


def report(calls, verdicts, lines, sdks):
    width = max(len(call["id"]) for call in calls)
    versions = {sdk: next(iter(lines[sdk].values()))["version"] for sdk in sdks}
    print("SDKs: " + ", ".join(f"{sdk} {version}" for sdk, version in versions.items()))
    print(f"{'call':{width}} " + " ".join(f"{sdk:>11}" for sdk in sdks))
    for call in calls:
        cells = (verdicts.get((call["id"], sdk)) for sdk in sdks)
        words = ("-" if cell is None else "DIFFERS" if cell else "ok" for cell in cells)
        print(f"{call['id']:{width}} " + " ".join(f"{word:>11}" for word in words))
    for (id, sdk), found in verdicts.items():
        for fault in found[:5]:
            print(f"  {sdk}, {id}: {fault}")
    failed = sum(1 for found in verdicts.values() if found)
    print(f"{len(verdicts) - failed} passed, {failed} failed")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("endpoint", type=lambda text: text.removeprefix("http://").rstrip("/"))
    parser.add_argument("credentials", type=pathlib.Path)
    parser.add_argument("cache", type=pathlib.Path)
    parser.add_argument("--region", default="ap-singapore")
    parser.add_argument("--image-url", default="")
    parser.add_argument("--sdks", type=lambda text: text.split(","), default=plan.ALL)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    credentials = json.loads(options.credentials.read_text(encoding="utf-8"))
    key = {name: credentials[name] for name in ("secretId", "secretKey")}
    calls = plan.plan_for(options.endpoint, key, options.cache / "pictures", options.region, options.image_url)
    commands = clients(options.cache)
    lines = {sdk: run(sdk, commands[sdk], calls) for sdk in options.sdks}
    if options.keep:
        everything = (line for sdk in options.sdks for line in lines[sdk].values())
        options.keep.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in everything), "utf-8")
    sys.exit(1 if report(calls, judge(calls, lines, options.sdks), lines, options.sdks) else 0)


if __name__ == "__main__":
    main()
