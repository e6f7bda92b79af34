package io.palimpsest.ocr;

/** How much work a reading is worth. Which models stand behind a tier is the engine's matter. */
public enum Tier {
  /** The quickest models alone. */
  FAST,
  /** The quickest models first, and better ones for the lines that they left in doubt. */
  STANDARD,
  /** The best models there are, at the full scale of detection, with no short cut. */
  ACCURATE
}
