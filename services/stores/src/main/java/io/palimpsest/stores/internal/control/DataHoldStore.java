package io.palimpsest.stores.internal.control;

import io.micronaut.context.annotation.Requires;
import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldStore;
import io.palimpsest.platform.keys.RootKey;
import jakarta.inject.Singleton;
import java.util.List;

/** The history of holds in the control database. Thread-safe. */
@Singleton
@Requires(beans = RootKey.class)
final class DataHoldStore implements HoldStore {
  private final ControlTransactions control;
  private final HoldRows rows;

  DataHoldStore(ControlTransactions control, HoldRows rows) {
    this.control = control;
    this.rows = rows;
  }

  /** In a write, whose writers stand in line: of two that end a hold the second finds it ended. */
  @Override
  public boolean append(HoldAct act) {
    return control.write(
        "note a hold",
        () -> {
          boolean end = !(act instanceof HoldAct.Placed);
          boolean fits =
              end
                  ? rows.count(act.hold(), false) == 1 && rows.count(act.hold(), true) == 0
                  : rows.count(act.hold(), false) == 0;
          if (fits) {
            rows.add(act.hold(), end, act.at(), HoldBody.write(act));
          }
          return fits;
        });
  }

  @Override
  public List<HoldAct> acts() {
    return control.read("list holds", () -> rows.all().stream().map(HoldBody::read).toList());
  }
}
