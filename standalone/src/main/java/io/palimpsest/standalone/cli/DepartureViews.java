package io.palimpsest.standalone.cli;

import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How far a leaving is, for people. */
final class DepartureViews {
  private static final List<String> HEADING = List.of("STEP", "REGION", "STATE", "SINCE", "WHY");

  private DepartureViews() {}

  static String text(Departure departure) {
    List<List<String>> rows = new ArrayList<>();
    departure
        .steps()
        .forEach(
            (step, state) ->
                rows.add(
                    List.of(
                        step.step().key(),
                        step.region().map(Object::toString).orElse("-"),
                        state.key(),
                        state.since().toString(),
                        state.why())));
    return departure.leaver().text()
        + ": "
        + departure.stage().name().toLowerCase(Locale.ROOT)
        + ", asked "
        + departure.asked()
        + erasing(departure)
        + '\n'
        + AccountsOption.table(HEADING, rows);
  }

  private static String erasing(Departure departure) {
    return switch (departure.stage()) {
      case CANCELLED -> ", taken back before anything was erased";
      case LEAVING -> ", erasing begins " + departure.eraseAfter();
      case ERASING, OVER -> ", erasing began " + departure.eraseAfter();
    };
  }

  /** A line for whoever asked. */
  static String next(Departure departure, String show) {
    boolean going = departure.steps().values().stream().anyMatch(StepState.Done.class::isInstance);
    return (going ? "Calls are refused. " : "") + "Next: palimpsest " + show;
  }
}
