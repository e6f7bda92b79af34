package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.admins.AdminAccount;
import io.palimpsest.platform.rights.EndUserRights;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What end users ask for, entered by their tenant: each is one call. */
@Controller("/v1/requests")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RequestController {
  private final Actors actors;
  private final EndUserRights rights;

  RequestController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.rights = desk.rights();
  }

  @Post
  HttpResponse<?> perform(Authentication token, @Body Map<String, Object> body) {
    AdminAccount who = actors.acting(token);
    Form form = new Form(body);
    return HttpResponse.created(
        RightsViews.done(
            rights.perform(
                who.tenant(),
                who.attester(),
                RightsForms.asker(form),
                RightsForms.act(form),
                RightsForms.verification(form))));
  }

  @Get
  List<Map<String, Object>> list(Authentication token) {
    return rights.requests(actors.reading(token).tenant()).stream()
        .map(RightsViews::request)
        .toList();
  }

  @Get("/{id}")
  Map<String, Object> find(Authentication token, String id) {
    return RightsViews.request(rights.find(actors.reading(token).tenant(), id));
  }

  @Post("/{id}/resumption")
  HttpResponse<?> resume(Authentication token, String id) {
    AdminAccount who = actors.acting(token);
    return HttpResponse.ok(RightsViews.done(rights.resume(who.tenant(), id)));
  }

  @Get("/{id}/receipt")
  @Produces("application/jose")
  HttpResponse<byte[]> receipt(Authentication token, String id) {
    return HttpResponse.ok(
            rights.receipt(actors.reading(token).tenant(), id).getBytes(StandardCharsets.US_ASCII))
        .contentType(MediaType.of("application/jose"));
  }
}
