package io.palimpsest.platform.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadKeyTest {
  private static final CallId CALL = CallId.parse("0199f2a0-9040-7abc-8def-0123456789ab");

  @Test
  void parseShouldGiveBackWhatPathWrote() {
    UploadKey key = UploadKey.of(new AppId(1300000001), CALL, ZoneId.of("Asia/Singapore"));

    assertThat(UploadKey.parse(key.path())).contains(key);
  }

  @Test
  void ofShouldTakeTheDayOfTheRegionsOwnZone() {
    LocalDate utc = LocalDate.ofInstant(CALL.received(), ZoneId.of("UTC"));

    // Kiritimati is 14 hours ahead, Niue 11 behind: at any moment their days differ.
    UploadKey east = UploadKey.of(new AppId(1), CALL, ZoneId.of("Pacific/Kiritimati"));
    UploadKey west = UploadKey.of(new AppId(1), CALL, ZoneId.of("Pacific/Niue"));

    assertThat(east.day()).isNotEqualTo(west.day());
    assertThat(utc).isBetween(west.day(), east.day());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1/2027-01-31",
        "1/2027-01-31/0199f2a0-9040-7abc-8def-0123456789ab/x",
        "0/2027-01-31/0199f2a0-9040-7abc-8def-0123456789ab",
        "+1/2027-01-31/0199f2a0-9040-7abc-8def-0123456789ab",
        "01/2027-01-31/0199f2a0-9040-7abc-8def-0123456789ab",
        "1/2027-02-29/0199f2a0-9040-7abc-8def-0123456789ab",
        "1/2027-01-31/0199F2A0-9040-7ABC-8DEF-0123456789AB",
        "1/2027-01-31/0199f2a0-9040-4abc-8def-0123456789ab",
        "1/2027-01-31/199f2a0-9040-7abc-8def-123456789ab"
      })
  void parseShouldLeaveForeignNamesForeign(String name) {
    assertThat(UploadKey.parse(name)).isEmpty();
  }
}
