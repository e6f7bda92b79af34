package io.palimpsest.stores.internal.oplog;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongBiFunction;

/** Entries of the operation log, counted index by index. */
record LogStock(ElasticOperationLog log, ZoneId zone, Set<RetentionPeriod> periods)
    implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.OPERATION_LOG;
  }

  @Override
  public String store() {
    return "Elasticsearch";
  }

  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return amounts((period, day) -> log.count(period, day, owners));
  }

  @Override
  public List<Amount> amounts() {
    return amounts(log::items);
  }

  private List<Amount> amounts(ToLongBiFunction<RetentionPeriod, LocalDate> count) {
    List<Amount> amounts = new ArrayList<>();
    for (RetentionPeriod period : periods) {
      for (LocalDate day : log.days(period)) {
        Instant goneBy = period.goneBy(day).atStartOfDay(zone).toInstant();
        amounts.add(new Amount(day, goneBy, count.applyAsLong(period, day)));
      }
    }
    return amounts;
  }
}
