package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.OffBoarding;
import java.util.List;
import java.util.Map;

/**
 * Leaving: the tenant with all that it has, or the account of whoever asks. Both want the password
 * once more: a token that somebody left lying about is not enough.
 */
@Controller("/v1")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DepartureController {
  private final Actors actors;
  private final SecondLook secondLook;
  private final OffBoarding offBoarding;

  DepartureController(Actors actors, SecondLook secondLook, AdminDesk desk) {
    this.actors = actors;
    this.secondLook = secondLook;
    this.offBoarding = desk.offBoarding();
  }

  @Get("/departures")
  List<Map<String, Object>> list(Authentication token) {
    return offBoarding.of(actors.reading(token).tenant()).stream()
        .map(DepartureViews::departure)
        .toList();
  }

  @Post("/departure")
  HttpResponse<?> leave(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    Form form = new Form(body);
    secondLook.at(token, form.text("password"));
    Departure departure =
        offBoarding.tenant(
            who.tenant(), who.attester(), form.text("reason"), form.optionalDay("eraseAfter"));
    return HttpResponse.created(DepartureViews.departure(departure));
  }

  /** Taking it back needs no password: it can do no harm that its opposite would not undo. */
  @Delete("/departure")
  HttpResponse<?> stay(Authentication token) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(DepartureViews.departure(offBoarding.cancelTenant(who.tenant())));
  }

  @Post("/account/deletion")
  HttpResponse<?> deleteAccount(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    Form form = new Form(body);
    secondLook.at(token, form.text("password"));
    return HttpResponse.created(
        DepartureViews.departure(
            offBoarding.account(who.tenant(), who.email(), who.attester(), form.text("reason"))));
  }
}
