package io.palimpsest.platform.tenancy;

import io.palimpsest.evidence.leaf.Place;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A service region, by the name callers use for it.
 *
 * @param name such as {@code eu-frankfurt}
 */
public record Region(String name) {
  private static final Pattern FORM = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,20}){1,3}");

  /**
   * The control plane, where it keeps something as regions do, such as a log of its own. No caller
   * can name it: {@link #parse} does not know it.
   */
  public static final Region CONTROL = new Region(Place.CONTROL);

  public Region {
    if (!FORM.matcher(name).matches() && !name.equals(Place.CONTROL)) {
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
