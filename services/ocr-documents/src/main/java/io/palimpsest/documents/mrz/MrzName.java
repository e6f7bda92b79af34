package io.palimpsest.documents.mrz;

/**
 * The holder's name, fillers turned into spaces.
 *
 * @param surname the primary identifier: what stands before the first two fillers
 * @param givenNames the secondary identifier; empty for a holder of one name only
 * @param maybeTruncated whether the field is full to its last character, so that the name may go on
 *     beyond it (Doc 9303-3, section 4.6)
 */
public record MrzName(String surname, String givenNames, boolean maybeTruncated) {
  private static final String BREAK = "<<";

  static MrzName of(String field) {
    boolean full = !field.endsWith("<");
    int end = field.indexOf(BREAK);
    return end < 0
        ? new MrzName(words(field), "", full)
        : new MrzName(words(field.substring(0, end)), words(field.substring(end)), full);
  }

  private static String words(String text) {
    return text.replaceAll("<+", " ").strip();
  }
}
