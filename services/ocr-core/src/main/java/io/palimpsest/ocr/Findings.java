package io.palimpsest.ocr;

import java.util.List;

/**
 * What a {@link PageStudy} found.
 *
 * @param lines read again; what they are the study says
 * @param cutouts parts of the page as pictures
 */
public record Findings(List<TextLine> lines, List<Cutout> cutouts) {
  private static final Findings NONE = new Findings(List.of(), List.of());

  public Findings {
    lines = List.copyOf(lines);
    cutouts = List.copyOf(cutouts);
  }

  /** No study was asked for, or it found nothing. */
  public static Findings none() {
    return NONE;
  }

  /**
   * A part of the page. The array is shared, not copied.
   *
   * @param quad where it was cut out
   * @param jpeg the part, upright, as an encoded picture
   */
  public record Cutout(Quad quad, byte[] jpeg) {}
}
