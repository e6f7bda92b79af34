package io.palimpsest.standalone.cli;

import io.palimpsest.platform.rights.RightsRequest;
import io.palimpsest.platform.rights.RightsRequest.Part;
import java.io.PrintWriter;
import java.util.List;

/** Prints requests of end users. */
final class RequestViews {
  private RequestViews() {}

  static void request(RightsRequest request, PrintWriter out) {
    out.println(
        request.id()
            + " "
            + request.kind()
            + request.purpose().map(purpose -> " " + purpose).orElse("")
            + ": "
            + (request.isDone() ? "done" : "open, due " + request.due()));
    for (Part part : request.parts()) {
      out.println(
          "  "
              + part.region()
              + ": "
              + part.items()
              + " items, "
              + part.erased().items()
              + " erased with "
              + part.erased().photos()
              + " photos and "
              + part.erased().keys()
              + " keys"
              + (part.doneAt().isPresent() ? "" : "; a store did not answer"));
      part.held()
          .forEach(
              held ->
                  out.println(
                      "    held by "
                          + held.hold()
                          + " ("
                          + held.basis()
                          + ") until "
                          + held.until()
                          + "; read by nobody, erased when that ends"));
    }
  }

  static void list(List<RightsRequest> requests, PrintWriter out) {
    List<List<String>> rows =
        requests.stream()
            .map(
                each ->
                    List.of(
                        each.id(),
                        each.kind() + each.purpose().map(purpose -> " " + purpose).orElse(""),
                        each.isDone() ? "done" : "open",
                        each.received().toString(),
                        each.due().toString(),
                        each.verification().by()))
            .toList();
    out.println(
        AccountsOption.table(
            List.of("REQUEST", "KIND", "STATE", "RECEIVED", "DUE", "VERIFIED BY"), rows));
  }
}
