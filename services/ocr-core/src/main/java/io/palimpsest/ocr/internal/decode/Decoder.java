package io.palimpsest.ocr.internal.decode;

import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.error.OcrFailure;

/** One page of an encoded file, as upright pixels. */
final class Decoder {
  private Decoder() {}

  /**
   * @throws OcrFailure for whatever is wrong with the file
   */
  static Decoded decode(byte[] file, DocumentOptions options, Guard guard) {
    if (file.length == 0) {
      throw new OcrFailure.Empty();
    }
    ImageFormat format =
        Formats.of(file)
            .orElseThrow(
                () -> new OcrFailure.UnknownFormat("the first bytes are of no known kind"));
    if (!options.formats().contains(format)) {
      throw new OcrFailure.UnknownFormat(format + " is not accepted here");
    }
    try {
      return format == ImageFormat.PDF
          ? PdfDecoder.decode(file, options, guard)
          : ImageDecoder.decode(file, format, options, guard);
    } catch (StackOverflowError e) {
      // Decoders go down into whatever lies in itself; the stack is whole again once we are here.
      throw new OcrFailure.Undecodable(
          "parts of the " + format + " lie too deep in each other", null);
    }
  }
}
