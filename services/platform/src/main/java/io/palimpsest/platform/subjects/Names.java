package io.palimpsest.platform.subjects;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a call tells of its end user, as pseudonyms under each of the tenant's keys, the newest
 * first.
 *
 * @param reference of the tenant's own reference; empty when the call names none
 * @param document of the document's number; empty when none was read
 */
public record Names(List<Pseudonym> reference, List<Pseudonym> document) {
  public Names {
    reference = List.copyOf(reference);
    document = List.copyOf(document);
    if (reference.isEmpty() && document.isEmpty()) {
      throw new IllegalArgumentException("a subject needs a name to be found again by");
    }
  }

  /** Both. */
  public List<Pseudonym> all() {
    return Stream.concat(reference.stream(), document.stream()).toList();
  }
}
