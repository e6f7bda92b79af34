package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.tenancy.AppId;
import java.util.List;
import java.util.Map;

/** What the tenant attests for its AppIDs. Giving is one call, and so is taking back. */
@Controller("/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AttestationController {
  private final Actors actors;
  private final Consents consents;

  AttestationController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.consents = desk.consents();
  }

  @Get("/applications")
  List<Map<String, Object>> applications(Authentication token) {
    return consents.applications(actors.reading(token).tenant()).stream()
        .map(Views::application)
        .toList();
  }

  @Get("/applications/{appId}/attestations")
  List<Map<String, Object>> list(Authentication token, String appId) {
    AdminAccount who = actors.reading(token);
    AppId own = consents.application(who.tenant(), parsed(appId)).appId();
    return consents.history(who.tenant()).attestations(own).stream()
        .map(Views::attestation)
        .toList();
  }

  @Post("/applications/{appId}/attestations")
  HttpResponse<?> attest(Authentication token, String appId, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    AppId own = consents.application(who.tenant(), parsed(appId)).appId();
    return HttpResponse.created(
        Views.attestation(
            consents.attest(who.tenant(), who.attester(), own, Forms.attestation(new Form(body)))));
  }

  @Post("/attestations/{id}/revocation")
  HttpResponse<?> revoke(Authentication token, String id) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(Views.attestation(consents.revoke(who.tenant(), who.attester(), id)));
  }

  static AppId parsed(String appId) {
    if (!appId.matches("[1-9]\\d{0,17}")) {
      throw ConsentRefused.notFound("AppID");
    }
    return new AppId(Long.parseLong(appId));
  }
}
