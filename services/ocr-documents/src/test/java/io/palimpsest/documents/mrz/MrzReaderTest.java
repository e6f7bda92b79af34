package io.palimpsest.documents.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.documents.mrz.Check.Protected;
import io.palimpsest.documents.mrz.Check.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MrzReaderTest {

  @Test
  void parseShouldReadThePassportOfTheStandard() {
    Mrz mrz = MrzReader.parse(Specimens.TD3, Specimens.TODAY).orElseThrow();

    assertThat(mrz).isInstanceOf(Mrz.Passport.class);
    assertThat(mrz.verified()).isTrue();
    assertThat(mrz.repairs()).isEmpty();
    Contents contents = mrz.contents();
    assertThat(contents.code()).isEqualTo("P");
    assertThat(contents.issuer()).isEqualTo("UTO");
    assertThat(contents.number()).isEqualTo("L898902C3");
    assertThat(contents.nationality()).isEqualTo("UTO");
    assertThat(contents.birth().date()).contains(LocalDate.of(1974, 8, 12));
    assertThat(contents.sex()).isEqualTo(Sex.FEMALE);
    assertThat(contents.expiry().date()).contains(LocalDate.of(2012, 4, 15));
    assertThat(contents.name()).isEqualTo(new MrzName("ERIKSSON", "ANNA MARIA", false));
    assertThat(contents.optional()).containsExactly("ZE184226B");
  }

  @Test
  void parseShouldKnowAllFiveFormats() {
    assertThat(Specimens.all())
        .extracting(lines -> MrzReader.parse(lines, Specimens.TODAY).orElseThrow().format())
        .containsExactly(
            MrzFormat.TD1, MrzFormat.TD2, MrzFormat.TD3, MrzFormat.MRV_A, MrzFormat.MRV_B);
    assertThat(Specimens.all())
        .allMatch(lines -> MrzReader.parse(lines, Specimens.TODAY).orElseThrow().verified());
  }

  @Test
  void parseShouldJoinADocumentNumberThatGoesOnInTheOptionalData() {
    List<String> lines = new ArrayList<>(Specimens.TD1);
    lines.set(0, "I<UTOD23145890<7349<<<<<<<<<<<");
    lines.set(1, "3407127M9507122UTO<<<<<<<<<<<2");
    lines.set(2, "STEVENSON<<PETER<JOHN<<<<<<<<<");

    Mrz mrz = MrzReader.parse(lines, Specimens.TODAY).orElseThrow();

    assertThat(mrz.contents().number()).isEqualTo("D23145890734");
    assertThat(mrz.state(Protected.NUMBER)).isEqualTo(State.PASSED);
    assertThat(mrz.state(Protected.COMPOSITE)).isEqualTo(State.PASSED);
    assertThat(mrz.contents().optional()).isEmpty();
  }

  @Test
  void parseShouldCallAMissingPersonalNumberAbsentWithFillerAndPassedWithZero() {
    Mrz filler =
        MrzReader.parse(
                List.of(Specimens.TD3.getFirst(), "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<<0"),
                Specimens.TODAY)
            .orElseThrow();
    Mrz zero =
        MrzReader.parse(
                List.of(Specimens.TD3.getFirst(), "L898902C36UTO7408122F1204159<<<<<<<<<<<<<<00"),
                Specimens.TODAY)
            .orElseThrow();

    assertThat(filler.state(Protected.OPTIONAL)).isEqualTo(State.ABSENT);
    assertThat(zero.state(Protected.OPTIONAL)).isEqualTo(State.PASSED);
  }

  @Test
  void parseShouldTakeALetterOForWhatItMustBe() {
    List<String> misread =
        List.of(
            "P<UT0ERIKSS0N<<ANNA<MAR1A<<<<<<<<<<<<<<<<<<<",
            "L8989O2C36UT074O8122F12O4159ZE184226B<<<<<1O");

    Mrz mrz = MrzReader.parse(misread, Specimens.TODAY).orElseThrow();

    assertThat(mrz.lines()).isEqualTo(Specimens.TD3);
    assertThat(mrz.verified()).isTrue();
  }

  @Test
  void readShouldRepairACharacterThatOnlyOneExchangeExplains() {
    String line = Specimens.TD3.get(1).replaceFirst("L898902C3", "L8989O2C3");

    Mrz mrz =
        MrzReader.parse(List.of(Specimens.TD3.getFirst(), line), Specimens.TODAY).orElseThrow();

    assertThat(mrz.lines()).isEqualTo(Specimens.TD3);
    assertThat(mrz.repairs()).containsExactly(new Repair(new Place(1, 5), 'O', '0'));
  }

  @Test
  void readShouldRepairNothingWhereTwoExchangesWouldDo() {
    // Both zeros stand at places of one weight, and an O at either makes the digit right.
    String number = "0AB0CD1EF";
    String meant = "OAB0CD1EF";
    String line = number + CheckDigits.of(meant) + "UTO7408122F1204159" + "<".repeat(8);

    Mrz mrz =
        MrzReader.parse(List.of(Specimens.MRV_B.getFirst(), line), Specimens.TODAY).orElseThrow();

    assertThat(mrz.repairs()).isEmpty();
    assertThat(mrz.contents().number()).isEqualTo(number);
    assertThat(mrz.state(Protected.NUMBER)).isEqualTo(State.FAILED);
  }

  @Test
  void parseShouldLeaveWhatCannotBeRepairedAndSaySo() {
    String line = "L898902X36UTO7408122F1204159ZE184226B<<<<<10";

    Mrz mrz =
        MrzReader.parse(List.of(Specimens.TD3.getFirst(), line), Specimens.TODAY).orElseThrow();

    assertThat(mrz.verified()).isFalse();
    assertThat(mrz.state(Protected.NUMBER)).isEqualTo(State.FAILED);
    assertThat(mrz.state(Protected.BIRTH)).isEqualTo(State.PASSED);
  }

  @Test
  void parseShouldRefuseLinesOfNoFormat() {
    assertThat(MrzReader.parse(List.of(), Specimens.TODAY)).isEmpty();
    assertThat(MrzReader.parse(List.of("P<UTO", "L898"), Specimens.TODAY)).isEmpty();
    assertThat(MrzReader.parse(List.of("a".repeat(44), "b".repeat(44)), Specimens.TODAY)).isEmpty();
  }
}
