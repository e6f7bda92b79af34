package io.palimpsest.platform.metering;

import io.palimpsest.platform.metering.PriceList.Tier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads price lists. Prices come from {@code price-list.yml} or a file of the operator's own; which
 * results are billed comes from {@code billed-results.yml} and follows the published table.
 */
public final class PriceLists {
  private static final String PRICES = "price-list.yml";
  private static final String BILLED = "billed-results.yml";

  private PriceLists() {}

  /** The list that ships. */
  public static PriceList shipped() {
    try (InputStream prices = resource(PRICES)) {
      return read(PRICES, prices);
    } catch (IOException e) {
      throw new UncheckedIOException(PRICES + " cannot be read", e);
    }
  }

  /**
   * An operator's own prices, in the form of {@code price-list.yml}.
   *
   * @throws IllegalArgumentException when the file is not of that form; names the file and the
   *     place
   * @throws UncheckedIOException when it cannot be read
   */
  public static PriceList read(Path file) {
    try (InputStream prices = Files.newInputStream(file)) {
      return read(file.getFileName().toString(), prices);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static PriceList read(String name, InputStream yaml) throws IOException {
    YamlMap list = YamlMap.read(name, yaml);
    list.only("currency", "free-calls", "standard", "actions");
    Map<String, List<Tier>> actions = new TreeMap<>();
    YamlMap perAction = list.map("actions");
    for (String action : perAction.keys()) {
      actions.put(action, tiers(perAction.maps(action)));
    }
    return new PriceList(
        currency(list), billed(), list.number("free-calls"), actions, tiers(list.maps("standard")));
  }

  private static String currency(YamlMap list) {
    String code = list.text("currency");
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw list.fault("currency", "no ISO 4217 code: " + code);
    }
  }

  private static List<Tier> tiers(List<YamlMap> tiers) {
    List<Tier> read = new ArrayList<>();
    long reached = 0;
    for (YamlMap tier : tiers) {
      tier.only("up-to", "price");
      boolean last = read.size() == tiers.size() - 1;
      if (last && tier.has("up-to")) {
        throw tier.fault("up-to", "the last tier has no end");
      }
      long upTo = last ? Long.MAX_VALUE : tier.number("up-to");
      if (upTo <= reached) {
        throw tier.fault("up-to", "must reach further than the tier before");
      }
      read.add(new Tier(upTo, micros(tier)));
      reached = upTo;
    }
    return read;
  }

  private static long micros(YamlMap tier) {
    try {
      long micros = new BigDecimal(tier.text("price")).movePointRight(6).longValueExact();
      if (micros >= 0) {
        return micros;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // told below, with the place
    }
    throw tier.fault("price", "must be a quoted number, not negative, with at most six decimals");
  }

  private static Set<String> billed() throws IOException {
    try (InputStream yaml = resource(BILLED)) {
      YamlMap results = YamlMap.read(BILLED, yaml);
      results.only("billed");
      return new TreeSet<>(results.texts("billed"));
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(PriceLists.class.getResourceAsStream(name), name);
  }
}
