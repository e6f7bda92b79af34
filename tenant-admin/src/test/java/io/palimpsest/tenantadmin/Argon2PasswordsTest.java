package io.palimpsest.tenantadmin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2PasswordsTest {
  private final Argon2Passwords passwords = new Argon2Passwords();

  @Test
  void onlyThePasswordItselfShouldMatch() {
    String hash = passwords.hash("korrekt – 正しい");

    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("korrekt");
    assertThat(passwords.matches("korrekt – 正しい", hash)).isTrue();
    assertThat(passwords.matches("korrekt - 正しい", hash)).isFalse();
    assertThat(passwords.hash("korrekt – 正しい")).as("salted").isNotEqualTo(hash);
  }
}
