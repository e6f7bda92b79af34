package io.palimpsest.platform.subjects;

import io.palimpsest.platform.tenancy.Region;
import java.util.List;
import java.util.Optional;

/** The regions whose identification data this process works on. */
public record SubjectCells(List<SubjectCell> all) {
  public SubjectCells {
    all = List.copyOf(all);
  }

  public Optional<SubjectCell> find(Region region) {
    return all.stream().filter(cell -> cell.region().equals(region)).findFirst();
  }
}
