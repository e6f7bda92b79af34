package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.oversight.Oversight;
import io.palimpsest.platform.receipts.PublicReceiptKey;
import io.palimpsest.platform.receipts.Receipts;
import io.palimpsest.platform.rights.EndUserRights;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was said, and the signed proof of it. */
@Controller("/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordController {
  private final Actors actors;
  private final Consents consents;
  private final Receipts receipts;
  private final EndUserRights rights;
  private final Oversight oversight;

  RecordController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.consents = desk.consents();
    this.receipts = desk.receipts();
    this.rights = desk.rights();
    this.oversight = desk.oversight();
  }

  @Get("/history")
  List<Map<String, Object>> history(Authentication token) {
    return Views.entries(consents.history(actors.reading(token).tenant()).entries());
  }

  @Get("/history/{number}/receipt")
  @Produces("application/jose")
  HttpResponse<byte[]> entryReceipt(Authentication token, String number) {
    AdminAccount who = actors.reading(token);
    if (!number.matches("\\d{1,18}")) {
      throw ConsentRefused.notFound("entry");
    }
    return receipt(receipts.of(who.tenant(), Long.parseLong(number)));
  }

  @Get("/attestations/{id}/receipt")
  @Produces("application/jose")
  HttpResponse<byte[]> attestationReceipt(Authentication token, String id) {
    return receipt(receipts.ofAttestation(actors.reading(token).tenant(), id));
  }

  /** A JWK set (RFC 7517): what receipts are checked with. */
  @Get("/receipt-keys")
  Map<String, Object> keys(Authentication token) {
    actors.reading(token);
    return Map.of("keys", receipts.published().stream().map(RecordController::jwk).toList());
  }

  /** What the operator's people did with the tenant's data beside serving its calls. */
  @Get("/oversight")
  List<Map<String, Object>> oversight(Authentication token) {
    return oversight.acts(actors.reading(token).tenant()).stream().map(Views::oversight).toList();
  }

  /** All that is known of the tenant's consents, in one document. */
  @Get("/export")
  Map<String, Object> export(Authentication token) {
    AdminAccount who = actors.reading(token);
    ConsentHistory history = consents.history(who.tenant());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("tenant", who.tenant().value());
    history.party().ifPresent(party -> all.put("party", Views.party(party)));
    all.put(
        "standing", Views.outlook(consents.tenant(who.tenant()), consents.outlook(who.tenant())));
    all.put(
        "applications",
        consents.applications(who.tenant()).stream()
            .map(
                app ->
                    Map.of(
                        "appId",
                        app.appId().value(),
                        "attestations",
                        history.attestations(app.appId()).stream()
                            .map(Views::attestation)
                            .toList()))
            .toList());
    all.put("history", Views.entries(history.entries()));
    all.put("oversight", oversight.acts(who.tenant()).stream().map(Views::oversight).toList());
    all.put("requests", RightsViews.requests(rights.requests(who.tenant())));
    return all;
  }

  private static Map<String, Object> jwk(PublicReceiptKey key) {
    return Map.of("kty", "OKP", "crv", "Ed25519", "use", "sig", "kid", key.kid(), "x", key.x());
  }

  private static HttpResponse<byte[]> receipt(String jws) {
    return HttpResponse.ok(jws.getBytes(StandardCharsets.US_ASCII))
        .contentType(MediaType.of("application/jose"));
  }
}
