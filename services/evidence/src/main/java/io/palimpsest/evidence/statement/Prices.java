package io.palimpsest.evidence.statement;

import io.palimpsest.evidence.error.EvidenceRefused.Malformed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The price list of a statement: all that its amounts are counted with.
 *
 * @param currency ISO 4217
 * @param billed the results that are billed, ascending
 * @param free calls a month of each action that cost nothing
 * @param standard tiers of every action that has none of its own
 * @param actions tiers of actions
 */
public record Prices(
    String currency,
    List<String> billed,
    long free,
    List<Tier> standard,
    Map<String, List<Tier>> actions) {

  /**
   * A price and how far it reaches.
   *
   * @param upTo the last call that has this price, counted from the first that is not free; empty
   *     for the last tier
   * @param price millionths of the currency's unit
   */
  public record Tier(OptionalLong upTo, long price) {}

  /**
   * @throws Malformed when tiers do not follow each other up to one without an end
   */
  public Prices {
    billed = List.copyOf(billed);
    standard = List.copyOf(standard);
    actions = Map.copyOf(actions);
    if (!currency.matches("[A-Z]{3}") || free < 0) {
      throw new Malformed("a price list without a currency or with a negative number");
    }
    check(standard);
    actions.values().forEach(Prices::check);
  }

  /** The tiers that an action is billed by. */
  public List<Tier> of(String action) {
    return actions.getOrDefault(action, standard);
  }

  private static void check(List<Tier> tiers) {
    long reached = 0;
    for (int i = 0; i < tiers.size(); i++) {
      boolean last = i == tiers.size() - 1;
      long upTo = tiers.get(i).upTo().orElse(Long.MAX_VALUE);
      if (last != tiers.get(i).upTo().isEmpty() || upTo <= reached || tiers.get(i).price() < 0) {
        throw new Malformed("tiers that do not follow each other");
      }
      reached = upTo;
    }
    if (tiers.isEmpty()) {
      throw new Malformed("an action without a price");
    }
  }

  static Prices parse(Members list) {
    Map<String, List<Tier>> actions = new LinkedHashMap<>();
    Members named = list.members("actions");
    named.names().forEach(each -> actions.put(Tokens.name(each, "action"), tiers(named, each)));
    return new Prices(
        list.text("currency"),
        list.texts("billed"),
        list.number("free"),
        tiers(list, "standard"),
        actions);
  }

  private static List<Tier> tiers(Members list, String name) {
    List<Tier> tiers = new ArrayList<>();
    for (Members each : list.all(name)) {
      OptionalLong upTo =
          each.has("upTo") ? OptionalLong.of(each.number("upTo")) : OptionalLong.empty();
      tiers.add(new Tier(upTo, each.money("price")));
    }
    return tiers;
  }

  Map<String, Object> json() {
    Map<String, Object> named = new TreeMap<>();
    actions.forEach((action, tiers) -> named.put(action, json(tiers)));
    return Map.of(
        "currency", currency,
        "billed", billed,
        "free", free,
        "standard", json(standard),
        "actions", named);
  }

  private static List<Map<String, Object>> json(List<Tier> tiers) {
    return tiers.stream()
        .map(
            tier -> {
              Map<String, Object> json = new TreeMap<>();
              json.put("price", Money.text(tier.price()));
              tier.upTo().ifPresent(upTo -> json.put("upTo", upTo));
              return json;
            })
        .toList();
  }
}
