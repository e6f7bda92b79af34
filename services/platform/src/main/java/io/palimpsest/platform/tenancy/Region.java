package io.palimpsest.platform.tenancy;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service region, by the name callers use for it.
 *
 * @param name such as {@code eu-frankfurt}
 */
public record Region(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,20}){1,3}");

  public Region {
    if (!FORM.matcher(name).matches()) {
      throw new IllegalArgumentException("not a region name: " + name);
    }
  }

  /** Empty when {@code name} is not well-formed. */
  public static Optional<Region> parse(String name) {
    return FORM.matcher(name).matches() ? Optional.of(new Region(name)) : Optional.empty();
  }

  @Override
  public String toString() {
    return name;
  }
}
