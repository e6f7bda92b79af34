package io.palimpsest.platform.exports;

import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Pseudonym;
import java.util.List;

/**
 * An item that its region's store would give out: alive, kept for the purpose, unrestricted. Policy
 * and the end user's own choice are still to be asked.
 *
 * @param names all that leads to its subject
 */
public record Usable(IdentificationItem item, List<Pseudonym> names) {
  public Usable {
    names = List.copyOf(names);
  }
}
