package io.palimpsest.stores;

import io.palimpsest.embedded.EmbeddedSettings;
import io.palimpsest.embedded.EmbeddedStores;
import io.palimpsest.embedded.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The embedded stores, started once for all tests of a run, and the books on which kit met which
 * backend; both end with the run. A test class asks for {@code Backends} as a constructor's
 * parameter.
 */
public final class Backends implements BeforeAllCallback, ParameterResolver {
  private static final String KEY = "run";

  private @Nullable Run run;

  @Override
  public void beforeAll(ExtensionContext context) {
    of(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Run.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return of(context);
  }

  private Run of(ExtensionContext context) {
    Run now =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Backends.class))
            .getOrComputeIfAbsent(KEY, _ -> new Run(), Run.class);
    run = now;
    return now;
  }

  /** One run of the tests. */
  public static final class Run implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final Map<String, TreeSet<String>> met = new ConcurrentSkipListMap<>();
    private final Map<String, String> missed = new TreeMap<>();
    private @Nullable EmbeddedStores embedded;
    private @Nullable Path folder;

    Run() {
      absent("PALIMPSEST_TEST_MYSQL_URL");
      absent("PALIMPSEST_TEST_S3_URL");
      absent("PALIMPSEST_TEST_ELASTICSEARCH_URL");
      missed.put("Testcontainers", "no engine");
    }

    /** The embedded stores, all three running; a failure to start fails the tests. */
    public synchronized EmbeddedStores embedded() {
      EmbeddedStores running = embedded;
      if (running == null) {
        try {
          Path data = Files.createTempDirectory(Path.of("target"), "stores-");
          folder = data;
          running =
              EmbeddedStores.start(
                  EmbeddedSettings.onFreePorts(data, Path.of("target/software")),
                  ProgressListener.none());
          embedded = running;
        } catch (IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      }
      return running;
    }

    /** Notes that a kit runs against a backend, such as {@code MariaDB 11.4.5 (embedded)}. */
    public synchronized void met(String kit, String backend) {
      met.computeIfAbsent(kit, _ -> new TreeSet<>()).add(backend);
      if (backend.contains("Testcontainers")) {
        missed.remove("Testcontainers");
      }
    }

    @Override
    public synchronized void close() throws IOException {
      String absent = missed.isEmpty() ? "" : "; not: " + missed;
      met.forEach(
          (kit, backends) ->
              System.out.println(
                  "contract kits: "
                      + kit
                      + " ran against "
                      + String.join(", ", backends)
                      + absent));
      if (embedded != null) {
        embedded.close();
      }
      if (folder != null) {
        try (var files = Files.walk(folder)) {
          files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
      }
    }

    private void absent(String variable) {
      if (System.getenv(variable) == null) {
        missed.put(variable, "not set");
      }
    }
  }
}
