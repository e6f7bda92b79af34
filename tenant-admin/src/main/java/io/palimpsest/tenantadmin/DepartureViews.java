package io.palimpsest.tenantadmin;

import io.palimpsest.platform.offboarding.Departure;
import io.palimpsest.platform.offboarding.Leaver;
import io.palimpsest.platform.offboarding.StepId;
import io.palimpsest.platform.offboarding.StepState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How far a leaving is, as JSON. */
final class DepartureViews {
  private DepartureViews() {}

  static Map<String, Object> departure(Departure departure) {
    Map<String, Object> view = new TreeMap<>();
    view.put("id", departure.id());
    switch (departure.leaver()) {
      case Leaver.OfTenant _ -> view.put("leaves", "tenant");
      case Leaver.OfApplication(_, var appId) -> {
        view.put("leaves", "application");
        view.put("appId", appId.value());
      }
      case Leaver.OfAccount _ -> view.put("leaves", "account");
    }
    view.put("stage", departure.stage().name().toLowerCase(Locale.ROOT));
    view.put("asked", departure.asked().toString());
    view.put("eraseAfter", departure.eraseAfter().toString());
    view.put("steps", departure.steps().entrySet().stream().map(DepartureViews::step).toList());
    return view;
  }

  private static Map<String, Object> step(Map.Entry<StepId, StepState> step) {
    Map<String, Object> view = new TreeMap<>();
    view.put("step", step.getKey().step().key());
    step.getKey().region().ifPresent(region -> view.put("region", region.name()));
    view.put("state", step.getValue().key());
    view.put("since", step.getValue().since().toString());
    view.put("why", step.getValue().why());
    return view;
  }
}
