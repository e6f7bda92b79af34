package io.palimpsest.evidence.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void keysShouldBeSortedByTheirCodeUnits() {
    // RFC 8785, section 3.2.3: the order of its example's keys.
    Map<String, Integer> keys =
        Map.of("€", 1, "\r", 2, "\uFB33", 3, "1", 4, "\uD83D\uDE00", 5, "\u0080", 6, "ö", 7);

    assertThat(text(CanonicalJson.write(keys)))
        .isEqualTo(
            "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"ö\":7,\"€\":1,\"\uD83D\uDE00\":5,\"\uFB33\":3}");
  }

  @Test
  void textShouldBeEscapedAsLittleAsCanBe() {
    assertThat(text(CanonicalJson.write("€$\u000F\nA'B\"\\\\\"/")))
        .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
  }

  @Test
  void nestedValuesShouldComeBack() {
    Object value =
        Map.of("a", List.of(1L, -5L, "x", true, Map.of()), "b", Map.of("c", List.of()), "d", false);

    assertThat(CanonicalJson.parse(CanonicalJson.write(value))).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " {}",
        "{} ",
        "{\"b\":1,\"a\":2}",
        "{\"a\":1,\"a\":1}",
        "{\"a\": 1}",
        "{\"a\":1,}",
        "[1,]",
        "[01]",
        "[-0]",
        "[-]",
        "[+1]",
        "[1.0]",
        "[1e3]",
        "[9007199254740992]",
        "[99999999999999999999]",
        "[null]",
        "[tru]",
        "\"\\u0041\"",
        "\"\\u000A\"",
        "\"\\u000F\"",
        "\"\\ud83d\"",
        "\"\\/\"",
        "\"a",
        "\"\n\"",
        "{",
        "[",
        "{\"a\"}",
        "{1:1}",
        "\uFEFF{}"
      })
  void anyOtherSpellingShouldBeRefused(String json) {
    assertThatThrownBy(() -> CanonicalJson.parse(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  void deepNestingShouldBeRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CanonicalJson.parse(deep)).isInstanceOf(Malformed.class);
  }

  @Test
  void valuesWithoutACanonicalFormShouldNotBeWritten() {
    for (Object value : List.of(1.5, 1L << 53, "\uD83D", "\uDE00", Map.of("\uD83D", 1))) {
      assertThatThrownBy(() -> CanonicalJson.write(value))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Property
  void anyTextShouldComeBack(@ForAll String text) {
    byte[] json;
    try {
      json = CanonicalJson.write(text);
    } catch (IllegalArgumentException halfAPair) {
      return;
    }

    assertThat(CanonicalJson.parse(json)).isEqualTo(text);
  }

  @Property
  void anyBytesShouldBeReadOrRefused(@ForAll byte[] bytes) {
    try {
      assertThat(CanonicalJson.write(CanonicalJson.parse(bytes))).isEqualTo(bytes);
    } catch (Malformed e) {
      assertThat(e).hasMessageNotContaining("null");
    }
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
