package io.palimpsest.gateway;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.palimpsest.gateway.http.Exchange;

/**
 * The AppID API: one URL for all actions. Whatever a client sends to the API's port arrives here
 * whole, or was refused before; {@link ApiProcessor} reads it as it was sent.
 */
@Controller
final class AppIdController {

  @Post(uri = "/", consumes = MediaType.ALL, produces = MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<byte[]> call(Exchange exchange) {
    return HttpReplies.of(exchange.answer());
  }
}
