package io.palimpsest.standalone.cli;

import io.palimpsest.gateway.protocol.EndUserHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose document is sent, as the tenant's own program would tell it. */
final class EndUserOption {
  @Option(
      names = "--end-user",
      paramLabel = "REFERENCE",
      description = "Your own reference of the end user; only a pseudonym of it is ever stored.")
  private @Nullable String reference;

  @Option(
      names = "--consent-record",
      paramLabel = "REFERENCE",
      description = "Your own reference of the end user's consent.")
  private @Nullable String consentRecord;

  @Option(
      names = "--jurisdiction",
      paramLabel = "COUNTRY",
      description = "Where the end user lives (ISO 3166-1); the strictest attested if not given.")
  private @Nullable String jurisdiction;

  @Option(
      names = "--keep-at-most",
      paramLabel = "PERIOD",
      description = "Keep identification data for less than the policy would, such as P7D.")
  private @Nullable String keepAtMost;

  /** As headers. */
  Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    put(headers, EndUserHeaders.REFERENCE, reference);
    put(headers, EndUserHeaders.CONSENT_RECORD, consentRecord);
    put(headers, EndUserHeaders.JURISDICTION, jurisdiction);
    put(headers, EndUserHeaders.KEEP_AT_MOST, keepAtMost);
    return headers;
  }

  /** Headers are sent byte by byte; ours are UTF-8. */
  private static void put(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(
          name, new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
  }
}
