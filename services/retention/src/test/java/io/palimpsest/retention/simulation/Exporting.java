package io.palimpsest.retention.simulation;

import io.palimpsest.platform.consent.ConsentStore;
import io.palimpsest.platform.credentials.ControlStore;
import io.palimpsest.platform.exports.Export;
import io.palimpsest.platform.exports.ExportCell;
import io.palimpsest.platform.exports.ExportStore;
import io.palimpsest.platform.exports.Exports;
import io.palimpsest.platform.rights.RightsStore;
import io.palimpsest.platform.testkit.ConsentFixtures;
import io.palimpsest.platform.testkit.SubjectFixtures;
import java.util.List;

/** People who have identification data given out, read it, and erase it before its time. */
final class Exporting {
  private static final String WHY = "to read worn passports better";

  private final Stock stock;
  private final Truth truth;
  private final Chance chance;
  private final Time time;
  private final Exports exports;

  Exporting(Stock stock, Truth truth, Chance chance, Time time, Ports ports) {
    this.stock = stock;
    this.truth = truth;
    this.chance = chance;
    this.time = time;
    exports =
        new Exports(
            List.of(
                new ExportCell(
                    stock.subjects(ports),
                    ports.of(ExportStore.class, stock.exports, Store.DATABASE))),
            ports.of(ControlStore.class, stock.control, Store.CONTROL),
            ports.of(ConsentStore.class, stock.control, Store.CONTROL),
            ports.of(RightsStore.class, stock.rights, Store.CONTROL),
            () -> stock.policies,
            time,
            1);
  }

  void act() {
    List<Export> all = stock.exports.exports();
    if (all.isEmpty() || chance.oneIn(2)) {
      exports.create(Stock.REGION, SubjectFixtures.TRAINING, ConsentFixtures.OFFICER, WHY);
      return;
    }
    Export export = all.get(all.size() - 1 - chance.below(Math.min(3, all.size())));
    if (chance.oneIn(4)) {
      exports.erase(export.id(), ConsentFixtures.OFFICER, "it is not needed");
    } else {
      exports.read(
          export.id(),
          ConsentFixtures.OFFICER,
          WHY,
          _ ->
              truth.demand(
                  time.instant().isBefore(export.until()), "an export is read past its time"));
    }
  }
}
