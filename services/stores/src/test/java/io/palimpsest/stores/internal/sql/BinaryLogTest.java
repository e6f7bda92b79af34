package io.palimpsest.stores.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BinaryLogTest {

  @Test
  void aBinaryLogThatIsKeptForMoreThanADayShouldBeTold() {
    assertThat(Database.binaryLog(true, 86_401)).contains("binlog_expire_logs_seconds = 86400");
    assertThat(Database.binaryLog(true, 0)).as("for ever").isNotEmpty();
  }

  @Test
  void aBinaryLogOfADayOrNoneShouldNotBeTold() {
    assertThat(Database.binaryLog(true, 86_400)).isEmpty();
    assertThat(Database.binaryLog(false, 0)).isEmpty();
  }
}
