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
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.debugcopies.CopyContent;
import io.palimpsest.platform.debugcopies.DebugCopies;
import io.palimpsest.platform.debugcopies.DebugCopy;
import io.palimpsest.platform.metering.CallId;
import java.util.List;
import java.util.Map;

/**
 * The tenant's debug copies. An auditor may see that they are there; what is in them is for admins,
 * and each reading stands in the operation log.
 */
@Controller("/v1/debug-copies")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DebugCopyController {
  private final Actors actors;
  private final DebugCopies copies;

  DebugCopyController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.copies = desk.debugCopies();
  }

  @Get
  List<Map<String, Object>> list(Authentication token) {
    return copies.list(actors.reading(token).tenant()).stream()
        .map(DebugCopyController::view)
        .toList();
  }

  /** The picture, as it came. */
  @Get("/{callId}/upload")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> upload(Authentication token, String callId) {
    return HttpResponse.ok(content(token, callId).upload())
        .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header("Cache-Control", "no-store");
  }

  /** The answer, as it was given. */
  @Get("/{callId}/answer")
  HttpResponse<byte[]> answer(Authentication token, String callId) {
    return HttpResponse.ok(content(token, callId).answer())
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .header("Cache-Control", "no-store");
  }

  private CopyContent content(Authentication token, String callId) {
    AdminAccount who = actors.acting(token);
    return copies.read(who.tenant(), parsed(callId), who.attester()).content();
  }

  private static CallId parsed(String callId) {
    try {
      return CallId.parse(callId);
    } catch (IllegalArgumentException e) {
      throw ConsentRefused.notFound("debug copy");
    }
  }

  private static Map<String, Object> view(DebugCopies.Located at) {
    DebugCopy copy = at.copy();
    return Map.of(
        "callId", copy.callId().toString(),
        "appId", copy.appId().toString(),
        "region", at.region().name(),
        "action", copy.action(),
        "policy", copy.policy().toString(),
        "made", copy.made().toString(),
        "goneBy", copy.due().toString(),
        "bytes", copy.bytes());
  }
}
