package io.palimpsest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {
  private static final SigningKey KEY =
      SigningKey.generate("log.example/eu-frankfurt/2026", new SecureRandom());
  private static final SigningKey OTHER =
      SigningKey.generate("log.example/ap-singapore/2026", new SecureRandom());
  private static final String VKEY = KEY.verifier().toString();

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path log;
  private Path proof;
  private Path early;

  @BeforeEach
  void makeALogOfTwentyWithAnEarlierCheckpointOfSeven() throws IOException {
    log = folder.resolve("log");
    EvidenceLog writer = EvidenceLog.create(new DirectoryTileStore(log), KEY);
    writer.append(leaves(0, 7));
    early = Files.write(folder.resolve("early"), writer.head().bytes());
    writer.append(leaves(7, 20));
    proof =
        Files.write(
            folder.resolve("call.tlog-proof"), writer.reader().prove(4, writer.head()).bytes());
  }

  @Test
  void proofShouldBeVerifiedAndToldInWords() {
    int code = verify(proof, "--key", VKEY);

    assertThat(code).isEqualTo(Verifier.VERIFIED);
    assertThat(said())
        .contains("signed by log.example/eu-frankfurt/2026")
        .contains(KEY.verifier().fingerprint())
        .contains("entry 4 is one of those that the signature covers")
        .contains("upload erased, its call was over, under tencent-ocr-1.0.0; eu-frankfurt, of")
        .endsWith("VERIFIED: 2 ok");
  }

  @Test
  void logShouldBeBuiltAnewAndContinueItsEarlierCheckpoint() {
    int code = verify(log, "--key", VKEY, "--since", early.toString());

    assertThat(code).isEqualTo(Verifier.VERIFIED);
    assertThat(said())
        .contains("root and 1 tiles are those of the log's 20 entries")
        .contains("entries: 20 erased")
        .contains("the first 7 entries are those of the earlier checkpoint")
        .contains("2 partial tiles of earlier checkpoints agree with the log");
  }

  @Test
  void proofShouldBeAPartOfTheLogGivenBesideIt() {
    int code = verify(proof, "--key=" + VKEY, "--log", log.toString());

    assertThat(code).isEqualTo(Verifier.VERIFIED);
    assertThat(said())
        .contains("continues this checkpoint of 20 unchanged")
        .contains("the log given has this entry at index 4");
  }

  @Test
  void openingShouldShowWhatTheEntryIsAbout() throws IOException {
    Path right = Files.write(folder.resolve("right"), opening(4).bytes());
    Path wrong = Files.write(folder.resolve("wrong"), opening(5).bytes());

    assertThat(verify(proof, "--key", VKEY, "--opening", right.toString())).isZero();
    assertThat(said()).contains("the entry is about call-4");
    assertThat(verify(proof, "--key", VKEY, "--opening", wrong.toString())).isEqualTo(1);
  }

  @Test
  void keyOfAnotherRegionShouldBeNamedAsSuch() {
    for (Path evidence : List.of(proof, log, early)) {
      assertThat(verify(evidence, "--key", OTHER.verifier().toString()))
          .isEqualTo(Verifier.REFUSED);
      assertThat(said())
          .contains(
              "FAILED  key of another log: signed by log.example/eu-frankfurt/2026, not by"
                  + " log.example/ap-singapore/2026");
    }
    assertThat(verify(proof, "--key", OTHER.verifier().toString(), "--key", VKEY)).isZero();
  }

  @Test
  void logThatWasPutBackShouldBeNamedAsCutShort() throws IOException {
    Path now = Files.copy(log.resolve("checkpoint"), folder.resolve("now"));
    Files.copy(early, log.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);

    assertThat(verify(log, "--key", VKEY, "--since", now.toString())).isEqualTo(1);
    assertThat(said()).contains("FAILED  log cut short: the log has 7 entries, and had 20");
    assertThat(verify(proof, "--key", VKEY, "--log", log.toString())).isEqualTo(1);
    assertThat(said()).contains("FAILED  log cut short");
  }

  @Test
  void logWithoutItsLastEntriesShouldBeNamedAsCutShort() throws IOException {
    Files.delete(log.resolve("tile/entries/000.p/20"));

    assertThat(verify(log, "--key", VKEY)).isEqualTo(1);
    assertThat(said()).contains("FAILED  log cut short: tile/entries/000.p/20 is missing");
  }

  @Test
  void forkShouldBeNamedAsSuch() throws IOException {
    Path fork = folder.resolve("fork");
    EvidenceLog other = EvidenceLog.create(new DirectoryTileStore(fork), KEY);
    other.append(leaves(1, 21));
    assertThat(verify(fork, "--key", VKEY)).isZero();

    assertThat(verify(proof, "--key", VKEY, "--log", fork.toString())).isEqualTo(1);
    assertThat(said()).contains("FAILED  forked log: two roots of one log at 20 entries");
    assertThat(verify(fork, "--key", VKEY, "--since", early.toString())).isEqualTo(1);
    assertThat(said()).contains("FAILED  forked log: the first 7 entries are not those");
    other.append(leaves(50, 60));
    assertThat(verify(fork, "--key", VKEY, "--since", proof.toString())).isEqualTo(1);
    assertThat(said()).contains("FAILED  forked log");
  }

  @Test
  void everyChangedByteOfALogsFolderShouldBeRefused() throws IOException {
    Path small = folder.resolve("small");
    EvidenceLog writer = EvidenceLog.create(new DirectoryTileStore(small), KEY);
    writer.append(leaves(0, 2));
    writer.append(leaves(2, 3));

    for (Path file : files(small)) {
      byte[] whole = Files.readAllBytes(file);
      for (int i = 0; i < whole.length; i++) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) (1 << i % 8);
        Files.write(file, changed);
        assertThat(verify(small, "--key", VKEY)).as("%s, byte %d", file, i).isEqualTo(1);
      }
      Files.write(file, whole);
    }
    assertThat(verify(small, "--key", VKEY)).isZero();
  }

  @Test
  void everyChangedByteOfAProofShouldBeRefused() throws IOException {
    byte[] whole = Files.readAllBytes(proof);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(proof, changed);
      assertThat(verify(proof, "--key", VKEY)).as("byte %d", i).isEqualTo(1);
    }
  }

  @Test
  void proofOfAMegabyteShouldBeRefused() throws IOException {
    byte[] whole = Files.readAllBytes(proof);
    byte[] large = Arrays.copyOf(whole, 1 << 20);
    Files.write(proof, large);

    assertThat(verify(proof, "--key", VKEY)).isEqualTo(1);
    assertThat(said()).contains("FAILED  not in its form: longer than");
  }

  @Test
  void strangersInALogsFolderShouldBeTold() throws IOException {
    Files.writeString(log.resolve("notes.txt"), "x");
    Files.createDirectories(log.resolve("tile/0/000.p"));
    Files.write(log.resolve("tile/0/000.p/21"), new byte[3]);

    assertThat(verify(log, "--key", VKEY)).isZero();
    assertThat(said())
        .contains("1 files are no part of the log")
        .contains("1 tiles lie beyond the checkpoint and were not looked at");
  }

  @Test
  void logBehindAnAddressShouldBeVerified() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/logs/",
        exchange -> {
          Path file = log.resolve(exchange.getRequestURI().getPath().substring("/logs/".length()));
          boolean allowed =
              "Bearer t".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          boolean there = Files.isRegularFile(file);
          exchange.sendResponseHeaders(allowed ? there ? 200 : 404 : 403, 0);
          if (allowed && there) {
            exchange.getResponseBody().write(Files.readAllBytes(file));
          }
          exchange.close();
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/logs";
    try {
      assertThat(run(address, "--key", VKEY, "--token", "t")).isZero();
      assertThat(verify(proof, "--key", VKEY, "--token", "t", "--log", address)).isZero();
      assertThat(run(address, "--key", VKEY)).isEqualTo(Verifier.UNDECIDED);
      assertThat(said()).contains("UNKNOWN").contains("status 403");
    } finally {
      server.stop(0);
    }
    assertThat(run(address, "--key", VKEY)).isEqualTo(Verifier.UNDECIDED);
  }

  @Test
  void whatIsNotUnderstoodShouldBeSaid() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path keys = Files.writeString(folder.resolve("keys"), OTHER.verifier() + "\n\n" + VKEY + "\n");

    assertThat(run()).isEqualTo(2);
    assertThat(run("--help")).isZero();
    assertThat(verify(proof)).isEqualTo(2);
    assertThat(said()).contains("--key");
    assertThat(verify(proof, "--key", "nonsense")).isEqualTo(2);
    assertThat(verify(proof, "--key")).isEqualTo(2);
    assertThat(verify(proof, "--key", VKEY, "--what", "x")).isEqualTo(2);
    assertThat(verify(folder.resolve("absent"), "--key", VKEY)).isEqualTo(2);
    assertThat(run("http://", "--key", VKEY)).isEqualTo(2);
    assertThat(verify(empty, "--key", VKEY)).isEqualTo(1);
    assertThat(verify(proof, "--key", keys.toString())).isZero();
  }

  private int verify(Path evidence, String... options) {
    return run(
        Stream.concat(Stream.of(evidence.toString()), Stream.of(options)).toArray(String[]::new));
  }

  private int run(String... args) {
    lines.clear();
    return Verifier.standard().run(List.of(args), lines::add);
  }

  private String said() {
    return String.join("\n", lines);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<byte[]> leaves(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Erased(
                        new Place("eu-frankfurt", LocalDate.of(2026, 11, 21)),
                        "upload",
                        Cause.COMPLETED,
                        false,
                        opening(i).commitment(),
                        "tencent-ocr-1.0.0",
                        Instant.ofEpochSecond(1_795_266_187L))
                    .bytes())
        .toList();
  }

  private static Opening opening(int i) {
    byte[] salt = new byte[16];
    salt[0] = (byte) i;
    return new Opening(salt, "call-" + i, Map.of("appId", 1_300_000_001L));
  }
}
