package io.palimpsest.evidence.report;

import java.time.Instant;
import java.util.List;

/**
 * A legal hold in force. Whose data it keeps is not said: a report goes to people of many tenants.
 *
 * @param of the commitment under which leaves of the log tell of it
 * @param scope {@code tenant}, {@code application}, {@code call} or {@code end-user}
 * @param classes of data that it keeps
 * @param by who ordered it
 * @param reason why
 * @param basis the law
 * @param until when it ends by itself
 */
public record HoldInForce(
    String of,
    String scope,
    List<String> classes,
    String by,
    String reason,
    String basis,
    Instant placed,
    Instant until) {
  public HoldInForce {
    classes = List.copyOf(classes);
  }
}
