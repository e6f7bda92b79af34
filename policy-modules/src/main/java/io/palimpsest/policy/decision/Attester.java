package io.palimpsest.policy.decision;

/**
 * The admin who gives a tenant's word.
 *
 * @param id the admin's account or name, as the tenant knows it
 * @param capacity in what capacity, such as {@code data protection officer}
 */
public record Attester(String id, String capacity) {
  public Attester {
    if (id.isBlank() || capacity.isBlank()) {
      throw new IllegalArgumentException(
          "who gives their word, and in what capacity, must be said");
    }
  }
}
