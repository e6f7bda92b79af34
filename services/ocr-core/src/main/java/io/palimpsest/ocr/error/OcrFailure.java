package io.palimpsest.ocr.error;

import org.jspecify.annotations.Nullable;

/** Why a document could not be read. Messages name shapes and sizes only, never content. */
public abstract sealed class OcrFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private OcrFailure(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** The file has no bytes. */
  public static final class Empty extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public Empty() {
      super("the file is empty", null);
    }
  }

  /** The first bytes are of no kind that is accepted here. */
  public static final class UnknownFormat extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public UnknownFormat(String message) {
      super(message, null);
    }
  }

  /** The picture is of a known kind but broken, cut short, or takes too long to decode. */
  public static final class Undecodable extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public Undecodable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** Too small or too large, judged from the header. */
  public static final class SizeOutOfRange extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public SizeOutOfRange(String message) {
      super(message, null);
    }
  }

  /** A PDF that is broken, needs a password, or does not have the page asked for. */
  public static final class PdfUnreadable extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public PdfUnreadable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The caller no longer wants the answer. */
  public static final class Cancelled extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public Cancelled() {
      super("cancelled", null);
    }
  }

  /**
   * A model pack is missing, damaged or not what its manifest says, or the device that the models
   * were to run on cannot be had.
   */
  public static final class ModelUnavailable extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public ModelUnavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** The inference runtime failed: our fault, not the document's. */
  public static final class EngineFailed extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public EngineFailed(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /** No engine can take the document now: all are busy, or none is reached. Later one may. */
  public static final class Unavailable extends OcrFailure {
    private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
