package io.palimpsest.verify;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import java.util.Optional;

/** A document and its signature in one file: a statement, with its records beside it or without. */
final class DocumentCheck implements Check {
  private static final String BEGINNING = "{\"document\":";

  @Override
  public boolean takes(Given given) {
    return switch (given) {
      case Given.OneFile file -> isDocument(file);
      case Given.WithRecords both -> isDocument(both.file());
      case Given.Folder _, Given.Address _ -> false;
    };
  }

  private static boolean isDocument(Given.OneFile file) {
    return file.head().startsWith(BEGINNING);
  }

  @Override
  public void check(Given given, Trust trust, Findings findings) {
    switch (given) {
      case Given.OneFile file -> check(file, Optional.empty(), trust, findings);
      case Given.WithRecords both ->
          check(both.file(), Optional.of(both.records()), trust, findings);
      case Given.Folder _, Given.Address _ -> throw new IllegalArgumentException(given.name());
    }
  }

  private static void check(
      Given.OneFile file, Optional<Given.OneFile> records, Trust trust, Findings findings) {
    SignedDocument signed = SignedDocument.parse(file.bytes(SignedDocument.MAX_LENGTH));
    VerifierKey key = trust.keyOf(signed.note());
    signed.verify(key);
    findings.ok(
        "a %s signed by %s, key %s (fingerprint %s)",
        signed.kind(), key.name(), key.keyIdHex(), key.fingerprint());
    switch (signed.kind()) {
      case MeteringStatement.KIND ->
          new StatementCheck(MeteringStatement.of(signed), key, findings).check(records);
      default -> throw new Malformed("a " + signed.kind() + ", which this version cannot read");
    }
  }
}
