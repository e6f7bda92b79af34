package io.palimpsest.ocr.fuzz;

import io.palimpsest.ocr.error.OcrFailure;

/** What became of one file. */
sealed interface Outcome {

  /** Pixels came out. */
  record Decoded(int width, int height) implements Outcome {}

  /** It was refused in one of the documented ways. */
  record Refused(OcrFailure failure) implements Outcome {}

  /** What must not be: another exception, no memory, or no end. */
  record Broken(String why, Throwable cause) implements Outcome {}
}
