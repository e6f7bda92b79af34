import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.leaf.Cause;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Erased;
import io.palimpsest.evidence.leaf.Place;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Leaves appended to a folder a second, and how long a proof takes.
 *
 * <p>{@code Appends entries DIR COUNT} writes leaves as files; {@code Appends oneshot KEYFILE DIR LOG} appends such files in one
 * batch, as Tessera's posix-oneshot does; {@code Appends batches LOG COUNT BATCH} appends batch after batch, each durable before the
 * next, and then proves.
 */
final class Appends {
  private static final double LEAVES_A_SECOND = 10_000;
  private static final double PROOF_MS = 1;

  private Appends() {}

  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "entries" -> entries(Path.of(args[1]), Integer.parseInt(args[2]));
      case "oneshot" -> oneshot(args);
      case "batches" ->
          batches(Path.of(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void entries(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    for (int i = 0; i < count; i++) {
      Files.write(folder.resolve(String.format("%08d", i)), leaf(i));
    }
  }

  private static void oneshot(String[] args) throws IOException {
    SigningKey key = SigningKey.parse(Files.readString(Path.of(args[1])));
    List<byte[]> entries = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of(args[2]))) {
      for (Path file : files.sorted().toList()) {
        entries.add(Files.readAllBytes(file));
      }
    }
    EvidenceLog.create(new DirectoryTileStore(Path.of(args[3])), key).append(entries);
  }

  private static void batches(Path folder, int count, int batch) {
    SigningKey key = SigningKey.generate("log.example/bench", new SecureRandom());
    EvidenceLog log = EvidenceLog.create(new DirectoryTileStore(folder), key);
    List<byte[]> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(leaf(i));
    }
    long[] took = new long[count / batch];
    long begin = System.nanoTime();
    for (int i = 0; i < took.length; i++) {
      long from = System.nanoTime();
      log.append(leaves.subList(i * batch, (i + 1) * batch));
      took[i] = System.nanoTime() - from;
    }
    double perSecond = took.length * (double) batch / (System.nanoTime() - begin) * 1e9;
    System.out.printf(
        "append   %,9.0f leaves/s in batches of %,d, each durable: median %.1f ms, p99 %.1f ms; a leaf has %d bytes%n",
        perSecond, batch, ms(took, 0.5), ms(took, 0.99), leaves.getFirst().length);
    double warm = proofs("warm", log::reader, log.head());
    double cold =
        proofs(
            "cold",
            () -> new LogReader(new DirectoryTileStore(folder), key.verifier()),
            log.head());
    if (perSecond < LEAVES_A_SECOND || warm > PROOF_MS || cold > PROOF_MS) {
      System.out.println("a limit is passed");
      System.exit(1);
    }
  }

  /** Random proofs, with their entry; a cold one has a reader of its own, which has read nothing yet. */
  private static double proofs(String name, Supplier<LogReader> reader, SignedCheckpoint at) {
    Random random = new Random(1);
    long[] took = new long[5_000];
    for (int i = -2_000; i < took.length; i++) {
      long index = random.nextLong(at.checkpoint().size());
      LogReader log = reader.get();
      long from = System.nanoTime();
      log.prove(index, at);
      if (i >= 0) {
        took[i] = System.nanoTime() - from;
      }
    }
    System.out.printf(
        "proof    %s: median %.3f ms, p99 %.3f ms of %,d entries, file with its leaf%n",
        name, ms(took, 0.5), ms(took, 0.99), at.checkpoint().size());
    return ms(took, 0.5);
  }

  private static double ms(long[] took, double quantile) {
    long[] sorted = took.clone();
    Arrays.sort(sorted);
    return sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
  }

  private static byte[] leaf(int i) {
    byte[] salt = new byte[16];
    new Random(i).nextBytes(salt);
    return new Erased(
            new Place("ap-singapore", LocalDate.of(2026, 11, 21)),
            "upload",
            Cause.COMPLETED,
            false,
            Commitment.to(salt, "call-" + i, new byte[] {'{', '}'}),
            "tencent-ocr-1.0.0",
            Instant.ofEpochSecond(1_795_266_187L + i))
        .bytes();
  }
}
