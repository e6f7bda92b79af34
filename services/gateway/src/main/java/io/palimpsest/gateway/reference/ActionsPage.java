package io.palimpsest.gateway.reference;

import io.palimpsest.gateway.actions.ActionCatalogue;
import io.palimpsest.gateway.actions.ActionSpec;
import io.palimpsest.gateway.actions.KnownAction;
import io.palimpsest.gateway.actions.Option;
import io.palimpsest.gateway.lookup.OwnAction;
import io.palimpsest.gateway.lookup.Parameters;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code docs/actions.md}. */
public final class ActionsPage {
  private static final Map<String, String> EDITIONS =
      Map.of(
          "both", "current mainland SDKs",
          "frozen", "older mainland SDKs",
          "new", "newest mainland SDK",
          "intl", "international edition",
          "old", "in no current SDK");

  private ActionsPage() {}

  /** Writes the page to the file that the one argument names. */
  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), markdown());
  }

  /** The whole page. */
  public static String markdown() {
    ActionCatalogue actions = new ActionCatalogue(Clock.systemUTC());
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Actions, options and error codes

        What this server does about every action that callers of the original API (version 2018-11-19) may know. Written
        from the code by `ActionsPage`; a test fails when it is out of date and says how to write it anew.

        ## Served

        A picture comes as `ImageUrl` or `ImageBase64`; when both are given, the URL is used. Unknown parameters are passed
        over. `Angel` is the old spelling of `Angle` and has the same value.

        An action reads on one of three tiers: fast is the quickest models alone; standard is the quickest first, and better
        ones for the lines that they left in doubt; accurate is the best models there are at the full scale of detection. The
        operation log names the tier and the models of each call. The quick models know no Japanese kana.

        """);
    actions.served().forEach(spec -> served(page, spec));
    own(page);
    page.append(
        """
        ## Known and not served

        Answered with `UnsupportedOperation`. Any other name is answered with `InvalidAction`.

        | action | known from | what the original does | why not here |
        | --- | --- | --- | --- |
        """);
    actions.all().stream()
        .filter(action -> !action.reason().isEmpty())
        .forEach(action -> known(page, action));
    codes(page);
    return page.toString();
  }

  private static void served(StringBuilder page, ActionSpec spec) {
    page.append("### ").append(spec.name()).append("\n\n");
    page.append(
        "%d calls a second for each AppID and region, unless it has a rate of its own; %s; at most %d MiB of Base64;"
            .formatted(spec.perSecond(), formats(spec), spec.base64Limit() >> 20));
    page.append(
        " %,d to %,d pixels a side; %s tier.\n"
            .formatted(
                spec.minSide(), spec.maxSide(), spec.tier().name().toLowerCase(Locale.ROOT)));
    page.append("Answers: ").append(spec.answer().fields()).append(".\n\n");
    if (!spec.options().isEmpty()) {
      page.append("| option | default | what it does | refused |\n| --- | --- | --- | --- |\n");
      spec.options().forEach(option -> option(page, option));
      page.append('\n');
    }
  }

  private static void own(StringBuilder page) {
    page.append(
        """
        ## Our own actions, version %s

        What a tenant's program may look up and erase, signed and enveloped like every other call, with `X-TC-Version: %s`. They cost
        nothing, use no quota and leave no monitoring record, only an entry in the operation log. They reach the calls of
        the key's own AppID alone; a call of anybody else is answered exactly as one that never was. With `X-TC-Region` that
        region is asked, without it every one that the AppID may use. They are answered in arrears too, and before the policy
        is accepted. A key that is bound to actions needs these among them.

        | action | calls a second | what it does | parameters |
        | --- | --- | --- | --- |
        """
            .formatted(OwnAction.VERSION, OwnAction.VERSION));
    for (OwnAction action : OwnAction.values()) {
      page.append(
          "| %s | %d | %s | %s |\n"
              .formatted(action.wire(), action.perSecond(), action.purpose(), parameters(action)));
    }
    page.append(
        """

        DescribeCall answers `CallId`, `Received`, `Region`, `Zone`, and for `Monitoring`, `OperationLog` and `Upload` the `Store`, its `State`
        (`held`, `nothing`, or `unknown` when the store did not answer) and `GoneBy`, the moment by which it must be gone
        in the region's own time. `Monitoring` has the record's `AppId`, `Action`, `Result`, `Start`, `End`, `ListFee` (before free calls and tiers),
        `Volume` and `Delivery`; `OperationLog` has `Result` and `Steps` of `Name`, `Start`, `Micros` and `Ok`; `Upload` has its `Erasure`: `State`
        (`done`, `owed`, or `nothing` when no upload was staged), `Cause`, `SeenGone` and `Proof`. What is kept has its `Basis`: `Policy`, and
        `Purposes` of `Name`, `LegalBasis`, `SensitiveBasis` (for what is sensitive among it) and `Clauses`. `Identification` names `Fields`, `Photos`
        and `Purposes` with the `Attestation` each stands on, never a value, and has a `Proof` once it is erased. `DebugCopy` is there where the tenant opted in: `Made`, `Bytes`, `Policy`, and
        a `Proof` once it is erased. A `Proof` has its `State`: `verified` (its leaf stands in the evidence log under
        `Index` of the log of `Year`, and the proof of it was made and checked just now), `coming` (not in a published checkpoint yet), `refused`
        (the log is not what it was: tell the operator), `unknown` or `nothing`; `Address` is where it is fetched. `LegalHolds` are those that
        keep something of the call: `Class`, `Hold`, `Basis` and `Until`. Once every period is over the answer is `ResourceNotFound`.

        EraseCall erases identification data read from the call, with photos, copies in exports and keys, its debug copy, and the upload if the call
        left it behind.
        It answers within a second, at any time, and again. `Erased` says of each of these classes its `State`: `erased` (just now, so many
        `Items` and `Photos`), `nothing` (nothing was left), `in-flight` (the call is under way and erases the upload itself, at `GoneBy` at the latest),
        `held-by-law` (nobody reads it any more, and it goes when the last of `Holds` ends), or `unknown` (a store did not answer: send it
        again). `Complete` tells whether nothing of them is left. `Kept` is what stays, because it bills and explains the call: class, `GoneBy`
        and `Basis`. Each of `Erased` has the `Proof` of its erasure; the answer waits for its place in the log, and says `coming` without an
        `Index` when that takes longer.

        DescribeUsage answers `From`, `To`, `Currency`, the `Fee` of all lines, and `Lines` of `Day`, `Region`, `Action`, `SecretId`, `Calls`, `BilledVolume`,
        `Errors`, `ListFee` and `Fee`. `Fee` is what the line adds to the month's bill, free calls and tiers applied in the order of days.

        DescribeStatement answers for one region, the AppID's own where none is named: `Region`, `Month`, `Due`, `Currency`, the number of `Records`, and
        `Statement`, the text of `statement.json`. DescribeStatementRecords answers `Region`, `Month`, `Records`, a part of `records.csv`, and `Next`: given as
        `After` it gets the part that follows, and it is empty at the end. All parts joined are the file; of a month that is not over it may have
        grown past the statement, which is of its first lines. [statements.md](statements.md) tells what is in both and how to recount a bill.

        """);
  }

  private static String parameters(OwnAction action) {
    return switch (action) {
      case DESCRIBE_CALL, ERASE_CALL -> "`CallId`: the `RequestId` of the call's answer";
      case DESCRIBE_USAGE ->
          "`From`, `To`: days such as `2026-11-21`, both included, at most %d; this month up to today if absent"
              .formatted(Parameters.MOST_DAYS);
      case DESCRIBE_STATEMENT -> "`Month`: such as `2026-11`; this month if absent";
      case DESCRIBE_STATEMENT_RECORDS -> "`Month`; `After`: the `Next` of the part before";
    };
  }

  private static String formats(ActionSpec spec) {
    return spec.formats().stream().map(Enum::name).sorted().collect(Collectors.joining(", "))
        + (spec.options().stream().anyMatch(option -> option.name().equals("IsPdf"))
            ? ", PDF with `IsPdf`"
            : "");
  }

  private static void option(StringBuilder page, Option option) {
    String[] columns =
        switch (option) {
          case Option.Flag flag -> new String[] {"`" + flag.byDefault() + "`", flag.meaning(), ""};
          case Option.Number number ->
              new String[] {
                "`" + number.byDefault() + "`",
                number.meaning(),
                "below " + number.min() + ": `InvalidParameterValue`"
              };
          case Option.Choice choice ->
              new String[] {
                choice.accepted().getFirst().isEmpty()
                    ? "empty"
                    : "`" + choice.accepted().getFirst() + "`",
                choice.meaning() + "; takes " + quoted(choice),
                refused(choice)
              };
          case Option.Ignored ignored -> new String[] {"", ignored.meaning(), ""};
        };
    page.append(
        "| `%s` | %s | %s | %s |\n".formatted(option.name(), columns[0], columns[1], columns[2]));
  }

  private static String quoted(Option.Choice choice) {
    return choice.accepted().stream()
        .map(word -> word.isEmpty() ? "nothing" : "`" + word + "`")
        .collect(Collectors.joining(", "));
  }

  private static String refused(Option.Choice choice) {
    Map<String, String> byReason = new TreeMap<>();
    new TreeMap<>(choice.refused())
        .forEach(
            (word, reason) -> byReason.merge(reason, "`" + word + "`", (a, b) -> a + ", " + b));
    String known =
        byReason.entrySet().stream()
            .map(each -> each.getValue() + " (" + each.getKey() + ")")
            .collect(Collectors.joining("; "));
    return known + ", and any other word: `" + choice.refusal().wire() + "`";
  }

  private static void known(StringBuilder page, KnownAction action) {
    page.append(
        "| %s | %s | %s | %s |\n"
            .formatted(
                action.name(), EDITIONS.get(action.edition()), action.purpose(), action.reason()));
  }

  private static void codes(StringBuilder page) {
    Map<String, ErrorCode> ours =
        Arrays.stream(ErrorCode.values())
            .collect(Collectors.toMap(ErrorCode::wire, Function.identity()));
    page.append(
        "\n## Error codes that are answered\n\n| code | whose fault | when |\n| --- | --- | --- |\n");
    CodeEntry.load().stream()
        .filter(CodeEntry::served)
        .forEach(
            entry ->
                page.append(
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            entry.code(),
                            ours.get(entry.code()).fault().name().toLowerCase(Locale.ROOT),
                            entry.text())));
    page.append(
        "\n## Error codes of the original that are never answered\n\n| code | why |\n| --- | --- |\n");
    CodeEntry.load().stream()
        .filter(entry -> !entry.served())
        .forEach(entry -> page.append("| `%s` | %s |\n".formatted(entry.code(), entry.text())));
  }
}
