package io.palimpsest.evidence.report;

import io.palimpsest.evidence.error.EvidenceRefused.Altered;
import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.internal.Sha256;
import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A report with all that a verifier needs, as one ZIP. {@link #MANIFEST} is a signed document with
 * the hash of every other member, so that none can be put in the place of another. A log of the
 * report has its files under {@link #log}, its tiles where tools of others look for them.
 *
 * @param members by their names, ascending; their bytes are not to be changed
 */
public record ReportPackage(SortedMap<String, byte[]> members) {
  /** Bytes of a file at most. */
  public static final int MAX_LENGTH = StoredZip.MAX_LENGTH;

  public static final String MANIFEST = "manifest.json";

  /** The report, a signed document. */
  public static final String REPORT = "report.json";

  /** That the log has the report's own leaf. */
  public static final String PROOF = "report.tlog-proof";

  /** The same for people; may be missing. */
  public static final String PDF = "report.pdf";

  public static final String README = "README.txt";

  /** Below {@link #log}: what the log's checkpoints are verified with. */
  public static final String VKEY = "log.vkey";

  /** Below {@link #log}: the log when the period began, and ended. */
  public static final String START = "start.checkpoint";

  public static final String END = "end.checkpoint";

  /** Below {@link #log}: that the newest checkpoint continues these two. */
  public static final String START_PROOF = "start.consistency";

  public static final String END_PROOF = "end.consistency";

  /** The kind of signed document that a manifest is. */
  private static final String KIND = "report-package";

  private static final String HASHES = "sha256";

  public ReportPackage {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
  }

  /** The folder of the report's log with this number, from 0. */
  public static String log(int number) {
    return "logs/" + (number + 1) + "/";
  }

  /** Puts these members together, with the manifest that is still missing. */
  public static ReportPackage sign(Map<String, byte[]> members, SigningKey key) {
    SortedMap<String, byte[]> all = new TreeMap<>(members);
    all.put(MANIFEST, SignedDocument.sign(KIND, manifest(members), key).bytes());
    return new ReportPackage(all);
  }

  /**
   * Reads a file.
   *
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some members
   */
  public static ReportPackage parse(byte[] zip) {
    return new ReportPackage(StoredZip.read(zip));
  }

  /** The file; the same members always give the same bytes. */
  public byte[] bytes() {
    return StoredZip.write(members);
  }

  /** A member; empty when it is not there. */
  public Optional<byte[]> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /**
   * A member.
   *
   * @throws Malformed when it is not there
   */
  public byte[] get(String name) {
    return find(name).orElseThrow(() -> new Malformed("no " + name + " is in the file"));
  }

  /**
   * Checks that the members are those that the key signed.
   *
   * @throws Altered when one is another, missing, or more
   */
  public void verify(VerifierKey key) {
    SignedDocument signed = SignedDocument.parse(get(MANIFEST));
    if (!signed.kind().equals(KIND)) {
      throw new Malformed(MANIFEST + " is a " + signed.kind());
    }
    signed.verify(key);
    Map<String, byte[]> others = new TreeMap<>(members);
    others.remove(MANIFEST);
    if (!signed.document().equals(manifest(others))) {
      throw new Altered("the members of the file are not those that were signed");
    }
  }

  private static Map<String, Object> manifest(Map<String, byte[]> members) {
    Map<String, Object> hashes = new TreeMap<>();
    members.forEach((name, bytes) -> hashes.put(name, Hash.of(Sha256.of(bytes)).base64()));
    return Map.of(HASHES, hashes);
  }
}
