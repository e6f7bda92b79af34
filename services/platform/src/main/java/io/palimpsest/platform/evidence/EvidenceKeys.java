package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.note.VerifierKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.keys.RootKeyUnusable;
import java.util.Optional;

/**
 * The keys of one region's logs, one for each year: the name of a key is the origin of its log.
 * Every method throws {@link StoreUnavailable} when the database cannot be reached.
 */
public interface EvidenceKeys {

  /**
   * The key of a year's log, made under the given origin when there is none. A log keeps the origin
   * it was begun under.
   *
   * @throws RootKeyUnusable when it is sealed under a root key that is not there
   */
  SigningKey signing(int year, String origin);

  /** The public half; empty when the year has no log. */
  Optional<VerifierKey> verifier(int year);
}
