package io.palimpsest.platform.subjects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.platform.subjects.ReferenceUnusable.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencesTest {

  @ParameterizedTest
  @ValueSource(strings = {"7", "customer 1", "Ünï-名前/😀", "a@b.c", "'; DROP TABLE subject; --"})
  void anyVisibleTextShouldBeAReference(String text) {
    assertThat(new EndUserReference(text).value()).isEqualTo(text);
  }

  @Test
  void referenceMayHave128CharactersAndNoMore() {
    assertThat(new EndUserReference("😀".repeat(128)).value()).hasSize(256);

    assertRefused("x".repeat(129), Reason.TOO_LONG);
    assertRefused("😀".repeat(129), Reason.TOO_LONG);
    assertRefused("x".repeat(10_000_000), Reason.TOO_LONG);
  }

  @Test
  void emptyReferenceShouldBeRefused() {
    assertRefused("", Reason.EMPTY);
    assertRefused(" \t", Reason.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\nb",
        "a\u001b[2J",
        "a\u202eb",
        "a\u200bb",
        "a\u2028b",
        "\ud800",
        "a\ue000"
      })
  void whatCannotBeSeenShouldBeRefused(String text) {
    assertRefused(text, Reason.FORBIDDEN_CHARACTER);
  }

  @Test
  void documentNumberShouldBeTheSameHoweverItIsWritten() {
    DocumentNumber read = new DocumentNumber("UTO", "passport", "L898902C3<");

    assertThat(new DocumentNumber("uto", "Passport", "l8989-02 c3")).isEqualTo(read);
    assertThat(new DocumentNumber("UTO", "passport", "L898902C4")).isNotEqualTo(read);
    assertThatThrownBy(() -> new DocumentNumber("UTO", "passport", "<<<"))
        .isInstanceOf(ReferenceUnusable.class);
  }

  @Test
  void nothingShouldPrintWhatItHolds() {
    assertThat(new EndUserReference("customer 1")).asString().doesNotContain("customer");
    assertThat(new DocumentNumber("UTO", "passport", "L898902C3"))
        .asString()
        .doesNotContain("L898902C3");
  }

  private static void assertRefused(String text, Reason reason) {
    assertThatThrownBy(() -> new EndUserReference(text))
        .isInstanceOfSatisfying(
            ReferenceUnusable.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .message()
        .hasSizeLessThan(100);
  }
}
