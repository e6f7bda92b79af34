package io.palimpsest.platform.testkit;

import io.palimpsest.platform.subjects.Pseudonym;
import io.palimpsest.platform.subjects.Subject;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Somebody of whom there is identification data in memory. */
final class StoredSubject {
  final Subject subject;
  final Instant since;
  final Set<Pseudonym> names = new HashSet<>();
  boolean restricted;

  StoredSubject(Subject subject, Instant since) {
    this.subject = subject;
    this.since = since;
  }

  boolean hasReference() {
    return names.stream().anyMatch(name -> name.kind() == Pseudonym.Kind.REFERENCE);
  }
}
