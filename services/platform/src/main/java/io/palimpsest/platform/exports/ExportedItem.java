package io.palimpsest.platform.exports;

import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.IdentificationItem;
import io.palimpsest.platform.subjects.Photo;
import io.palimpsest.policy.PolicyRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item as an export gives it. It names neither tenant, AppID, call nor end user: what stands
 * for them holds within this export only, so two exports cannot be joined by it.
 *
 * @param item 32 hexadecimal digits in the place of the call
 * @param subject 32 hexadecimal digits in the place of the end user; the same for all of its items
 * @param policy the version it was stored under
 */
public record ExportedItem(
    String item,
    String subject,
    String action,
    PolicyRef policy,
    Optional<String> jurisdiction,
    Map<FieldName, String> fields,
    List<Photo> photos) {
  public ExportedItem {
    fields = Map.copyOf(fields);
    photos = List.copyOf(photos);
  }

  /** What is given of a stored item. */
  public static ExportedItem of(
      String item, String subject, IdentificationItem stored, List<Photo> photos) {
    return new ExportedItem(
        item,
        subject,
        stored.content().action(),
        stored.content().policy(),
        stored.content().jurisdiction(),
        stored.content().fields(),
        photos);
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "ExportedItem[" + item + ", " + fields.size() + " fields]";
  }
}
