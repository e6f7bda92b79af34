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
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.reports.ReportName;
import io.palimpsest.platform.reports.ReportShelf;
import io.palimpsest.platform.tenancy.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Retention reports of the regions that a tenant's applications may use. They are the same for all
 * tenants and name none.
 */
@Controller("/v1/reports")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReportController {
  private final Actors actors;
  private final Consents consents;
  private final ReportShelf reports;

  ReportController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.consents = desk.consents();
    this.reports = desk.reports();
  }

  @Get
  List<Map<String, Object>> list(Authentication token) {
    return reports.list(regions(token)).stream().map(ReportController::view).toList();
  }

  /** The package: one ZIP with all that a verifier needs. */
  @Get("/{name}")
  @Produces("application/zip")
  HttpResponse<byte[]> get(Authentication token, String name) {
    Set<Region> mine = regions(token);
    byte[] zip =
        ReportName.parse(name)
            .flatMap(wanted -> reports.find(mine, wanted))
            .orElseThrow(() -> ConsentRefused.notFound("report"));
    return HttpResponse.ok(zip)
        .contentType(MediaType.of("application/zip"))
        .header("Content-Disposition", "attachment; filename=\"" + name + ".zip\"");
  }

  private Set<Region> regions(Authentication token) {
    return consents.applications(actors.reading(token).tenant()).stream()
        .flatMap(application -> application.regions().stream())
        .collect(Collectors.toSet());
  }

  private static Map<String, Object> view(ReportName name) {
    return Map.of(
        "report", name.toString(),
        "region", name.region().name(),
        "from", name.from().toString(),
        "to", name.to().toString(),
        "issued", name.issued().toString());
  }
}
