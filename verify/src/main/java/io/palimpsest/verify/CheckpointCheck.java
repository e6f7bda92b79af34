package io.palimpsest.verify;

import io.palimpsest.evidence.note.SignedCheckpoint;
import io.palimpsest.evidence.note.SignedNote;

/** A log's checkpoint by itself, and, with {@code --log}, whether the log continues it. */
final class CheckpointCheck implements Check {

  @Override
  public boolean takes(Given given) {
    return given instanceof Given.OneFile file && file.head().contains("\n\n\u2014 ");
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    SignedNote note = SignedNote.parse(((Given.OneFile) given).bytes(SignedNote.MAX_LENGTH));
    SignedCheckpoint signed = trust.open(note, findings);
    trust.demandPartOfLog(signed, findings);
    new Earlier(trust, findings).demand(signed);
  }
}
