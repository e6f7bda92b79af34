package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Strict;
import io.palimpsest.evidence.merkle.ConsistencyProof;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedNote;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * That a checkpoint continues an earlier size of its log, as one file, in the form in which a
 * witness is asked (C2SP tlog-witness, {@code add-checkpoint}): {@code old}, the size, the proof's
 * hashes, an empty line, and the later checkpoint.
 *
 * @param old the earlier size
 * @param checkpoint not yet verified
 */
public record ConsistencyFile(long old, ConsistencyProof proof, SignedNote checkpoint) {
  private static final String OLD = "old ";
  private static final int MAX_HASHES = 63;

  /**
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some proof
   */
  public static ConsistencyFile parse(byte[] file) {
    if (file.length > SignedNote.MAX_LENGTH) {
      throw new Malformed("a proof of more than " + SignedNote.MAX_LENGTH + " bytes");
    }
    String text = Strict.utf8(file, "the consistency proof");
    int end = text.indexOf("\n\n");
    if (end < 0 || !text.startsWith(OLD)) {
      throw new Malformed("not a consistency proof");
    }
    List<String> lines =
        new ArrayList<>(List.of(text.substring(OLD.length(), end).split("\n", -1)));
    long old = Strict.decimal(lines.removeFirst(), Checkpoint.MAX_SIZE, "the old size");
    if (lines.size() > MAX_HASHES) {
      throw new Malformed("a consistency proof of " + lines.size() + " hashes");
    }
    return new ConsistencyFile(
        old,
        new ConsistencyProof(lines.stream().map(Hash::parse).toList()),
        SignedNote.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
  }

  /** The file. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(OLD).append(old).append('\n');
    proof.hashes().forEach(hash -> text.append(hash.base64()).append('\n'));
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(text.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    file.writeBytes(checkpoint.bytes());
    return file.toByteArray();
  }

  /**
   * Checks that the log had this root at the old size.
   *
   * @param now this file's checkpoint, verified
   * @throws EvidenceRefused when it had not
   */
  public void verify(Hash oldRoot, Checkpoint now) {
    proof.verify(old, oldRoot, now.size(), now.root());
  }
}
