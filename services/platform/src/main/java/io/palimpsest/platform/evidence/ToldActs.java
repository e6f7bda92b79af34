package io.palimpsest.platform.evidence;

import io.palimpsest.evidence.merkle.Hash;
import io.palimpsest.platform.error.StoreUnavailable;
import java.time.Instant;
import java.util.function.Consumer;

/** The acts in the control database of which the control plane's evidence log must tell. */
public interface ToldActs {

  /**
   * One act.
   *
   * @param leaf the hash of the leaf that tells of it, as the log's tree has it
   * @param what kind and number, such as {@code attested 17}; nothing of its tenant
   */
  record Act(Hash leaf, String what, Instant at) {}

  /**
   * Gives every act of this time and later, in short transactions.
   *
   * @throws StoreUnavailable when the database does not answer
   */
  void read(Instant from, Consumer<Act> acts);
}
