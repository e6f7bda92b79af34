package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.PolicyRef;
import io.palimpsest.policy.PolicyVersion;
import java.util.List;
import java.util.Map;

/** How the tenant stands to its policy, and what it says about it. */
@Controller("/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ConsentController {
  private final Actors actors;
  private final Consents consents;

  ConsentController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.consents = desk.consents();
  }

  @Get("/standing")
  Map<String, Object> standing(Authentication token) {
    TenantId tenant = actors.reading(token).tenant();
    return Views.outlook(consents.tenant(tenant), consents.outlook(tenant));
  }

  @Get("/policies")
  List<Map<String, Object>> policies(Authentication token) {
    return consents.offered(actors.reading(token).tenant()).stream().map(Views::policy).toList();
  }

  @Put("/party")
  HttpResponse<?> introduce(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(
        Views.entry(consents.introduce(who.tenant(), who.attester(), Forms.party(new Form(body)))));
  }

  @Post("/acceptances")
  HttpResponse<?> accept(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    Form form = new Form(body);
    return HttpResponse.created(
        Views.entry(
            consents.accept(
                who.tenant(), who.attester(), version(who, form), form.text("sha256"))));
  }

  @Post("/objections")
  HttpResponse<?> object(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    Form form = new Form(body);
    return HttpResponse.created(
        Views.entry(
            consents.object(
                who.tenant(), who.attester(), version(who, form), form.text("reason"))));
  }

  @Put("/debug-copies")
  HttpResponse<?> optIn(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(
        Views.entry(consents.optIn(who.tenant(), who.attester(), new Form(body).time("until"))));
  }

  @Delete("/debug-copies")
  HttpResponse<?> optOut(Authentication token) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(Views.entry(consents.optOut(who.tenant(), who.attester())));
  }

  @Put("/periods/{dataClass}")
  HttpResponse<?> shorten(Authentication token, String dataClass, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(
        Views.entry(
            consents.shorten(
                who.tenant(),
                who.attester(),
                Forms.dataClass(dataClass),
                Forms.period(new Form(body).text("period")))));
  }

  @Delete("/periods/{dataClass}")
  HttpResponse<?> restore(Authentication token, String dataClass) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(
        Views.entry(consents.restore(who.tenant(), who.attester(), Forms.dataClass(dataClass))));
  }

  private PolicyRef version(AdminAccount who, Form form) {
    try {
      return new PolicyRef(
          consents.tenant(who.tenant()).policy(), PolicyVersion.parse(form.text("version")));
    } catch (IllegalArgumentException e) {
      throw ConsentRefused.invalid("a version is written like 1.0.0");
    }
  }
}
