package io.palimpsest.gateway.evidence;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.palimpsest.gateway.http.Exchange;

/** Answers the API port's {@code GET /evidence/…}, which arrive here under one route. */
@Controller("/evidence")
final class EvidenceController {
  private final EvidencePages pages;

  EvidenceController(EvidencePages pages) {
    this.pages = pages;
  }

  @Post(consumes = MediaType.ALL, produces = MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> get(Exchange exchange) {
    Page page = pages.get(exchange.path());
    return HttpResponse.<byte[]>status(page.status(), "")
        .body(page.body())
        .contentType(page.contentType());
  }
}
