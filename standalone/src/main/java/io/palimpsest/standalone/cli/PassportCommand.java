package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.gateway.lookup.CallInfoJson;
import io.palimpsest.platform.lookup.CallInfo;
import io.palimpsest.platform.lookup.Periods;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.standalone.config.Installation;
import io.palimpsest.standalone.config.InstallationFile;
import io.palimpsest.standalone.server.StoresBeside;
import io.palimpsest.stores.ControlStores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code passport}: what is held of one call, why and until when, what was erased and the proof of
 * it, asked from the stores and the evidence log themselves.
 */
@Command(
    name = "passport",
    aliases = "call-info",
    description = "Show what is held of one call, why and until when, and prove what was erased.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Exit code 0 when every store answered, also that nothing is held; 1 when one did not."
    })
final class PassportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private InstallationOption which;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Parameters(
      paramLabel = "REQUESTID",
      description = "The RequestId of the call's answer.",
      converter = CallIds.class)
  private @Nullable CallId callId;

  @Override
  public Integer call() {
    Installation installation = InstallationFile.read(which.file());
    return Tenants.with(installation, control -> tell(installation, control));
  }

  private int tell(Installation installation, Optional<ControlStores> control) {
    CallId wanted = java.util.Objects.requireNonNull(callId);
    List<CallInfo> told =
        installation.regions().stream()
            .map(
                region ->
                    StoresBeside.lookUp(
                        region, control.map(ControlStores::rootKey), lookup -> lookup.look(wanted)))
            .toList();
    // A region that answered and has nothing says nothing, unless none has anything.
    List<CallInfo> worth =
        told.stream().filter(each -> each.anythingHeld() || !each.unknown().isEmpty()).toList();
    Optional<Periods> periods =
        worth.stream()
            .flatMap(each -> each.appId().stream())
            .findFirst()
            .flatMap(
                appId -> control.flatMap(stores -> Tenants.periodsOf(installation, stores, appId)));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(wanted, worth, periods));
    } else if (worth.isEmpty()) {
      out.println("nothing is held of " + wanted + " in " + regions(told));
    } else {
      worth.forEach(each -> out.print(PassportText.of(each, periods)));
    }
    out.flush(); // only whole lines are written by themselves, and then the process ends
    return told.stream().allMatch(each -> each.unknown().isEmpty()) ? 0 : 1;
  }

  private static String regions(List<CallInfo> told) {
    return String.join(", ", told.stream().map(each -> each.region().name()).toList());
  }

  private static String json(CallId wanted, List<CallInfo> told, Optional<Periods> periods) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      json.writeStringField("CallId", wanted.toString());
      json.writeBooleanField("Held", told.stream().anyMatch(CallInfo::anythingHeld));
      json.writeBooleanField("Certain", told.stream().allMatch(each -> each.unknown().isEmpty()));
      json.writeArrayFieldStart("Regions");
      for (CallInfo each : told) {
        json.writeStartObject();
        CallInfoJson.write(json, each, periods);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string can always be written to", e);
    }
    return text.toString();
  }
}
