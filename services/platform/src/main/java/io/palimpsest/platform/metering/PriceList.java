package io.palimpsest.platform.metering;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What calls cost; data, never code.
 *
 * @param currency ISO 4217
 * @param billedResults results that are billed: {@code Success} and the error codes of the
 *     published table
 * @param freeCalls calls a month of each action that cost nothing
 * @param tiers price per call of each action, by monthly volume; an action that is not listed has
 *     {@code standard}
 * @param standard tiers of every other action
 */
public record PriceList(
    String currency,
    Set<String> billedResults,
    long freeCalls,
    Map<String, List<Tier>> tiers,
    List<Tier> standard) {

  /**
   * A price and how far it reaches.
   *
   * @param upTo last call of a month, counted from the first beyond the free ones, that has this
   *     price; {@link Long#MAX_VALUE} for the last tier
   * @param micros millionths of the currency unit per call
   */
  public record Tier(long upTo, long micros) {}

  public PriceList {
    billedResults = Set.copyOf(billedResults);
    tiers = Map.copyOf(tiers);
    standard = List.copyOf(standard);
    if (standard.isEmpty() || tiers.values().stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("an action needs at least one tier");
    }
  }

  /**
   * The fee that a monitoring record carries: the price of the first tier for a billed result, else
   * 0.
   */
  public long fee(String action, String result) {
    return billedResults.contains(result) ? tiersOf(action).getFirst().micros() : 0;
  }

  /**
   * What a month's calls of one action cost in all, free calls and tiers applied. Depends on the
   * number alone, so a tenant can recount it from its records in any order.
   */
  public long due(String action, long billedCalls) {
    long left = Math.max(0, billedCalls - freeCalls);
    long sum = 0;
    long reached = 0;
    for (Tier tier : tiersOf(action)) {
      long here = Math.min(left, tier.upTo() - reached);
      sum = Math.addExact(sum, Math.multiplyExact(here, tier.micros()));
      left -= here;
      reached = tier.upTo();
    }
    return sum;
  }

  private List<Tier> tiersOf(String action) {
    return tiers.getOrDefault(action, standard);
  }
}
