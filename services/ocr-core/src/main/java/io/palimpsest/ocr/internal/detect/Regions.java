package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The connected regions of a mask, pixels touching at a side or a corner. Works on runs of set
 * pixels, row by row, joined by union-find: one pass, and only the ends of runs are kept, which is
 * all that a convex hull needs.
 */
final class Regions {
  private int[] row = new int[256];
  private int[] from = new int[256];
  private int[] to = new int[256]; // inclusive
  private int[] parent = new int[256];
  private int count;

  private Regions() {}

  /** For each region the two ends of each of its runs, pixel indices as coordinates. */
  static Collection<List<Point>> of(boolean[] mask, int width, int height) {
    Regions regions = new Regions();
    int above = 0;
    for (int y = 0; y < height; y++) {
      int start = regions.count;
      regions.addRow(mask, y, width);
      regions.join(above, start);
      above = start;
    }
    return regions.ends();
  }

  private void addRow(boolean[] mask, int y, int width) {
    int offset = y * width;
    for (int x = 0; x < width; x++) {
      if (mask[offset + x]) {
        int start = x;
        while (x + 1 < width && mask[offset + x + 1]) {
          x++;
        }
        add(y, start, x);
      }
    }
  }

  private void add(int y, int start, int end) {
    if (count == row.length) {
      row = Arrays.copyOf(row, count * 2);
      from = Arrays.copyOf(from, count * 2);
      to = Arrays.copyOf(to, count * 2);
      parent = Arrays.copyOf(parent, count * 2);
    }
    row[count] = y;
    from[count] = start;
    to[count] = end;
    parent[count] = count;
    count++;
  }

  /**
   * Joins the runs of the newest row, from {@code start}, with those of the row above, from {@code
   * above}.
   */
  private void join(int above, int start) {
    int a = above;
    int b = start;
    while (a < start && b < count) {
      if (from[a] <= to[b] + 1 && from[b] <= to[a] + 1) {
        parent[root(b)] = root(a);
      }
      if (to[a] < to[b]) {
        a++;
      } else {
        b++;
      }
    }
  }

  private int root(int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  private Collection<List<Point>> ends() {
    Map<Integer, List<Point>> byRoot = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      List<Point> points = byRoot.computeIfAbsent(root(i), r -> new ArrayList<>());
      points.add(new Point(from[i], row[i]));
      points.add(new Point(to[i], row[i]));
    }
    return byRoot.values();
  }
}
