package io.palimpsest.gateway.management;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The management port's pages. The API's port cannot reach them: it routes to one place only. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class ManagementController {
  private final ManagementPages pages;

  ManagementController(ManagementPages pages) {
    this.pages = pages;
  }

  /** {@code GET /health}: what works, what does not, and why; 503 when a part does not work. */
  @Get(uri = "/health", produces = MediaType.ALL)
  MutableHttpResponse<byte[]> health() {
    return response(pages.health());
  }

  /** {@code GET /health/live}: answers as long as the process does; a restart mends no store. */
  @Get(uri = "/health/live", produces = MediaType.ALL)
  MutableHttpResponse<byte[]> live() {
    return response(pages.live());
  }

  /** {@code GET /prometheus}: metrics in Prometheus' text form. */
  @Get(uri = "/prometheus", produces = MediaType.ALL)
  MutableHttpResponse<byte[]> metrics() {
    return response(pages.metrics());
  }

  private static MutableHttpResponse<byte[]> response(ManagementPages.Page page) {
    return HttpResponse.<byte[]>status(page.status(), "")
        .body(page.body())
        .contentType(page.contentType());
  }
}
