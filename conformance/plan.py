"""The plan: every call that the clients make, each with what its answer must be.

A plan holds the SecretKey, so it goes to the clients through a pipe and into no file.
"""
import base64
import struct

TC3, SHA256, SHA1 = "TC3-HMAC-SHA256", "HmacSHA256", "HmacSHA1"
ALL = ["java", "python", "python-intl", "node", "go", "go-core"]
INTERNATIONAL_ACTIONS = {"GeneralBasicOCR", "GeneralAccurateOCR"}  # of those served, what that edition has
WITH_UNSIGNED_PAYLOAD = [sdk for sdk in ALL if sdk != "node"]  # the Node SDK has no such switch
WITH_NEW_FIELDS = [sdk for sdk in ALL if sdk != "go"]  # the typed Go client refuses request fields it does not know
WITH_WORDS_IN_ACCURATE = [sdk for sdk in WITH_NEW_FIELDS if sdk != "python-intl"]
WITH_GENERIC_CALLS = WITH_NEW_FIELDS

# Reserved by the contract and ignored by the server: the place for text that is easily signed or decoded wrongly.
TRICKY = "中文 ünï — a&b=c *~ +/=%41 \"'"

TEXTS = {"page": ["HARBOUR STATIONERY", "38.35", "Thank you"], "small": ["48.90"], "blank": []}


class Plan:
    """Collects calls to ENDPOINT (host:port, plain HTTP) with a key {"secretId", "secretKey"} and a folder of pictures."""

    def __init__(self, endpoint, key, pictures, region):
        host, port = endpoint.rsplit(":", 1)
        names = ["127.0.0.1", "localhost"] if host in ("127.0.0.1", "localhost") else [host]
        self.endpoints = [f"{name}:{port}" for name in names]
        self.key = key
        self.pictures = pictures
        self.region = region
        self.calls = []

    def picture(self, name):
        return {"ImageBase64": base64.b64encode(self._bytes(name)).decode()}

    def _bytes(self, name):
        return (self.pictures / f"{name}.png").read_bytes()

    def _size(self, name):
        return struct.unpack(">II", self._bytes(name)[16:24])  # width and height in a PNG's first chunk

    def add(self, id, action, params, picture="small", expect="", sdks=ALL, endpoint="", sign=TC3, http="POST",
            unsigned=False, generic=False, region=None, language="en-US", like="", **key):
        if action not in INTERNATIONAL_ACTIONS and not generic:
            sdks = [sdk for sdk in sdks if sdk != "python-intl"]
        self.calls.append({
            "id": id, "action": action, "params": params, "sdks": sdks, "generic": generic,
            "endpoint": endpoint or self.endpoints[0], "signMethod": sign, "httpMethod": http,
            "unsignedPayload": unsigned, "region": self.region if region is None else region, "language": language,
            **{**self.key, **key},
            # for the check: the code a refusal must carry, the picture that was sent, the calls whose answers are equal
            "expect": expect, "picture": self._size(picture), "texts": TEXTS[picture], "like": like or id})


def modes(plan):
    """Every way to sign and send that the contract offers: the answers must all be the same."""
    params = {**plan.picture("small"), "Scene": TRICKY, "LanguageType": "zh", "IsPdf": False, "PdfPageNumber": 1}
    for endpoint in plan.endpoints:
        for http in ("POST", "GET"):
            for sign in (TC3, SHA256, SHA1):
                plan.add(f"{sign} {http} {endpoint}", "GeneralBasicOCR", params, like="mode", endpoint=endpoint,
                         sign=sign, http=http)
            plan.add(f"UNSIGNED-PAYLOAD {http} {endpoint}", "GeneralBasicOCR", params, like="mode", endpoint=endpoint,
                     http=http, unsigned=True, sdks=WITH_UNSIGNED_PAYLOAD)
    for sign in (TC3, SHA256, SHA1):
        plan.add(f"{sign} POST without a region", "GeneralBasicOCR", params, like="mode", sign=sign, region="")


def actions(plan, image_url):
    page = plan.picture("page")
    for action in ("GeneralBasicOCR", "GeneralAccurateOCR", "GeneralFastOCR", "GeneralEfficientOCR", "EnglishOCR",
                   "GeneralHandwritingOCR", "TextDetect"):
        plan.add(action, action, page, "page")
    plan.add("GeneralBasicOCR with words", "GeneralBasicOCR", {**page, "IsWords": True}, "page", sdks=WITH_NEW_FIELDS)
    plan.add("GeneralAccurateOCR with words", "GeneralAccurateOCR", {**page, "IsWords": True, "ConfigID": "OCR"},
             "page", sdks=WITH_WORDS_IN_ACCURATE)
    plan.add("EnglishOCR with words", "EnglishOCR", {**page, "EnableCoordPoint": True, "EnableCandWord": True}, "page")
    plan.add("GeneralHandwritingOCR with words", "GeneralHandwritingOCR", {**page, "EnableWordPolygon": True}, "page")
    plan.add("TextDetect on blank paper", "TextDetect", plan.picture("blank"), "blank")
    if image_url:
        plan.add("GeneralBasicOCR by ImageUrl", "GeneralBasicOCR", {"ImageUrl": image_url}, "page",
                 like="GeneralBasicOCR")


def refusals(plan):
    small = plan.picture("small")

    def refuse(id, expect, action="GeneralBasicOCR", params=small, **rest):
        plan.add(id, action, params, expect=expect, **rest)

    for sign in (TC3, SHA256):
        refuse(f"wrong key, {sign}", "AuthFailure.SignatureFailure", secretKey="0" * 32, sign=sign)
    refuse("wrong key, in Chinese", "AuthFailure.SignatureFailure", secretKey="0" * 32, language="zh-CN")
    refuse("unknown key", "AuthFailure.SecretIdNotFound", secretId="AKID" + "0" * 32)
    refuse("key of another form", "AuthFailure.InvalidSecretId", secretId="not-a-key")
    refuse("unknown action", "InvalidAction", action="NoSuchOCR", generic=True, sdks=WITH_GENERIC_CALLS)
    refuse("action not served", "UnsupportedOperation", action="BankCardOCR")
    refuse("region not served", "UnsupportedRegion", region="sa-saopaulo")
    refuse("no picture", "MissingParameter", params={"Scene": "x"})
    refuse("language not known", "FailedOperation.LanguageNotSupport", params={**small, "LanguageType": "klingon"})
    refuse("option without a model", "InvalidParameterValue", action="GeneralHandwritingOCR",
           params={**small, "Scene": "only_hw"})
    refuse("blank paper", "FailedOperation.ImageNoText", params=plan.picture("blank"))
    refuse("not a picture", "FailedOperation.UnKnowFileTypeError",
           params={"ImageBase64": base64.b64encode(b"plain words, " * 9).decode()})


def plan_for(endpoint, key, pictures, region="ap-singapore", image_url=""):
    plan = Plan(endpoint, key, pictures, region)
    modes(plan)
    actions(plan, image_url)
    refusals(plan)
    return plan.calls
