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
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.evidence.LogFiles;

/**
 * Whole evidence logs, of every region and of the control plane ({@code control}), for whoever is
 * signed in: they hold nothing of any tenant, and how much was erased in all.
 */
@Controller("/v1/evidence")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EvidenceController {
  private static final MediaType TEXT = MediaType.of("text/plain; charset=utf-8");

  private final Actors actors;
  private final LogFiles logs;

  EvidenceController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.logs = new LogFiles(desk.evidence());
  }

  /** A file of C2SP tlog-tiles, or {@code vkey}. */
  @Get("/{place}/{year}/{path:.*}")
  @Produces(MediaType.ALL)
  HttpResponse<byte[]> file(Authentication token, String place, String year, String path) {
    actors.reading(token);
    LogFiles.Found found =
        logs.find(place, year, path).orElseThrow(() -> ConsentRefused.notFound("file"));
    return HttpResponse.ok(found.content())
        .contentType(found.text() ? TEXT : MediaType.APPLICATION_OCTET_STREAM_TYPE);
  }
}
