import io.palimpsest.evidence.EvidenceLog;
import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.tiles.DirectoryTileStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes evidence logs for others to check: WriteLogs KEYFILE OUT SIZE... makes OUT/SIZE with the entries as files, the
 * log, its verifier key, proofs, and consistency proofs from earlier sizes.
 */
final class WriteLogs {
  private WriteLogs() {}

  public static void main(String[] args) throws IOException {
    SigningKey key = SigningKey.parse(Files.readString(Path.of(args[0])));
    for (String size : Arrays.asList(args).subList(2, args.length)) {
      write(key, Path.of(args[1]).resolve(size), Integer.parseInt(size));
    }
  }

  private static void write(SigningKey key, Path folder, int size) throws IOException {
    List<byte[]> entries =
        IntStream.range(0, size)
            .mapToObj(i -> ("entry " + i).getBytes(StandardCharsets.UTF_8))
            .toList();
    Path asFiles = Files.createDirectories(folder.resolve("entries"));
    for (int i = 0; i < size; i++) {
      Files.write(asFiles.resolve(String.format("%08d", i)), entries.get(i));
    }
    Files.writeString(folder.resolve("log.vkey"), key.verifier() + "\n");
    EvidenceLog.create(new DirectoryTileStore(folder.resolve("log")), key).append(entries);
    prove(key, folder, size);
    continued(key, folder, entries);
  }

  private static void prove(SigningKey key, Path folder, int size) throws IOException {
    LogReader log = new LogReader(new DirectoryTileStore(folder.resolve("log")), key.verifier());
    SignedCheckpoint at = log.latest();
    Path proofs = Files.createDirectories(folder.resolve("proofs"));
    for (int index : some(size)) {
      Files.write(proofs.resolve(index + ProofFile.EXTENSION), log.prove(index, at).bytes());
    }
  }

  /** The same entries in a log that was published at other sizes too: their proofs must hold for this one. */
  private static void continued(SigningKey key, Path folder, List<byte[]> entries)
      throws IOException {
    Path out = Files.createDirectories(folder.resolve("consistency"));
    EvidenceLog log = EvidenceLog.create(new DirectoryTileStore(folder.resolve("grown")), key);
    TreeSet<Integer> sizes = some(entries.size());
    for (int size : sizes) {
      log.appendAt(log.head().checkpoint().size(), entries.subList((int) log.head().checkpoint().size(), size));
      Files.write(out.resolve(size + ".checkpoint"), log.head().bytes());
    }
    log.append(entries.subList((int) log.head().checkpoint().size(), entries.size()));
    for (int size : sizes) {
      SignedCheckpoint old =
          SignedCheckpoint.open(Files.readAllBytes(out.resolve(size + ".checkpoint")), key.verifier());
      StringBuilder proof = new StringBuilder("old " + size + "\n");
      for (Hash hash : log.reader().consistency(old.checkpoint(), log.head().checkpoint()).hashes()) {
        proof.append(hash.base64()).append('\n');
      }
      proof.append('\n').append(new String(log.head().bytes(), StandardCharsets.UTF_8));
      Files.writeString(out.resolve(size + ".proof"), proof);
    }
  }

  /** Below size: the edges of tiles and of powers of two, and what lies between. */
  private static TreeSet<Integer> some(int size) {
    TreeSet<Integer> some = new TreeSet<>();
    for (int i : new int[] {0, 1, 2, 3, 7, 100, 127, 128, 254, 255, 256, 300, 4095, 65_535, 65_536, 69_999}) {
      if (i < size) {
        some.add(i);
      }
    }
    if (size > 0) {
      some.add(size - 1);
      some.add(size / 2);
    }
    return some;
  }
}
