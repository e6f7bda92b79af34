package io.palimpsest.policy;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A module's version: compared by its numbers, so that 1.10.0 comes after 1.9.0. */
public record PolicyVersion(int major, int minor, int patch) implements Comparable<PolicyVersion> {
  private static final Pattern FORM =
      Pattern.compile("(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})\\.(0|[1-9]\\d{0,5})");
  private static final Comparator<PolicyVersion> ORDER =
      Comparator.comparingInt(PolicyVersion::major)
          .thenComparingInt(PolicyVersion::minor)
          .thenComparingInt(PolicyVersion::patch);

  /**
   * Reads {@code 1.2.3}.
   *
   * @throws IllegalArgumentException for anything else
   */
  public static PolicyVersion parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a version: " + text);
    }
    return new PolicyVersion(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  @Override
  public int compareTo(PolicyVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
