package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.reconciliation.Difference;
import io.palimpsest.platform.reconciliation.Reconciled;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.retention.reconciliation.Reconciliation;
import io.palimpsest.standalone.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconcile}: what stores, records and leaves say, held against each other. */
@Command(
    name = "reconcile",
    description =
        "Compare what the stores hold with monitoring data and evidence, both ways, and name every difference.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "What the clockwork is about to do within a minute, or an hour for days that end, is no difference.",
      "Exit code 0 when nothing differs; 1 when something does, or a store did not answer."
    })
final class ReconcileCommand implements Callable<Integer> {
  /** More of them would be read by nobody; the count goes on. */
  private static final int NAMED = 10_000;

  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts;

  @Option(
      names = "--region",
      paramLabel = "R",
      description = "Only this region, without the control plane.")
  private @Nullable Region region;

  @Option(
      names = "--all",
      description =
          "Everything, also calls, leaves and days that were compared earlier and found right.")
  private boolean all;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  private record Told(Reconciled reconciled, List<Difference> differences) {}

  @Override
  public Integer call() {
    List<Told> told =
        accounts.reconciliations(
            regions -> {
              List<Told> each = new ArrayList<>();
              for (Map.Entry<Region, Reconciliation> one : regions.entrySet()) {
                if (region == null || region.equals(one.getKey())) {
                  each.add(compare(one.getValue()));
                }
              }
              return each;
            });
    if (told.isEmpty()) {
      throw new UserError("there is no region " + region);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(told));
    } else {
      told.forEach(each -> print(each, out));
    }
    out.flush();
    return told.stream().allMatch(each -> each.reconciled.isClean()) ? 0 : 1;
  }

  private Told compare(Reconciliation reconciliation) {
    List<Difference> named = new ArrayList<>();
    Consumer<Difference> name =
        difference -> {
          if (named.size() < NAMED) {
            named.add(difference);
          }
        };
    return new Told(all ? reconciliation.everything(name) : reconciliation.whatIsNew(name), named);
  }

  private static void print(Told told, PrintWriter out) {
    for (Difference each : told.differences) {
      out.println(told.reconciled.region() + "  " + each.kind().key() + "  " + each.text());
    }
    out.println(told.reconciled.region() + ": differences: " + told.reconciled.words());
  }

  private static String json(List<Told> told) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeArrayFieldStart("Regions");
      for (Told each : told) {
        write(json, each);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string can always be written to", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Told told) throws IOException {
    json.writeStartObject();
    json.writeStringField("Region", told.reconciled.region().name());
    json.writeStringField("At", told.reconciled.at().toString());
    json.writeBooleanField("Everything", told.reconciled.everything());
    json.writeObjectFieldStart("Found");
    for (var each : told.reconciled.found().entrySet()) {
      json.writeNumberField(each.getKey().key(), each.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("Unknown");
    for (String each : told.reconciled.unknown()) {
      json.writeString(each);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("Differences");
    for (Difference each : told.differences) {
      json.writeStartObject();
      json.writeStringField("Kind", each.kind().key());
      json.writeStringField("What", each.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
