package io.palimpsest.tenantadmin;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.palimpsest.platform.call.Cell;
import io.palimpsest.platform.call.Cells;
import io.palimpsest.platform.consent.ConsentRefused;
import io.palimpsest.platform.consent.Consents;
import io.palimpsest.platform.statements.StatementDesk;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import java.time.DateTimeException;
import java.time.YearMonth;

/** What an AppID owes for a month in one region, signed, and the records to recount it from. */
@Controller("/v1/applications/{appId}/statements/{region}/{month}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatementController {
  private final Actors actors;
  private final Consents consents;
  private final StatementDesk statements;
  private final Cells cells;

  StatementController(Actors actors, AdminDesk desk) {
    this.actors = actors;
    this.consents = desk.consents();
    this.statements = desk.statements();
    this.cells = desk.cells();
  }

  /** {@code statement.json}. */
  @Get
  HttpResponse<byte[]> statement(Authentication token, String appId, String region, String month) {
    AppId own = own(token, appId);
    return HttpResponse.ok(statements.of(cell(region), own, month(month)).bytes())
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** {@code records.csv}, however long: read part by part as it is sent. */
  @Get("/records")
  @Produces("text/csv")
  StreamedFile records(Authentication token, String appId, String region, String month) {
    AppId own = own(token, appId);
    Cell cell = cell(region);
    YearMonth of = month(month);
    return new StreamedFile(
        new RecordsStream(after -> statements.part(cell, own, of, after, RecordsStream.PART)),
        MediaType.TEXT_CSV_TYPE);
  }

  private AppId own(Authentication token, String appId) {
    return consents
        .application(actors.reading(token).tenant(), AttestationController.parsed(appId))
        .appId();
  }

  private Cell cell(String region) {
    return Region.parse(region)
        .flatMap(cells::find)
        .orElseThrow(() -> ConsentRefused.notFound("region"));
  }

  private static YearMonth month(String month) {
    try {
      YearMonth parsed = YearMonth.parse(month);
      if (parsed.getYear() >= 2000 && parsed.getYear() <= 9000) {
        return parsed;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw ConsentRefused.notFound("month");
  }
}
