package io.palimpsest.ocr.internal.recognise;

import java.util.ArrayList;
import java.util.List;

/** Where one sequence of classes differs from another, with as few changes as can be. */
final class Differences {
  private Differences() {}

  /**
   * What stands in the other instead of a part of the one.
   *
   * @param from where that part begins
   * @param to behind its last
   */
  record Difference(int from, int to, List<Integer> other) {
    List<Integer> applied(List<Integer> one) {
      List<Integer> changed = new ArrayList<>(one.subList(0, from));
      changed.addAll(other);
      changed.addAll(one.subList(to, one.size()));
      return List.copyOf(changed);
    }
  }

  /** From left to right; neighbouring changes are one difference. */
  static List<Difference> between(List<Integer> one, List<Integer> other) {
    int[][] changes = changes(one, other);
    List<Difference> differences = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < one.size() || j < other.size()) {
      int from = i;
      int otherFrom = j;
      while ((i < one.size() || j < other.size()) && !same(changes, one, other, i, j)) {
        int rest = changes[i][j];
        if (i < one.size() && j < other.size() && changes[i + 1][j + 1] + 1 == rest) {
          i++;
          j++;
        } else if (i < one.size() && changes[i + 1][j] + 1 == rest) {
          i++;
        } else {
          j++;
        }
      }
      if (i > from || j > otherFrom) {
        differences.add(new Difference(from, i, List.copyOf(other.subList(otherFrom, j))));
      }
      i++;
      j++;
    }
    return differences;
  }

  private static boolean same(
      int[][] changes, List<Integer> one, List<Integer> other, int i, int j) {
    return i < one.size()
        && j < other.size()
        && one.get(i).equals(other.get(j))
        && changes[i][j] == changes[i + 1][j + 1];
  }

  /** How many changes lead from the one's rest, beginning at i, to the other's at j. */
  private static int[][] changes(List<Integer> one, List<Integer> other) {
    int[][] changes = new int[one.size() + 1][other.size() + 1];
    for (int i = one.size(); i >= 0; i--) {
      for (int j = other.size(); j >= 0; j--) {
        if (i == one.size() || j == other.size()) {
          changes[i][j] = one.size() - i + other.size() - j;
        } else if (one.get(i).equals(other.get(j))) {
          changes[i][j] = changes[i + 1][j + 1];
        } else {
          changes[i][j] =
              1 + Math.min(changes[i + 1][j + 1], Math.min(changes[i + 1][j], changes[i][j + 1]));
        }
      }
    }
    return changes;
  }
}
