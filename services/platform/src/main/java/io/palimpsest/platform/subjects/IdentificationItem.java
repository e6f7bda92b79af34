package io.palimpsest.platform.subjects;

import java.util.Set;

/**
 * One stored item, opened.
 *
 * @param content as stored, corrections included
 * @param photos names of the photos that are stored with it
 * @param restricted whether its subject's data may be kept only, not used
 */
public record IdentificationItem(
    Subject subject, Identification content, Set<FieldName> photos, boolean restricted) {
  public IdentificationItem {
    photos = Set.copyOf(photos);
  }
}
