package io.palimpsest.retention;

import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The control plane, as far as the clockwork works there.
 *
 * @param schedule the control database, where the ticks of its chores are kept; empty where jobs
 *     are only run by hand
 */
public record RetainedControl(Optional<DataSource> schedule, List<Chore> chores) {
  /** The place that its jobs name in place of a region. */
  public static final String PLACE = "control";

  public RetainedControl {
    chores = List.copyOf(chores);
  }

  /** Nothing to do there. */
  public static RetainedControl none() {
    return new RetainedControl(Optional.empty(), List.of());
  }
}
