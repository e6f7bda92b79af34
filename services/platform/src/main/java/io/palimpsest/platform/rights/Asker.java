package io.palimpsest.platform.rights;

import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;

/** Whose request it is, as the tenant names them. Only pseudonyms of it are ever stored. */
public sealed interface Asker {

  /** By the tenant's own reference. */
  record ByReference(EndUserReference reference) implements Asker {}

  /** By a document that was read. */
  record ByDocument(DocumentNumber document) implements Asker {}
}
