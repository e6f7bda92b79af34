package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.CloseReading.Candidate;
import java.util.List;

/**
 * What a network made of a line once.
 *
 * @param contentSteps how many steps, from the first, the line takes; what lies behind is padding
 * @param overAlphabet whether only some classes were allowed
 */
record Reading(Posteriors posteriors, double contentSteps, boolean overAlphabet) {

  /** What the character of a step may be, the likeliest first; none where all were allowed. */
  List<Candidate> candidates(int step, List<String> texts) {
    return overAlphabet ? posteriors.candidates(step, texts) : List.of();
  }
}
