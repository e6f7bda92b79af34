package io.palimpsest.documents.mrz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MrzNameTest {

  @Test
  void twoFillersShouldPartSurnameAndGivenNames() {
    assertThat(MrzName.of("VAN<DER<MUELLEN<<HANS<PETER<<<<"))
        .isEqualTo(new MrzName("VAN DER MUELLEN", "HANS PETER", false));
  }

  @Test
  void aSingleNameShouldBeASurname() {
    assertThat(MrzName.of("ARKFREITH<<<<<<<<")).isEqualTo(new MrzName("ARKFREITH", "", false));
  }

  @Test
  void aFieldWithoutAFreeCharacterShouldCountAsMaybeTruncated() {
    assertThat(MrzName.of("NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K").maybeTruncated()).isTrue();
  }
}
