package io.palimpsest.platform.backups;

import io.palimpsest.platform.simulation.Stock;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.DataClass;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Copies of a place that can be opened: those whose key is in its vault, wherever their files are.
 *
 * @param zone whose midnights end the place's days
 */
public record BackupStock(BackupVault vault, String place, ZoneId zone) implements Stock {

  @Override
  public DataClass dataClass() {
    return DataClass.BACKUP;
  }

  @Override
  public String store() {
    return "vault of backups";
  }

  /** A copy is of everybody. */
  @Override
  public List<Amount> amounts(Set<AppId> owners) {
    return owners.isEmpty() ? List.of() : amounts();
  }

  @Override
  public List<Amount> amounts() {
    List<Amount> amounts = new ArrayList<>();
    for (String key : vault.names(CopyName.KEYS)) {
      CopyName.ofKey(place, key)
          .ifPresent(
              copy ->
                  amounts.add(
                      new Amount(
                          copy.piece().day(),
                          copy.until()
                              .map(day -> day.atStartOfDay(zone).toInstant())
                              .orElse(Instant.MAX),
                          1)));
    }
    return amounts;
  }
}
