// Makes the planned calls with the official Node SDK: plan on standard input, one JSON line a call on standard output.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const require = createRequire(import.meta.url);
const { ocr } = require("tencentcloud-sdk-nodejs-ocr");
const VERSION = require("tencentcloud-sdk-nodejs-ocr/package.json").version;
const SDK = "node";

function clientFor(call) {
  return new ocr.v20181119.Client({
    credential: { secretId: call.secretId, secretKey: call.secretKey },
    region: call.region,
    profile: {
      signMethod: call.signMethod,
      language: call.language,
      httpProfile: { protocol: "http://", endpoint: call.endpoint, reqMethod: call.httpMethod, reqTimeout: 60 },
    },
  });
}

async function outcomeOf(call) {
  try {
    const client = clientFor(call);
    const answer = await (call.generic ? client.request(call.action, call.params) : client[call.action](call.params));
    return { ok: true, requestId: answer.RequestId, response: answer };
  } catch (failure) {
    return {
      ok: false,
      code: failure.code ?? "ClientFault",
      message: failure.message,
      requestId: failure.requestId,
    };
  }
}

for (const call of JSON.parse(readFileSync(0, "utf8")).calls) {
  if (!call.sdks.includes(SDK)) continue;
  const started = performance.now();
  const outcome = await outcomeOf(call);
  const ms = Math.round((performance.now() - started) * 10) / 10;
  console.log(JSON.stringify({ sdk: SDK, version: VERSION, id: call.id, action: call.action, ms, ...outcome }));
}
