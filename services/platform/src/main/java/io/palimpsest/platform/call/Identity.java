package io.palimpsest.platform.call;

import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Photo;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a call read of its end user, beyond doubt.
 *
 * @param fields none but what the policies list as identification data
 * @param document which document told it; empty when its number is not known
 * @param born the end user's date of birth
 */
public record Identity(
    Map<FieldName, String> fields,
    List<Photo> photos,
    Optional<DocumentNumber> document,
    LocalDate born) {
  public Identity {
    fields = Map.copyOf(fields);
    photos = List.copyOf(photos);
  }

  /** Never a value. */
  @Override
  public String toString() {
    return "Identity[" + fields.size() + " fields, " + photos.size() + " photos]";
  }
}
