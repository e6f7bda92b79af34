package io.palimpsest.standalone.server;

import io.palimpsest.platform.metering.PriceList;
import io.palimpsest.platform.metering.PriceLists;
import io.palimpsest.standalone.UserError;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** The prices of an installation. */
public final class Prices {
  private Prices() {}

  /**
   * The operator's own prices where there are some, else the ones that ship.
   *
   * @param settings of the services, by their full names
   */
  public static PriceList of(Map<String, Object> settings) {
    Object file = settings.get("palimpsest.price-list");
    try {
      return file == null ? PriceLists.shipped() : PriceLists.read(Path.of(file.toString()));
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new UserError("palimpsest.price-list: " + e.getMessage(), e);
    }
  }
}
