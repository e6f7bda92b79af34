package io.palimpsest.standalone.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.standalone.Main;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.Installation.RegionConfig;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.launch.DataFolder;
import io.palimpsest.standalone.launch.RunState;
import io.palimpsest.standalone.proof.Caller.Answer;
import io.palimpsest.standalone.proof.ProofStores.Duty;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code up} with its engine in the process, told to end while that reads. */
@ExtendWith(ProofStoresExtension.class)
class EndUnderLoadIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CALLS = 4;

  @TempDir private Path temporary;

  private final ProofStores stores;

  EndUnderLoadIT(ProofStores stores) {
    this.stores = stores;
  }

  @Test
  void callsUnderWayAtTheEndShouldBeAnsweredAndBilled() throws Exception {
    DataFolder folder = new DataFolder(temporary.resolve("data"));
    try (Tenants tenants = new Tenants(stores.settings());
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Tenants.Account account = tenants.create();
      Process server = up(folder);
      try {
        List<CompletableFuture<Answer>> calls = longCalls(folder, account, clients);
        await()
            .atMost(PATIENCE)
            .until(() -> stores.objects(Optional.of(account.appId())).size() == CALLS);

        server.destroy(); // SIGTERM, as by `palimpsest down`

        assertThat(calls)
            .extracting(CompletableFuture::join)
            .allSatisfy(answer -> assertThat(answer).isInstanceOf(Answer.Text.class));
        assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
        assertThat(RunState.of(folder).isRunning()).isFalse();
        assertThat(stores.records(account.appId()))
            .hasSize(CALLS)
            .allMatch(row -> row.result().equals(MonitoringRecord.SUCCESS) && row.fee() > 0);
        assertThat(stores.objects(Optional.of(account.appId()))).isEmpty();
        assertThat(stores.duties(account.appId())).hasSize(CALLS).allMatch(Duty::seenGone);
      } finally {
        server.destroyForcibly();
      }
    }
  }

  private Process up(DataFolder folder) throws IOException {
    Path output = temporary.resolve("printed.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "up",
                "--external",
                installation().toString(),
                "--data",
                folder.root().toString(),
                "--port",
                Integer.toString(twoPortsInARow()))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    await("the start, see " + output)
        .atMost(PATIENCE)
        .failFast("the server ended, see " + output, () -> !process.isAlive())
        .until(() -> RunState.of(folder).isReady());
    return process;
  }

  /** The stores of the proofs, as an operator would name them. */
  private Path installation() {
    ProofSettings settings = stores.settings();
    Installation installation =
        new Installation(
            settings.rootKey(),
            settings.control(),
            List.of(
                new RegionConfig(
                    ProofSettings.REGION,
                    ProofSettings.ZONE,
                    settings.region().database(),
                    settings.region().objects(),
                    settings.stores().logUrl(),
                    Optional.empty())),
            Installation.DEFAULT_POLICY,
            Optional.empty(),
            Map.of());
    Path file = temporary.resolve("installation.yml");
    DataFolder.writePrivately(file, InstallationFile.write(installation));
    return file;
  }

  private static List<CompletableFuture<Answer>> longCalls(
      DataFolder folder, Tenants.Account account, ExecutorService clients) {
    URI endpoint = URI.create(RunState.of(folder).gateway());
    byte[] picture = page();
    return Stream.generate(
            () ->
                CompletableFuture.supplyAsync(
                    () -> {
                      try (Caller caller = new Caller(endpoint, account)) {
                        return caller.call(picture);
                      }
                    },
                    clients))
        .limit(CALLS)
        .toList();
  }

  /** Enough lines to read for a second or more. */
  private static byte[] page() {
    List<String> lines =
        Collections.nCopies(4, SampleDocuments.RECEIPT).stream().flatMap(List::stream).toList();
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(SampleDocuments.draw(lines, 620, 22), "png", out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int twoPortsInARow() throws IOException {
    for (int port = 31_000; port < 32_000; port += 2) {
      if (isFree(port) && isFree(port + 1)) {
        return port;
      }
    }
    throw new IOException("no two free ports in a row");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
