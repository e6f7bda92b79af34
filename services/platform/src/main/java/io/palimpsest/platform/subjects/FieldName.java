package io.palimpsest.platform.subjects;

import java.util.regex.Pattern;

/**
 * What a field or a photo is, such as {@code documentNumber} or {@code portrait}.
 *
 * @param value 1 to 64 of {@code A-Z a-z 0-9 _}, beginning with a letter
 */
public record FieldName(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

  public FieldName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a field");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
