package io.palimpsest.platform.backups;

import io.palimpsest.platform.error.StoreUnavailable;
import java.util.Collection;
import java.util.Set;

/**
 * Says in a place's own database that pieces of it are being put back. While it stands nothing of
 * the place may be served: what was erased since the copies were made may be there again. Every
 * method throws {@link StoreUnavailable} when the database cannot be reached.
 */
public interface RestoreMark {

  /** The pieces, by class and name; none when no restore is under way. */
  Set<String> begun();

  /** Sets it, or adds to it. Durable on return. */
  void begin(Collection<String> pieces);

  /** Takes it away: everything erased since is erased again. Durable on return. */
  void end();
}
