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
    List<Amount> amounts = new ArrayList<>();
    for (RetentionPeriod period : periods) {
      for (LocalDate day : log.days(period)) {
        Instant goneBy = period.goneBy(day).atStartOfDay(zone).toInstant();
        amounts.add(new Amount(day, goneBy, log.count(period, day, owners)));
      }
    }
    return amounts;
  }
}
