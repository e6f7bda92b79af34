package io.palimpsest.stores.internal.subjects;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Subject;
import java.nio.ByteBuffer;
import java.util.UUID;

/** How subjects, items and photos are called in the stores. */
final class Ids {
  private Ids() {}

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  static UUID uuid(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  /** Whose key it is: no key of one subject opens as another's. */
  static String owner(Subject subject) {
    return subject.tenant() + "/" + subject.id();
  }

  /** What an item's sealed content belongs to. */
  static String context(Subject subject, CallId item) {
    return owner(subject) + "/" + item;
  }

  /** Begins the names of all photos of a subject. */
  static String prefix(UUID subject) {
    return subject + "/";
  }

  static String prefix(UUID subject, CallId item) {
    return prefix(subject) + item + "/";
  }

  static String object(UUID subject, CallId item, FieldName photo) {
    return prefix(subject, item) + photo;
  }
}
