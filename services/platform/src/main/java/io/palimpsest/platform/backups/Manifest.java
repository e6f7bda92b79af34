package io.palimpsest.platform.backups;

import io.palimpsest.evidence.error.EvidenceRefused;
import io.palimpsest.evidence.json.CanonicalJson;
import io.palimpsest.platform.keys.BackupKey;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known of one copy without opening it, as canonical JSON under the seal of its key.
 *
 * @param at when it was made
 * @param complete whether its day was over: such a copy is not made anew
 * @param schema of the rows
 * @param sha256 of the file of rows, in hexadecimal
 * @param bytes of that file
 * @param checkpoint the newest checkpoint of the region's evidence log then; empty where there is
 *     none
 * @param wrapped the key itself, of a copy that is kept for ever; else it lies in the vault
 */
public record Manifest(
    CopyName name,
    Instant at,
    boolean complete,
    int schema,
    long rows,
    String sha256,
    long bytes,
    Optional<String> checkpoint,
    Optional<String> wrapped) {
  private static final String FORM = "palimpsest backup 1";
  private static final String SEAL = "seal";

  /** The file's bytes. */
  byte[] sealed(BackupKey key) {
    Map<String, Object> members = members();
    String text = text(members);
    members.put(SEAL, Base64.getEncoder().encodeToString(key.seal(text)));
    return CanonicalJson.write(members);
  }

  /** What a file says, and what is needed to check that it was not altered. */
  record Sealed(Manifest manifest, String text, byte[] seal) {

    /**
     * Checks it.
     *
     * @throws io.palimpsest.platform.keys.KeyUnusable when it was altered
     */
    void check(BackupKey key) {
      key.check(text, seal);
    }
  }

  /**
   * Reads a file.
   *
   * @throws BackupRefused when it is no manifest
   */
  static Sealed read(byte[] file, String where) {
    try {
      if (!(CanonicalJson.parse(file) instanceof Map<?, ?> parsed)) {
        throw new BackupRefused(where + " is no manifest of a backup");
      }
      Map<String, Object> members = new TreeMap<>();
      parsed.forEach((key, value) -> members.put((String) key, value));
      String seal = (String) members.remove(SEAL);
      if (seal == null || !FORM.equals(members.get("form"))) {
        throw new BackupRefused(where + " is no manifest of a backup");
      }
      byte[] bytes = Base64.getDecoder().decode(seal);
      if (!Base64.getEncoder().encodeToString(bytes).equals(seal)) { // its last bits may lie idle
        throw new BackupRefused(where + " is no manifest of a backup");
      }
      return new Sealed(of(members), text(members), bytes);
    } catch (EvidenceRefused
        | ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | DateTimeException
        | NoSuchElementException e) {
      throw new BackupRefused(where + " is no manifest of a backup", e);
    }
  }

  private static Manifest of(Map<String, Object> members) {
    CopyName name =
        CopyName.of(
                (String) members.get("class"),
                (String) members.get("place"),
                (String) members.get("family"),
                (String) members.get("day"),
                (String) members.get("made"),
                (String) members.get("until"),
                (String) members.get("id"))
            .orElseThrow();
    return new Manifest(
        name,
        Instant.parse((String) members.get("at")),
        (Boolean) members.get("complete"),
        Math.toIntExact((Long) members.get("schema")),
        (Long) members.get("rows"),
        (String) members.get("sha256"),
        (Long) members.get("bytes"),
        Optional.ofNullable((String) members.get("checkpoint")),
        Optional.ofNullable((String) members.get("key")));
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new TreeMap<>();
    members.put("form", FORM);
    members.put("class", name.kind().key());
    members.put("place", name.place());
    members.put("family", name.piece().family());
    members.put("day", name.piece().day().toString());
    members.put("made", name.made().toString());
    members.put("until", name.untilText());
    members.put("id", name.id());
    members.put("at", at.toString());
    members.put("complete", complete);
    members.put("schema", (long) schema);
    members.put("rows", rows);
    members.put("sha256", sha256);
    members.put("bytes", bytes);
    checkpoint.ifPresent(text -> members.put("checkpoint", text));
    wrapped.ifPresent(key -> members.put("key", key));
    return members;
  }

  private static String text(Map<String, Object> members) {
    return new String(CanonicalJson.write(members), StandardCharsets.UTF_8);
  }
}
