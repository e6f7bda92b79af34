package io.palimpsest.platform.exports;

import java.util.UUID;

/** The name of one export; random. */
public record ExportId(UUID value) {
  private static final String PREFIX = "ex-";

  /** A new one. */
  public static ExportId random() {
    return new ExportId(UUID.randomUUID());
  }

  /**
   * Reads what {@link #toString()} gives.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static ExportId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("not the name of an export: it begins with ex-");
    }
    return new ExportId(UUID.fromString(text.substring(PREFIX.length())));
  }

  @Override
  public String toString() {
    return PREFIX + value;
  }
}
