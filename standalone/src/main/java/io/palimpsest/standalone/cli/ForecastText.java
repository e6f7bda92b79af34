package io.palimpsest.standalone.cli;

import io.palimpsest.platform.simulation.Effect;
import io.palimpsest.platform.simulation.Effect.Counts;
import io.palimpsest.platform.simulation.Forecast;
import io.palimpsest.platform.simulation.TenantEffect;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A forecast for whoever reads it in a terminal. */
final class ForecastText {
  private static final List<String> HEADING =
      List.of(
          "PLACE",
          "CLASS",
          "STORE",
          "KEPT FOR",
          "ALIVE",
          "DAYS",
          "OLDEST",
          "GONE BEFORE",
          "ERASED AT ONCE",
          "SOONER",
          "UNCHANGED");

  /** Tenants and interfaces named in one line; the rest is counted. {@code --json} names all. */
  private static final int NAMED = 5;

  private ForecastText() {}

  static String of(Forecast forecast) {
    StringBuilder text = new StringBuilder();
    text.append(forecast.changed()).append(" would hold from ").append(forecast.holdsFrom());
    text.append(forecast.before().map(before -> ", in place of " + before).orElse(""))
        .append("\n\n");
    text.append(
        AccountsOption.table(HEADING, forecast.effects().stream().map(ForecastText::row).toList()));
    text.append("\n\ntenants under it: ").append(forecast.tenants().size()).append('\n');
    tenants(
        text,
        forecast,
        "must accept it first, else every call is refused",
        TenantEffect::mustAccept);
    tenants(text, forecast, "objected, so every call is refused", TenantEffect::objected);
    for (TenantEffect tenant : forecast.tenants()) {
      for (TenantEffect.Refused each : tenant.refused()) {
        text.append("refused even once it is accepted: ")
            .append(each.appId())
            .append(" of ")
            .append(tenant.tenant())
            .append(" in ")
            .append(each.region())
            .append(": ")
            .append(named(each.actions()))
            .append(": ")
            .append(each.message())
            .append('\n');
      }
    }
    return text.toString().stripTrailing();
  }

  private static void tenants(
      StringBuilder text, Forecast forecast, String what, Predicate<TenantEffect> which) {
    List<String> names =
        forecast.tenants().stream().filter(which).map(tenant -> tenant.tenant().value()).toList();
    if (!names.isEmpty()) {
      text.append(what).append(": ").append(named(names)).append('\n');
    }
  }

  private static String named(List<String> names) {
    String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() <= NAMED ? first : first + " and " + (names.size() - NAMED) + " more";
  }

  private static List<String> row(Effect effect) {
    String kept =
        effect.before().equals(effect.after()) || effect.before().isEmpty()
            ? effect.after()
            : effect.before() + " -> " + effect.after();
    Stream<String> place =
        Stream.of(effect.place(), effect.dataClass().key(), effect.store(), kept);
    Stream<String> numbers =
        effect
            .counts()
            .map(ForecastText::numbers)
            .orElseGet(
                () -> Stream.concat(Stream.of("unknown"), Stream.generate(() -> "").limit(6)));
    return Stream.concat(place, numbers).toList();
  }

  private static Stream<String> numbers(Counts counts) {
    return Stream.of(
        Long.toString(counts.alive()),
        Long.toString(counts.days()),
        counts.oldest().map(LocalDate::toString).orElse("-"),
        Long.toString(counts.goneBefore()),
        Long.toString(counts.erasedAtOnce()),
        Long.toString(counts.sooner()),
        Long.toString(counts.unchanged()));
  }
}
