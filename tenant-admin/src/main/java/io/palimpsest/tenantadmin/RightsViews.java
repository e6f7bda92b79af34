package io.palimpsest.tenantadmin;

import io.palimpsest.platform.rights.EndUserRights.Done;
import io.palimpsest.platform.rights.EndUserRights.Held;
import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Identification;
import io.palimpsest.platform.subjects.Purpose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The JSON forms of what end users asked for. */
final class RightsViews {
  private RightsViews() {}

  static Map<String, Object> done(Done done) {
    Map<String, Object> view = request(done.request());
    if (done.request().kind().equals("access")) {
      view.put("held", done.held().stream().map(RightsViews::held).toList());
    }
    return view;
  }

  static Map<String, Object> request(RightsRequest request) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", request.id());
    view.put("kind", request.kind());
    request.purpose().ifPresent(purpose -> view.put("purpose", purpose));
    view.put("state", request.isDone() ? "done" : "open");
    view.put("received", request.received().toString());
    view.put("due", request.due().toString());
    view.put("by", request.by().id());
    view.put("verifiedBy", request.verification().by());
    view.put("verifiedHow", request.verification().how());
    view.put("regions", request.parts().stream().map(RightsViews::part).toList());
    return view;
  }

  private static Map<String, Object> part(RightsRequest.Part part) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("region", part.region().name());
    part.doneAt().ifPresent(at -> view.put("doneAt", at.toString()));
    view.put("items", part.items());
    view.put(
        "erased",
        Map.of(
            "subjects", part.erased().subjects(),
            "items", part.erased().items(),
            "photos", part.erased().photos(),
            "keys", part.erased().keys()));
    if (!part.held().isEmpty()) {
      view.put(
          "held",
          part.held().stream()
              .map(
                  held ->
                      Map.of(
                          "hold", held.hold(),
                          "basis", held.basis(),
                          "until", held.until().toString()))
              .toList());
    }
    return view;
  }

  private static Map<String, Object> held(Held held) {
    Identification content = held.item().content();
    Map<String, Object> fields = new TreeMap<>();
    content.fields().forEach((name, value) -> fields.put(name.value(), value));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("item", content.callId().toString());
    view.put("region", held.region().name());
    view.put("action", content.action());
    view.put("fields", fields);
    view.put("photos", held.item().photos().stream().map(FieldName::value).sorted().toList());
    view.put("purposes", content.purposes().stream().map(Purpose::key).sorted().toList());
    view.put("policy", content.policy().toString());
    view.put("storedAt", content.storedAt().toString());
    view.put("until", content.until().toString());
    view.put("restricted", held.item().restricted());
    return view;
  }

  static List<Map<String, Object>> requests(List<RightsRequest> requests) {
    return requests.stream().map(RightsViews::request).toList();
  }
}
