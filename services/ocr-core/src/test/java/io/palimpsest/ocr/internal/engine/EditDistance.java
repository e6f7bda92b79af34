package io.palimpsest.ocr.internal.engine;

/** Levenshtein's distance between two texts. */
final class EditDistance {
  private EditDistance() {}

  /** Edits for each character of the truth. */
  static double share(String truth, String read) {
    int[] row = new int[read.length() + 1];
    for (int j = 0; j <= read.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= truth.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= read.length(); j++) {
        int replaced = diagonal + (truth.charAt(i - 1) == read.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return (double) row[read.length()] / truth.length();
  }
}
