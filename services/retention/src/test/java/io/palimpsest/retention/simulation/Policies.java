package io.palimpsest.retention.simulation;

import io.palimpsest.policy.PolicyModule;
import io.palimpsest.policy.PolicyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The policies that ship, and one of a tenant's own that gets shorter on the way. */
final class Policies {
  static final String STAGED = "tencent-ocr";
  static final String UNSTAGED = "deepseek-ocr";
  static final String SHORTENED = "mine";

  /** Every version. */
  static final List<PolicyModule> ALL = read();

  private Policies() {}

  private static List<PolicyModule> read() {
    try {
      Path folder = Files.createTempDirectory("policies");
      write(folder, "1.0.0", "effective: 2026-01-01", "P2Y", "P3M");
      write(folder, "1.1.0", "announced: 2028-01-01\neffective: 2028-03-01", "P1Y", "P1M");
      List<PolicyModule> all = PolicyStore.open(folder, Clock.systemUTC()).get().all();
      for (String version : List.of("1.0.0", "1.1.0")) {
        Files.delete(folder.resolve("mine-" + version + ".yml"));
      }
      Files.delete(folder);
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(
      Path folder, String version, String dates, String records, String entries)
      throws IOException {
    Files.writeString(
        folder.resolve("mine-" + version + ".yml"),
        """
        id: mine
        version: %s
        %s
        extends: tencent-ocr@1.0.0
        classes:
          monitoring:
            retention: %s
          operation-log:
            retention: %s
        """
            .formatted(version, dates, records, entries));
  }
}
