package io.palimpsest.evidence;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.internal.Strict;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.merkle.InclusionProof;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.Checkpoint;
import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;
import io.palimpsest.evidence.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The evidence for one entry as one file, {@code .tlog-proof} (C2SP tlog-proof): where it stands,
 * the proof, and the signed checkpoint. Ours carry the entry itself in the {@code extra} line, so
 * that nothing else is needed.
 *
 * @param entry what the extra line holds; not to be changed
 * @param checkpoint not yet verified
 */
public record ProofFile(InclusionProof proof, Optional<byte[]> entry, SignedNote checkpoint) {
  /** Bytes of a file at most: an entry of the largest kind, 63 hashes and a note. */
  public static final int MAX_LENGTH = 160 * 1024;

  /** Ends the names of such files. */
  public static final String EXTENSION = ".tlog-proof";

  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  public ProofFile {
    if (proof.hashes().size() > InclusionProof.MAX_HASHES) {
      throw new Malformed("a proof of " + proof.hashes().size() + " hashes");
    }
  }

  /**
   * @throws Malformed when it is no such file; one that could be written in another way is none
   */
  public static ProofFile parse(byte[] file) {
    if (file.length > MAX_LENGTH) {
      throw new Malformed("a proof of more than " + MAX_LENGTH + " bytes");
    }
    String text = Strict.utf8(file, "the proof");
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new Malformed("a proof without a checkpoint");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(HEADER)) {
      throw new Malformed("not a " + HEADER + " file");
    }
    Optional<byte[]> entry = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      String extra = lines.removeFirst().substring(EXTRA.length());
      entry = Optional.of(Strict.base64(extra, "the extra line"));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new Malformed("a proof without an index");
    }
    String index = lines.removeFirst().substring(INDEX.length());
    if (lines.size() > InclusionProof.MAX_HASHES) {
      throw new Malformed("a proof of " + lines.size() + " hashes");
    }
    return new ProofFile(
        new InclusionProof(
            Strict.decimal(index, Checkpoint.MAX_SIZE, "the index"),
            lines.stream().map(Hash::parse).toList()),
        entry,
        SignedNote.parse(text.substring(end + 2).getBytes(StandardCharsets.UTF_8)));
  }

  /** The file. */
  public byte[] bytes() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    entry.ifPresent(
        bytes -> text.append(EXTRA).append(Base64.getEncoder().encodeToString(bytes)).append('\n'));
    text.append(INDEX).append(proof.index()).append('\n');
    proof.hashes().forEach(hash -> text.append(hash.base64()).append('\n'));
    byte[] head = text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    byte[] note = checkpoint.bytes();
    byte[] all = Arrays.copyOf(head, head.length + note.length);
    System.arraycopy(note, 0, all, head.length, note.length);
    return all;
  }

  /**
   * Checks signature and proof of the entry that the file carries.
   *
   * @return the checkpoint that covers it
   * @throws EvidenceRefused when anything is not as it must be
   */
  public SignedCheckpoint verify(VerifierKey key) {
    return verify(
        key, entry.orElseThrow(() -> new WrongProof("the proof does not carry its entry")));
  }

  /**
   * Checks signature and proof of an entry that came by another way; if the file carries one too,
   * it must be the same.
   */
  public SignedCheckpoint verify(VerifierKey key, byte[] expected) {
    if (entry.isPresent() && !Arrays.equals(entry.get(), expected)) {
      throw new WrongProof("the proof is of another entry");
    }
    SignedCheckpoint signed = SignedCheckpoint.open(checkpoint, key);
    proof.verify(Merkle.leaf(expected), signed.checkpoint().size(), signed.checkpoint().root());
    return signed;
  }
}
