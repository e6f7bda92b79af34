package io.palimpsest.standalone.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.palimpsest.standalone.UserError;

/** What EraseCall answered, for reading. */
final class ErasedNowText {
  private ErasedNowText() {}

  /**
   * Whole lines.
   *
   * @throws UserError when the server refused
   */
  static String of(JsonNode answer) {
    if (answer.has("Error")) {
      throw new UserError(
          text(answer.path("Error"), "Code") + ": " + text(answer.path("Error"), "Message"));
    }
    StringBuilder lines =
        new StringBuilder(
            "call %s in %s: %s%n"
                .formatted(
                    text(answer, "CallId"),
                    text(answer, "Region"),
                    answer.path("Complete").asBoolean()
                        ? "nothing is left of what may be erased"
                        : "not everything is erased yet"));
    for (JsonNode part : answer.path("Erased")) {
      lines.append(line(part, erased(part)));
      lines.append(proof(part.path("Proof")));
    }
    answer.path("Kept").forEach(part -> lines.append(line(part, kept(part))));
    return lines.toString();
  }

  private static String line(JsonNode part, String told) {
    return "%-18s %s%n".formatted(text(part, "Class"), told);
  }

  private static String erased(JsonNode part) {
    return switch (text(part, "State")) {
      case "erased" ->
          "erased: %d, photos: %d"
              .formatted(part.path("Items").asInt(), part.path("Photos").asInt());
      case "nothing" -> "nothing was left";
      case "in-flight" ->
          "the call is under way and erases it at its end, by " + text(part, "GoneBy");
      case "held-by-law" -> "not erased, the law keeps it:" + holds(part.path("Holds"));
      default -> "unknown: " + text(part, "Store") + " did not answer; ask again";
    };
  }

  private static String holds(JsonNode holds) {
    StringBuilder told = new StringBuilder();
    holds.forEach(
        hold ->
            told.append(
                " hold %s, %s, until %s"
                    .formatted(text(hold, "Hold"), text(hold, "Basis"), text(hold, "Until"))));
    return told.toString();
  }

  private static String kept(JsonNode part) {
    return switch (text(part, "State")) {
      case "held" -> "stays until " + text(part, "GoneBy") + basis(part.path("Basis"));
      case "nothing" -> "nothing is held";
      default -> "unknown: its store did not answer";
    };
  }

  private static String basis(JsonNode basis) {
    StringBuilder told = new StringBuilder();
    basis
        .path("Purposes")
        .forEach(
            purpose ->
                told.append(told.isEmpty() ? ", for " : ", ")
                    .append(text(purpose, "Name"))
                    .append(" (")
                    .append(text(purpose, "LegalBasis"))
                    .append(')'));
    return told + (basis.has("Policy") ? " by " + text(basis, "Policy") : "");
  }

  private static String proof(JsonNode proof) {
    if (!proof.has("Address")) {
      return "";
    }
    String leaf =
        proof.has("Index")
            ? "leaf %s of %s, ".formatted(text(proof, "Index"), text(proof, "Year"))
            : "";
    return "%18s proof: %s%s, %s%n"
        .formatted("", leaf, text(proof, "State"), text(proof, "Address"));
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
