package io.palimpsest.standalone.cli;

import io.palimpsest.platform.consent.ConsentAct;
import io.palimpsest.platform.consent.ConsentEntry;
import io.palimpsest.platform.consent.ConsentHistory;
import io.palimpsest.platform.consent.Outlook;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.policy.decision.Attestation;
import io.palimpsest.policy.decision.ConsentScope;
import io.palimpsest.policy.decision.Standing;
import io.palimpsest.policy.terms.SubProcessor;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Prints what tenants agreed to. */
final class ConsentViews {
  private ConsentViews() {}

  static void outlook(Outlook outlook, PrintWriter out) {
    out.println("policy " + outlook.policy() + ": " + standing(outlook.standing()));
    outlook
        .wanted()
        .ifPresent(
            module ->
                out.println("to be accepted: " + module.ref() + ", SHA-256 " + module.hash()));
    outlook
        .change()
        .ifPresent(
            change -> {
              subProcessors("added", change.added(), out);
              subProcessors("changed", change.changed(), out);
              subProcessors("removed", change.removed(), out);
            });
    for (Outlook.Ending each : outlook.endings()) {
      out.println(
          "ends soon: "
              + each.attestation().id()
              + " of AppID "
              + each.appId()
              + ", at "
              + each.attestation().until());
    }
  }

  private static void subProcessors(String what, List<SubProcessor> all, PrintWriter out) {
    for (SubProcessor each : all) {
      out.println(
          "sub-processor "
              + what
              + ": "
              + each.name()
              + " ("
              + each.jurisdiction()
              + "), "
              + each.function().en());
    }
  }

  private static String standing(Standing standing) {
    return switch (standing) {
      case Standing.Bound(var inForce, boolean byUse) ->
          "bound by " + inForce + (byUse ? ", by going on after the notice" : "");
      case Standing.Announced(var inForce, var next, var phase, boolean accepted, var from) ->
          "bound by "
              + inForce
              + "; "
              + next
              + (accepted ? " is accepted and" : " is announced and")
              + " holds from "
              + from
              + (phase == Standing.Phase.COUNTDOWN && !accepted
                  ? ": accept it or object before then"
                  : "");
      case Standing.ObjectionStands(var inForce, var next, var from) ->
          "bound by " + inForce + "; objected to " + next + ", which holds from " + from;
      case Standing.ObjectionHolds(var inForce) ->
          "calls are refused: objected to " + inForce + ", which is in force";
      case Standing.MustAccept(var before, var wanted) ->
          "calls are refused: "
              + wanted
              + " is not accepted"
              + before.map(old -> "; accepted last was " + old).orElse("");
      case Standing.NoPolicy(String id) -> "calls are refused: policy " + id + " is not in force";
    };
  }

  static void attestations(AppId appId, ConsentHistory history, Instant now, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    for (Attestation each : history.attestations(appId)) {
      rows.add(
          List.of(
              each.id(),
              state(each, now),
              scope(each.scope()),
              each.endsAt().toString(),
              String.join(",", new TreeSet<>(each.jurisdictions().keySet())),
              each.interfaces().size() == 1
                  ? each.interfaces().iterator().next()
                  : each.interfaces().size() + " interfaces",
              each.by().id() + ", " + each.by().capacity()));
    }
    out.println(
        AccountsOption.table(
            List.of("ATTESTATION", "STATE", "SCOPE", "ENDS", "IN", "FOR", "BY"), rows));
  }

  private static String state(Attestation attestation, Instant now) {
    if (attestation.isAlive(now)) {
      return "alive";
    }
    return attestation.revokedAt().isPresent()
        ? "revoked"
        : now.isBefore(attestation.from()) ? "not begun" : "ended";
  }

  private static String scope(ConsentScope scope) {
    return switch (scope) {
      case ConsentScope.Use(var dataClass, String purpose) -> dataClass.key() + ":" + purpose;
      case ConsentScope.Transfer(String country) -> "transfer to " + country;
    };
  }

  static void history(ConsentHistory history, PrintWriter out) {
    List<List<String>> rows = new ArrayList<>();
    for (ConsentEntry each : history.entries()) {
      rows.add(
          List.of(
              Long.toString(each.number()),
              each.at().toString(),
              each.by().id() + ", " + each.by().capacity(),
              act(each.act())));
    }
    out.println(AccountsOption.table(List.of("NO", "AT", "BY", "SAID"), rows));
  }

  private static String act(ConsentAct act) {
    return switch (act) {
      case ConsentAct.Introduced(var party) -> party.name() + " answers for the data";
      case ConsentAct.Accepted(var policy, String hash) -> "accepted " + policy + ", " + hash;
      case ConsentAct.Moved(String from, String to) ->
          "put the tenant under " + to + " in place of " + from;
      case ConsentAct.Objected(var policy, String reason) ->
          "objected to " + policy + ": " + reason;
      case ConsentAct.Attested(AppId app, var attestation, _) ->
          "attested " + scope(attestation.scope()) + " for " + app + ": " + attestation.id();
      case ConsentAct.Revoked(_, String id) -> "revoked " + id;
      case ConsentAct.OptedIn(Instant until) -> "opted in to debug copies until " + until;
      case ConsentAct.OptedOut() -> "opted out of debug copies";
      case ConsentAct.Left() -> "left";
      case ConsentAct.Shortened(var dataClass, var period) ->
          "asked to keep " + dataClass.key() + " for " + period.period();
      case ConsentAct.Restored(var dataClass) ->
          "let the policy's period hold for " + dataClass.key();
      case ConsentAct.Cleared(_, String id) -> "erased what stood on " + id;
      case ConsentAct.EndTold(_, String id) -> "was told that " + id + " ends soon";
    };
  }
}
