package io.palimpsest.platform.testkit;

import io.palimpsest.platform.holds.HoldAct;
import io.palimpsest.platform.holds.HoldStore;
import java.util.ArrayList;
import java.util.List;

/** The history of holds in memory. Thread-safe. */
public final class InMemoryHolds implements HoldStore {
  private final List<HoldAct> acts = new ArrayList<>();

  @Override
  public synchronized boolean append(HoldAct act) {
    boolean placed =
        acts.stream().anyMatch(it -> it.hold().equals(act.hold()) && it instanceof HoldAct.Placed);
    boolean ended =
        acts.stream()
            .anyMatch(it -> it.hold().equals(act.hold()) && !(it instanceof HoldAct.Placed));
    boolean fits = act instanceof HoldAct.Placed ? !placed : placed && !ended;
    if (fits) {
      acts.add(act);
    }
    return fits;
  }

  @Override
  public synchronized List<HoldAct> acts() {
    return List.copyOf(acts);
  }
}
