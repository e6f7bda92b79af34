package io.palimpsest.verify;

import io.palimpsest.evidence.LogReader;
import io.palimpsest.evidence.ProofFile;
import io.palimpsest.evidence.error.EvidenceRefused.Forked;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.error.EvidenceRefused.WrongProof;
import io.palimpsest.evidence.leaf.Commitment;
import io.palimpsest.evidence.leaf.Leaf;
import io.palimpsest.evidence.leaf.Opening;
import io.palimpsest.evidence.merkle.Merkle;
import io.palimpsest.evidence.note.SignedCheckpoint;
import java.util.Arrays;
import java.util.Optional;

/** The evidence for one entry: a {@code .tlog-proof} file. */
final class ProofCheck implements Check {
  private static final String BEGINNING = "c2sp.org/tlog-proof@";

  @Override
  public boolean takes(Given given) {
    return given instanceof Given.OneFile file
        && (isProof(file) || file.name().endsWith(ProofFile.EXTENSION));
  }

  static boolean isProof(Given.OneFile file) {
    return file.head().startsWith(BEGINNING);
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    ProofFile proof = ProofFile.parse(((Given.OneFile) given).bytes(ProofFile.MAX_LENGTH));
    SignedCheckpoint signed = trust.open(proof.checkpoint(), findings);
    byte[] entry =
        proof.entry().orElseThrow(() -> new WrongProof("the proof does not carry its entry"));
    proof
        .proof()
        .verify(Merkle.leaf(entry), signed.checkpoint().size(), signed.checkpoint().root());
    long index = proof.proof().index();
    findings.ok("entry %d is one of those that the signature covers", index);
    Optional<Leaf> leaf = read(entry);
    findings.note(
        "it says: %s", leaf.map(LeafWords::of).orElse("nothing that this version can read"));
    trust.opened().ifPresent(opening -> demandOpening(opening, leaf, findings));
    trust.demandPartOfLog(signed, findings);
    new Earlier(trust, findings).demand(signed);
    trust.logOf(signed.note()).ifPresent(log -> demandSameEntry(log, index, entry, findings));
  }

  /**
   * A later version may know other kinds of entries; that one stands in the log is proven all the
   * same.
   */
  private static Optional<Leaf> read(byte[] entry) {
    try {
      return Optional.of(Leaf.parse(entry));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private static void demandOpening(Opening opening, Optional<Leaf> leaf, Findings findings) {
    Commitment expected = opening.commitment();
    if (!leaf.flatMap(LeafWords::commitment).filter(expected::equals).isPresent()) {
      throw new WrongProof("the entry is about something else than the opening says");
    }
    findings.ok("the entry is about %s", opening.identity());
  }

  private static void demandSameEntry(LogReader log, long index, byte[] entry, Findings findings) {
    if (!Arrays.equals(log.entry(index, log.latest().checkpoint()), entry)) {
      throw new Forked("another entry stands at index " + index + " of the log");
    }
    findings.ok("the log given has this entry at index %d", index);
  }
}
