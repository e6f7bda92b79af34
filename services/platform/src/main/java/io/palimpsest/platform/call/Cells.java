package io.palimpsest.platform.call;

import io.palimpsest.platform.tenancy.Region;
import java.util.List;
import java.util.Optional;

/** The cells that this process serves. */
public record Cells(List<Cell> all) {
  public Cells {
    all = List.copyOf(all);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("at least one region must be served");
    }
  }

  public Optional<Cell> find(Region region) {
    return all.stream().filter(cell -> cell.region().equals(region)).findFirst();
  }
}
