package io.palimpsest.platform.credentials;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The public half of a key.
 *
 * @param value {@code AKID} and 8 to 64 letters or digits
 */
public record SecretId(String value) {
  private static final Pattern FORM = Pattern.compile("AKID[A-Za-z0-9]{8,64}");

  public SecretId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a SecretId");
    }
  }

  /** Empty when {@code value} has another form. */
  public static Optional<SecretId> parse(String value) {
    return FORM.matcher(value).matches() ? Optional.of(new SecretId(value)) : Optional.empty();
  }

  @Override
  public String toString() {
    return value;
  }
}
