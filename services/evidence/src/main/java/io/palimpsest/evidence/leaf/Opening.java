package io.palimpsest.evidence.leaf;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import io.palimpsest.evidence.json.CanonicalJson;
import java.util.HexFormat;
import java.util.Map;

/**
 * What a {@link Commitment} was made of: shows what a leaf is about, for as long as the salt is
 * kept. As a file it is canonical JSON: {@code {"details":{…},"identity":"…","salt":"hex"}}.
 *
 * @param salt not to be changed
 * @param identity of the item, such as a callId
 * @param details values as {@link CanonicalJson} takes them
 */
public record Opening(byte[] salt, String identity, Map<String, ?> details) {
  /** Bytes of a file at most. */
  public static final int MAX_LENGTH = 65_536;

  public Opening {
    details = Map.copyOf(details);
    if (salt.length < Commitment.MIN_SALT) {
      throw new IllegalArgumentException("a salt of " + salt.length + " bytes");
    }
  }

  /**
   * @throws Malformed when it is not exactly what {@link #bytes} gives for some opening
   */
  public static Opening parse(byte[] file) {
    if (file.length <= MAX_LENGTH
        && CanonicalJson.parse(file) instanceof Map<?, ?> members
        && members.size() == 3
        && members.get("salt") instanceof String salt
        && salt.matches("([0-9a-f]{2}){16,256}")
        && members.get("identity") instanceof String identity
        && members.get("details") instanceof Map<?, ?> details) {
      @SuppressWarnings("unchecked") // keys of parsed JSON are strings
      Map<String, ?> named = (Map<String, ?>) details;
      return new Opening(HexFormat.of().parseHex(salt), identity, named);
    }
    throw new Malformed("not the opening of a commitment");
  }

  /** The file. */
  public byte[] bytes() {
    return CanonicalJson.write(
        Map.of("salt", HexFormat.of().formatHex(salt), "identity", identity, "details", details));
  }

  /** The commitment that leaves hold. */
  public Commitment commitment() {
    return Commitment.to(salt, identity, CanonicalJson.write(details));
  }
}
