"""A running server as the benchmarks see it: its status, signed calls over one kept connection, its operation log."""
import base64
import hashlib
import hmac
import http.client
import json
import pathlib
import subprocess
import time
import urllib.parse
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent


def status(data):
    done = subprocess.run([ROOT / "palimpsest", "status", "--json", "--data", data], capture_output=True, check=False)
    return json.loads(done.stdout)


class Server:
    """The server on a data folder, called with a key; with the demo tenant's unless another is given."""

    def __init__(self, data, key=None, state=None):
        self.state = state or status(data)
        if self.state["state"] != "ready":
            raise SystemExit(f"no server is ready on {data}; start one with: ./palimpsest up -d --data {data}")
        self.address = urllib.parse.urlsplit(self.state["gateway"]).netloc
        self.region = self.state["regions"][0]["name"]
        key = key or json.loads(pathlib.Path(self.state["credentials"]).read_text(encoding="utf-8"))
        self.secret_id, self.secret_key = key["secretId"], key["secretKey"]
        self.connection = http.client.HTTPConnection(self.address, timeout=120)

    def call(self, action, picture, **options):
        """Sends a picture and gives (milliseconds from first byte out to last byte in, the answer)."""
        body = json.dumps({"ImageBase64": base64.b64encode(picture).decode(), **options}).encode()
        headers = self._headers(action, body)
        started = time.perf_counter()
        try:
            answer = self._send(body, headers)
        except ConnectionError:  # the server closed a connection that was idle for long, as it may
            self.connection.close()
            answer = self._send(body, headers)
        took = (time.perf_counter() - started) * 1000
        response = json.loads(answer)["Response"]
        if "Error" in response:
            raise SystemExit(f"{action} was refused: {response['Error']}")
        return took, response

    def _send(self, body, headers):
        self.connection.request("POST", "/", body, headers)
        return self.connection.getresponse().read()

    def steps(self, call_id, patience=30):
        """Milliseconds of every step of a call, from the operation log, which is written a moment after the answer."""
        query = json.dumps({"query": {"match": {"callId": call_id}}}).encode()
        store = next(url for name, url in self.state["stores"].items() if name.lower().startswith("elastic"))
        url = f"{store}/palimpsest-oplog-{self.region}-*/_search?ignore_unavailable=true"
        for _ in range(patience * 2):
            request = urllib.request.Request(url, query, {"Content-Type": "application/json"})
            with urllib.request.urlopen(request, timeout=30) as found:
                hits = json.load(found)["hits"]["hits"]
            if hits:
                return {step["name"]: step["tookMicros"] / 1000 for step in hits[0]["_source"]["steps"]}
            time.sleep(0.5)
        raise SystemExit(f"no entry of call {call_id} in the operation log after {patience} s")

    def _headers(self, action, body):
        now = int(time.time())
        day = time.strftime("%Y-%m-%d", time.gmtime(now))
        canonical = "\n".join(["POST", "/", "", "content-type:application/json", f"host:{self.address}", "",
                               "content-type;host", hashlib.sha256(body).hexdigest()])
        scope = f"{day}/ocr/tc3_request"
        text = "\n".join(["TC3-HMAC-SHA256", str(now), scope, hashlib.sha256(canonical.encode()).hexdigest()])
        key = ("TC3" + self.secret_key).encode()
        for part in (day, "ocr", "tc3_request"):
            key = hmac.digest(key, part.encode(), "sha256")
        signature = hmac.new(key, text.encode(), "sha256").hexdigest()
        return {
            "Content-Type": "application/json", "Host": self.address, "X-TC-Action": action,
            "X-TC-Version": "2018-11-19", "X-TC-Timestamp": str(now), "X-TC-Region": self.region,
            "Authorization": f"TC3-HMAC-SHA256 Credential={self.secret_id}/{scope}, "
                             f"SignedHeaders=content-type;host, Signature={signature}"}
