package io.palimpsest.conformance;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.common.Credential;
import com.tencentcloudapi.common.exception.TencentCloudSDKException;
import com.tencentcloudapi.common.profile.ClientProfile;
import com.tencentcloudapi.common.profile.HttpProfile;
import com.tencentcloudapi.common.profile.Language;
import com.tencentcloudapi.ocr.v20181119.OcrClient;
import com.tencentcloudapi.ocr.v20181119.models.BankCardOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.EnglishOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.GeneralAccurateOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.GeneralBasicOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.GeneralEfficientOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.GeneralFastOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.GeneralHandwritingOCRRequest;
import com.tencentcloudapi.ocr.v20181119.models.TextDetectRequest;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Makes the planned calls with the official Java SDK: plan on standard input, one JSON line a call
 * on standard output.
 */
public final class Client {

  private static final String SDK = "java";

  /** One way to call an action: typed request in, typed answer out, both as JSON at the edges. */
  private interface Action {
    String call(OcrClient client, String parameters) throws TencentCloudSDKException;
  }

  private interface TypedCall<Q, R> {
    R send(OcrClient client, Q request) throws TencentCloudSDKException;
  }

  private static final Map<String, Action> ACTIONS =
      Map.of(
          "GeneralBasicOCR", typed(GeneralBasicOCRRequest.class, OcrClient::GeneralBasicOCR),
          "GeneralAccurateOCR",
              typed(GeneralAccurateOCRRequest.class, OcrClient::GeneralAccurateOCR),
          "GeneralFastOCR", typed(GeneralFastOCRRequest.class, OcrClient::GeneralFastOCR),
          "GeneralEfficientOCR",
              typed(GeneralEfficientOCRRequest.class, OcrClient::GeneralEfficientOCR),
          "GeneralHandwritingOCR",
              typed(GeneralHandwritingOCRRequest.class, OcrClient::GeneralHandwritingOCR),
          "EnglishOCR", typed(EnglishOCRRequest.class, OcrClient::EnglishOCR),
          "TextDetect", typed(TextDetectRequest.class, OcrClient::TextDetect),
          "BankCardOCR", typed(BankCardOCRRequest.class, OcrClient::BankCardOCR));

  private Client() {}

  public static void main(String[] arguments) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    JsonObject plan =
        JsonParser.parseReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
            .getAsJsonObject();
    for (JsonElement element : plan.getAsJsonArray("calls")) {
      JsonObject call = element.getAsJsonObject();
      if (names(call.getAsJsonArray("sdks"))) {
        out.println(new Gson().toJson(made(call)));
      }
    }
    System.exit(0); // the SDK's connection pool would keep the JVM for another five minutes
  }

  private static boolean names(JsonArray sdks) {
    return sdks.contains(new JsonPrimitive(SDK));
  }

  private static JsonObject made(JsonObject call) {
    var line = new JsonObject();
    line.addProperty("sdk", SDK);
    line.addProperty("version", OcrClient.SDK_VERSION.replaceFirst("^SDK_JAVA_", ""));
    line.addProperty("id", text(call, "id"));
    line.addProperty("action", text(call, "action"));
    long started = System.nanoTime();
    try {
      JsonObject answer = answerOf(call);
      line.addProperty("ok", true);
      line.add("requestId", answer.get("RequestId"));
      line.add("response", answer);
    } catch (TencentCloudSDKException failure) {
      line.addProperty("ok", false);
      line.addProperty("code", failure.getErrorCode());
      line.addProperty("message", failure.getMessage());
      line.addProperty("requestId", failure.getRequestId());
    } catch (
        RuntimeException
            fault) { // what the SDK itself trips over is a finding, not the end of the run
      line.addProperty("ok", false);
      line.addProperty("code", "ClientFault");
      line.addProperty("message", fault.toString());
    }
    line.addProperty("ms", (System.nanoTime() - started) / 100_000 / 10.0);
    return line;
  }

  private static JsonObject answerOf(JsonObject call) throws TencentCloudSDKException {
    OcrClient client = clientFor(call);
    String action = text(call, "action");
    String parameters = call.get("params").toString();
    if (call.get("generic").getAsBoolean()) {
      String body = client.call(action, parameters);
      return JsonParser.parseString(body).getAsJsonObject().getAsJsonObject("Response");
    }
    return JsonParser.parseString(ACTIONS.get(action).call(client, parameters)).getAsJsonObject();
  }

  private static OcrClient clientFor(JsonObject call) {
    var http = new HttpProfile();
    http.setProtocol(HttpProfile.REQ_HTTP);
    http.setEndpoint(text(call, "endpoint"));
    http.setReqMethod(text(call, "httpMethod"));
    http.setReadTimeout(60);
    var profile = new ClientProfile(text(call, "signMethod"), http);
    profile.setUnsignedPayload(call.get("unsignedPayload").getAsBoolean());
    profile.setLanguage("en-US".equals(text(call, "language")) ? Language.EN_US : Language.ZH_CN);
    return new OcrClient(
        new Credential(text(call, "secretId"), text(call, "secretKey")),
        text(call, "region"),
        profile);
  }

  private static <Q extends AbstractModel, R extends AbstractModel> Action typed(
      Class<Q> request, TypedCall<Q, R> call) {
    return (client, parameters) ->
        AbstractModel.toJsonString(
            call.send(client, AbstractModel.fromJsonString(parameters, request)));
  }

  private static String text(JsonObject call, String name) {
    return call.get(name).getAsString();
  }
}
