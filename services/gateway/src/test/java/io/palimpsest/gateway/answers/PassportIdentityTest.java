package io.palimpsest.gateway.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.ocr.Findings;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.TextLine;
import io.palimpsest.platform.call.Identity;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.FieldName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PassportIdentityTest {
  /** The specimen of ICAO 9303, part 4. */
  private static final String FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<";

  private static final String SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";

  private final PassportIdentity form =
      new PassportIdentity(Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));

  @Test
  void onlyWhatThePoliciesListShouldBeHandedOn() {
    Identity read = form.of(reading(FIRST, SECOND)).orElseThrow();

    assertThat(read.fields())
        .containsOnlyKeys(
            Stream.of(
                    "surname",
                    "givenNames",
                    "documentNumber",
                    "issuingCountry",
                    "nationality",
                    "dateOfBirth")
                .map(FieldName::new)
                .toList())
        .containsEntry(new FieldName("surname"), "ERIKSSON")
        .containsEntry(new FieldName("dateOfBirth"), "1974-08-12");
    assertThat(read.document()).contains(new DocumentNumber("UTO", "passport", "L898902C3"));
    assertThat(read.born()).isEqualTo(LocalDate.of(1974, 8, 12));
    assertThat(read.photos()).hasSize(1);
    assertThat(read.toString()).doesNotContain("ERIKSSON", "L898902C3");
  }

  @Test
  void aZoneWithACheckDigitThatFailsShouldBeInDoubt() {
    assertThat(form.of(reading(FIRST, SECOND.replace("740812", "470821")))).isEmpty();
    assertThat(form.of(reading(FIRST, SECOND.replace("L898902C3", "K797901D9")))).isEmpty();
  }

  @Test
  void aDateOfBirthThatIsNotWholeShouldBeInDoubt() {
    // Whatever its check digits say.
    String unknown = "L898902C36UTO74<<<<0F1204159ZE184226B<<<<<1";

    for (char digit = '0'; digit <= '9'; digit++) {
      for (char whole = '0'; whole <= '9'; whole++) {
        String line = unknown.replace("74<<<<0", "74<<<<" + digit) + whole;
        assertThat(form.of(reading(FIRST, line))).isEmpty();
      }
    }
  }

  private static Reading reading(String first, String second) {
    List<TextLine> lines =
        Stream.of(first, second, first, second)
            .map(text -> new TextLine(text, Quad.rectangle(0, 0, 440, 20), 0.99, List.of()))
            .toList();
    Findings.Cutout face =
        new Findings.Cutout(Quad.rectangle(10, 10, 60, 80), new byte[] {1, 2, 3});
    return new Reading(
        new Page(500, 300, 0, lines.subList(0, 2), "stub"),
        ImageFormat.PNG,
        1,
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        new Findings(lines, List.of(face)));
  }
}
