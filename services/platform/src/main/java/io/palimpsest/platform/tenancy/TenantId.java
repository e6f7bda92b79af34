package io.palimpsest.platform.tenancy;

import java.util.regex.Pattern;

/**
 * A tenant's short name.
 *
 * @param value 1 to 40 of {@code a-z 0-9 -}, beginning with a letter
 */
public record TenantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public TenantId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant must be 1 to 40 of a-z, 0-9 and -, beginning with a letter: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
