"""Makes the planned calls with the official Python SDK: plan on standard input, one JSON line a call on standard output.

usage: client.py NAME PACKAGE

The mainland and the international edition have the same modules, so each is installed into an environment of its own and
this program runs in both: NAME stands in the plan, PACKAGE is the one whose version the lines state. The SDK is used as its users use it: a typed request, a typed answer, its own signer and its own HTTP.
"""
import importlib.metadata
import json
import sys
import time

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ocr.v20181119 import models, ocr_client

SDK, PACKAGE = sys.argv[1:]
VERSION = importlib.metadata.version(PACKAGE)


def client_for(call):
    http = HttpProfile(protocol="http", endpoint=call["endpoint"], reqMethod=call["httpMethod"], reqTimeout=60)
    profile = ClientProfile(signMethod=call["signMethod"], httpProfile=http, language=call["language"])
    profile.unsignedPayload = call["unsignedPayload"]
    return ocr_client.OcrClient(Credential(call["secretId"], call["secretKey"]), call["region"], profile)


def answer_of(client, call):
    if call["generic"]:
        return client.call_json(call["action"], call["params"])["Response"]
    request = getattr(models, call["action"] + "Request")()
    request.from_json_string(json.dumps(call["params"]))
    return json.loads(getattr(client, call["action"])(request).to_json_string())


def outcome_of(call):
    try:
        answer = answer_of(client_for(call), call)
        return {"ok": True, "requestId": answer["RequestId"], "response": answer}
    except TencentCloudSDKException as failure:
        return {"ok": False, "code": failure.get_code(), "message": failure.get_message(),
                "requestId": failure.get_request_id()}
    except Exception as fault:  # what the SDK itself trips over is a finding, not the end of the run
        return {"ok": False, "code": "ClientFault", "message": repr(fault)}


def main():
    for call in json.load(sys.stdin)["calls"]:
        if SDK in call["sdks"]:
            started = time.monotonic()
            outcome = outcome_of(call)
            took = round((time.monotonic() - started) * 1000, 1)
            line = {"sdk": SDK, "version": VERSION, "id": call["id"], "action": call["action"], "ms": took, **outcome}
            print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
