package io.palimpsest.platform.simulation;

import java.time.ZoneId;
import java.util.List;

/**
 * A region, with all that is stored there.
 *
 * @param zone whose midnights end its days
 */
public record Place(String name, ZoneId zone, List<Stock> stocks) {
  public Place {
    stocks = List.copyOf(stocks);
  }
}
