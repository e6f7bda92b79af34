package io.palimpsest.documents.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.documents.mrz.Check.Protected;
import io.palimpsest.documents.mrz.Check.State;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MrzPropertiesTest {
  private static final String ALL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<";

  @Property
  void checkDigitShouldTellEveryExchangeWithinDigits(
      @ForAll("numbers") String number, @ForAll("index") int index, @ForAll("digit") char other) {
    Assume.that(Character.isDigit(number.charAt(index)) && number.charAt(index) != other);
    String changed = number.substring(0, index) + other + number.substring(index + 1);

    // Weights 7, 3 and 1 have no factor in common with 10.
    assertThat(CheckDigits.of(changed)).isNotEqualTo(CheckDigits.of(number));
  }

  @Property
  void whatIsEncodedShouldBeReadBack(
      @ForAll("numbers") String number,
      @ForAll("dates") String birth,
      @ForAll("dates") String expiry,
      @ForAll("names") String surname,
      @ForAll("names") String given,
      @ForAll("personal") String personal) {
    List<String> lines = passport(number, birth, expiry, surname, given, personal);

    Mrz mrz = MrzReader.parse(lines, Specimens.TODAY).orElseThrow();

    assertThat(mrz.verified()).isTrue();
    assertThat(mrz.repairs()).isEmpty();
    assertThat(mrz.lines()).isEqualTo(lines);
    assertThat(mrz.contents().number()).isEqualTo(number);
    assertThat(mrz.contents().birth().text()).isEqualTo(birth);
    assertThat(mrz.contents().expiry().text()).isEqualTo(expiry);
    assertThat(mrz.contents().name().surname()).isEqualTo(surname);
    assertThat(mrz.contents().name().givenNames()).isEqualTo(given);
  }

  /** A lookalike in the number is put back, or it is said that the number is not to be trusted. */
  @Property(tries = 2000)
  void aSingleLookalikeShouldBeRepairedRightlyOrDetected(
      @ForAll("numbers") String number,
      @ForAll("dates") String birth,
      @ForAll("personal") String personal,
      @ForAll("index") int index,
      @ForAll int which) {
    List<String> lines = passport(number, birth, "300101", "MUSTER", "ERIKA", personal);
    List<Character> others = Lookalikes.of(number.charAt(index));
    Assume.that(!others.isEmpty());
    char other = others.get(Math.floorMod(which, others.size()));
    String changed = number.substring(0, index) + other + number.substring(index + 1);
    Assume.that(CheckDigits.of(changed) != CheckDigits.of(number));
    List<String> misread = new ArrayList<>(lines);
    misread.set(1, changed + lines.get(1).substring(9));

    Mrz mrz = MrzReader.parse(misread, Specimens.TODAY).orElseThrow();

    boolean right = mrz.lines().equals(lines) && mrz.verified();
    boolean told = mrz.state(Protected.NUMBER) == State.FAILED;
    assertThat(right || told).isTrue();
    assertThat(mrz.repairs()).hasSize(right ? 1 : 0);
  }

  @Property
  void noTextShouldBeTooStrangeToBeJudged(@ForAll("noise") List<String> lines) {
    MrzReader.parse(lines, Specimens.TODAY)
        .ifPresent(
            mrz ->
                assertThat(mrz.lines())
                    .allSatisfy(line -> assertThat(line).hasSize(mrz.format().length())));
  }

  private static List<String> passport(
      String number, String birth, String expiry, String surname, String given, String personal) {
    String name = (surname + "<<" + given).replace(' ', '<');
    String first = "P<UTO" + name + "<".repeat(39 - name.length());
    String front = number + CheckDigits.of(number);
    String middle = birth + CheckDigits.of(birth);
    String end = expiry + CheckDigits.of(expiry) + personal + CheckDigits.of(personal);
    int composite = CheckDigits.of(front + middle + end);
    return List.of(first, front + "UTO" + middle + "F" + end + composite);
  }

  @Provide
  Arbitrary<String> numbers() {
    return Arbitraries.strings().withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789").ofLength(9);
  }

  @Provide
  Arbitrary<String> personal() {
    return Arbitraries.strings()
        .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        .ofMaxLength(14)
        .map(text -> text + "<".repeat(14 - text.length()));
  }

  @Provide
  Arbitrary<String> dates() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 99),
            Arbitraries.integers().between(1, 12),
            Arbitraries.integers().between(1, 28))
        .as("%02d%02d%02d"::formatted);
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> word =
        Arbitraries.strings().withCharRange('A', 'Z').ofMinLength(1).ofMaxLength(8);
    return word.list().ofMinSize(1).ofMaxSize(2).map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<Integer> index() {
    return Arbitraries.integers().between(0, 8);
  }

  @Provide
  Arbitrary<Character> digit() {
    return Arbitraries.chars().range('0', '9');
  }

  @Provide
  Arbitrary<List<String>> noise() {
    return Arbitraries.of(30, 36, 44)
        .flatMap(
            length ->
                Arbitraries.strings()
                    .withChars(ALL)
                    .ofLength(length)
                    .list()
                    .ofMinSize(2)
                    .ofMaxSize(3));
  }
}
