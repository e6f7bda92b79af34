package io.palimpsest.stores.internal.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentNotice;
import io.palimpsest.platform.consent.Party;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.decision.Attester;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The JSON form of consent acts. A name here is a name in the database: it is never changed. */
final class ConsentActs {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConsentActs() {}

  static String kind(ConsentAct act) {
    return switch (act) {
      case ConsentAct.Introduced _ -> "introduced";
      case ConsentAct.Moved _ -> "moved";
      case ConsentAct.Accepted _ -> "accepted";
      case ConsentAct.Objected _ -> "objected";
      case ConsentAct.Attested _ -> "attested";
      case ConsentAct.Revoked _ -> "revoked";
      case ConsentAct.OptedIn _ -> "opted-in";
      case ConsentAct.OptedOut _ -> "opted-out";
      case ConsentAct.Shortened _ -> "shortened";
      case ConsentAct.Restored _ -> "restored";
      case ConsentAct.EndTold _ -> "end-told";
      case ConsentAct.Cleared _ -> "cleared";
      case ConsentAct.Left _ -> "left";
    };
  }

  static String write(ConsentAct act) {
    ObjectNode body = JSON.createObjectNode();
    switch (act) {
      case ConsentAct.Introduced(Party party) -> party(party, body);
      case ConsentAct.Moved(String from, String to) -> body.put("from", from).put("to", to);
      case ConsentAct.Accepted(PolicyRef policy, String hash) ->
          body.put("policy", policy.toString()).put("hash", hash);
      case ConsentAct.Objected(PolicyRef policy, String reason) ->
          body.put("policy", policy.toString()).put("reason", reason);
      case ConsentAct.Attested(_, var attestation, var notice) -> {
        AttestationJson.write(attestation, body);
        notice(notice, body.putObject("notice"));
      }
      case ConsentAct.Revoked(_, String id) -> body.put("attestation", id);
      case ConsentAct.EndTold(_, String id) -> body.put("attestation", id);
      case ConsentAct.Cleared(_, String id) -> body.put("attestation", id);
      case ConsentAct.OptedIn(Instant until) -> body.put("until", until.toString());
      case ConsentAct.OptedOut(), ConsentAct.Left() -> {}
      case ConsentAct.Shortened(DataClass dataClass, RetentionPeriod period) ->
          body.put("class", dataClass.key()).put("period", period.period().toString());
      case ConsentAct.Restored(DataClass dataClass) -> body.put("class", dataClass.key());
    }
    return body.toString();
  }

  static ConsentAct read(String kind, @Nullable Long appId, Attester by, String json) {
    JsonNode body = parse(json);
    return switch (kind) {
      case "introduced" -> new ConsentAct.Introduced(party(body));
      case "moved" -> new ConsentAct.Moved(text(body, "from"), text(body, "to"));
      case "accepted" ->
          new ConsentAct.Accepted(PolicyRef.parse(text(body, "policy")), text(body, "hash"));
      case "objected" ->
          new ConsentAct.Objected(PolicyRef.parse(text(body, "policy")), text(body, "reason"));
      case "attested" ->
          new ConsentAct.Attested(
              app(appId), AttestationJson.read(body, by), notice(body.required("notice")));
      case "revoked" -> new ConsentAct.Revoked(app(appId), text(body, "attestation"));
      case "end-told" -> new ConsentAct.EndTold(app(appId), text(body, "attestation"));
      case "cleared" -> new ConsentAct.Cleared(app(appId), text(body, "attestation"));
      case "opted-in" -> new ConsentAct.OptedIn(Instant.parse(text(body, "until")));
      case "opted-out" -> new ConsentAct.OptedOut();
      case "left" -> new ConsentAct.Left();
      case "shortened" ->
          new ConsentAct.Shortened(
              DataClass.of(text(body, "class")), RetentionPeriod.parse(text(body, "period")));
      case "restored" -> new ConsentAct.Restored(DataClass.of(text(body, "class")));
      default -> throw new IllegalStateException("a consent entry of an unknown kind: " + kind);
    };
  }

  private static void party(Party party, ObjectNode body) {
    body.put("name", party.name())
        .put("address", party.address())
        .put("contact", party.contact())
        .put("type", party.type());
    party.email().ifPresent(text -> body.put("email", text));
    party.url().ifPresent(text -> body.put("url", text));
    party.phone().ifPresent(text -> body.put("phone", text));
  }

  private static Party party(JsonNode body) {
    return new Party(
        text(body, "name"),
        text(body, "address"),
        text(body, "contact"),
        text(body, "type"),
        optional(body, "email"),
        optional(body, "url"),
        optional(body, "phone"));
  }

  private static void notice(ConsentNotice notice, ObjectNode body) {
    body.put("language", notice.language());
    notice.url().ifPresent(text -> body.put("url", text));
    notice.impactAssessment().ifPresent(text -> body.put("impactAssessment", text));
  }

  private static ConsentNotice notice(JsonNode body) {
    return new ConsentNotice(
        text(body, "language"), optional(body, "url"), optional(body, "impactAssessment"));
  }

  private static AppId app(@Nullable Long appId) {
    return new AppId(Objects.requireNonNull(appId, "an act about an AppID has one"));
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a consent entry holds no JSON", e);
    }
  }

  static String text(JsonNode body, String name) {
    return body.required(name).asText();
  }

  private static Optional<String> optional(JsonNode body, String name) {
    return body.has(name) ? Optional.of(body.get(name).asText()) : Optional.empty();
  }
}
