package io.palimpsest.policy.render;

import java.util.List;

/** A part of a text, before it is Markdown or HTML. */
sealed interface Block {

  /**
   * A heading.
   *
   * @param level from 1
   */
  record Heading(int level, String text) implements Block {}

  record Paragraph(String text) implements Block {}

  record Bullets(List<String> items) implements Block {
    public Bullets {
      items = List.copyOf(items);
    }
  }

  /** A table with a row of names above it; every row is as wide as the names. */
  record Table(List<String> names, List<List<String>> rows) implements Block {
    public Table {
      names = List.copyOf(names);
      rows = rows.stream().map(List::copyOf).toList();
      int width = names.size();
      if (rows.stream().anyMatch(row -> row.size() != width)) {
        throw new IllegalArgumentException("every row is as wide as its names");
      }
    }
  }
}
