package io.palimpsest.gateway.actions;

import io.palimpsest.gateway.fetch.UrlFetcher;
import io.palimpsest.gateway.http.MemoryBudget;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.platform.call.ImageSource;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.util.Optional;

/**
 * Where a call's picture comes from: its URL when there is one, else the Base64 text in the
 * request.
 */
public final class Picture {
  static final String URL = "ImageUrl";

  private Picture() {}

  /**
   * Looks which of the two is given; touches no byte of it.
   *
   * @throws CallFailure {@code MissingParameter} when neither is
   */
  public static ImageSource of(
      Arguments arguments,
      ActionSpec spec,
      UrlFetcher fetcher,
      MemoryBudget.Lease memory,
      Cancellation cancellation) {
    Optional<String> url = arguments.text(URL).filter(text -> !text.isBlank());
    if (url.isPresent()) {
      int limit = (int) (spec.base64Limit() / 4 * 3); // the limit counts Base64 characters
      return () -> fetcher.fetch(url.get().strip(), limit, memory, cancellation);
    }
    EncodedText text =
        arguments
            .image()
            .orElseThrow(
                () -> new CallFailure(ErrorCode.MISSING_PARAMETER, "give ImageBase64 or " + URL));
    return () -> text.decode(spec.base64Limit());
  }
}
