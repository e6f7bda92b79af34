package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.rights.Asker;
import io.palimpsest.platform.rights.EndUserRights.Done;
import io.palimpsest.platform.rights.EndUserRights.Held;
import io.palimpsest.platform.rights.RightsAct;
import io.palimpsest.platform.rights.Verification;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.EndUserReference;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.subjects.ReferenceUnusable;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.standalone.UserError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code consent request}: what an end user asks for, in one call. */
@Command(
    name = "request",
    description = "Do what an end user asks for, in every region, and keep the proof.",
    mixinStandardHelpOptions = true)
final class RequestCommand implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Spec private CommandSpec spec;
  @Mixin private AccountsOption accounts = new AccountsOption();
  @Mixin private ByOption by = new ByOption();

  @Parameters(
      paramLabel = "KIND",
      description =
          "withdraw, consent (given again), access, correct, erase, restrict, unrestrict or child-data.")
  private String kind = "";

  @Parameters(paramLabel = "TENANT")
  private @Nullable TenantId tenant;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Whose whose = new Whose();

  @Option(names = "--purpose", paramLabel = "PURPOSE", description = "Such as model-improvement.")
  private String purpose = "";

  @Option(names = "--item", paramLabel = "CALLID", description = "The call that read it.")
  private String item = "";

  @Option(names = "--field", paramLabel = "FIELD", description = "The field to correct.")
  private String field = "";

  @Option(names = "--value", paramLabel = "VALUE", description = "What stands there from now on.")
  private String value = "";

  @Option(
      names = "--verified-by",
      required = true,
      paramLabel = "WHO",
      description = "Who made sure that whoever asks is who they say.")
  private String verifiedBy = "";

  @Option(
      names = "--verified-how",
      required = true,
      paramLabel = "HOW",
      description = "Such as 'signed in with two factors'.")
  private String verifiedHow = "";

  /** Whose data it is: exactly one of the two. */
  static final class Whose {
    @Option(
        names = "--end-user",
        paramLabel = "REFERENCE",
        description = "The tenant's own reference.")
    private @Nullable String reference;

    @Option(
        names = "--document",
        paramLabel = "ISSUER:KIND:NUMBER",
        description = "A document that was read, such as UTO:passport:L898902C3.")
    private @Nullable String document;

    Asker asker() {
      String named = reference;
      if (named != null) {
        return new Asker.ByReference(new EndUserReference(named));
      }
      String[] parts = Objects.requireNonNull(document).split(":", -1);
      if (parts.length != 3) {
        throw new UserError("--document is written ISSUER:KIND:NUMBER");
      }
      return new Asker.ByDocument(new DocumentNumber(parts[0], parts[1], parts[2]));
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    try {
      Asker asker = whose.asker();
      RightsAct act = act();
      Verification verification = new Verification(verifiedBy, verifiedHow);
      Done done =
          accounts.rights(
              rights ->
                  rights.perform(
                      Objects.requireNonNull(tenant), by.attester(), asker, act, verification));
      print(done);
      return done.request().isDone() ? 0 : 1;
    } catch (ReferenceUnusable e) {
      throw new UserError(e.message(), e);
    }
  }

  private RightsAct act() {
    try {
      return switch (kind) {
        case "withdraw" -> new RightsAct.Withdraw(new Purpose(purpose));
        case "consent" -> new RightsAct.Consent(new Purpose(purpose));
        case "access" -> new RightsAct.Access();
        case "correct" -> new RightsAct.Correct(CallId.parse(item), new FieldName(field), value);
        case "erase" -> new RightsAct.Erase();
        case "restrict" -> new RightsAct.Restrict();
        case "unrestrict" -> new RightsAct.Unrestrict();
        case "child-data" -> new RightsAct.ChildData();
        default -> throw new UserError("there is no request " + kind + "; --help lists them");
      };
    } catch (IllegalArgumentException e) {
      throw new UserError("--purpose, --item or --field is missing or not well-formed", e);
    }
  }

  private void print(Done done) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    RequestViews.request(done.request(), out);
    if (kind.equals("access")) {
      List<Map<String, Object>> all = new ArrayList<>();
      for (Held held : done.held()) {
        Map<String, Object> fields = new TreeMap<>();
        held.item().content().fields().forEach((name, text) -> fields.put(name.value(), text));
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("region", held.region().name());
        item.put("item", held.item().content().callId().toString());
        item.put("until", held.item().content().until().toString());
        item.put("fields", fields);
        item.put("photos", held.item().photos().stream().map(FieldName::value).sorted().toList());
        all.add(item);
      }
      out.println(JSON.writeValueAsString(all));
    }
  }
}
