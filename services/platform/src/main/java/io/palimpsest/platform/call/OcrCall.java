package io.palimpsest.platform.call;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.metering.CallId;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An authenticated call, ready to be admitted.
 *
 * @param action the interface called
 * @param ratePerSecond the action's own rate, where the AppID has no other
 * @param region as asked for; empty means the AppID's default
 * @param address where the call came from
 * @param endUser what the call tells of its end user
 * @param request what the operation log may know of the request; already desensitised
 * @param plan made only after admission: validates the parameters and says what to do
 */
public record OcrCall<R>(
    CallId callId,
    Caller caller,
    String action,
    long ratePerSecond,
    Optional<String> region,
    InetAddress address,
    EndUser endUser,
    Map<String, Object> request,
    Supplier<Plan<R>> plan,
    CallTrace trace,
    Cancellation cancellation) {

  /**
   * What to do with the picture.
   *
   * @param image where it comes from
   * @param options how it is taken; the deadline's cancellation is put in by the platform
   * @param render turns what was read into the answer; whatever it throws makes the call fail
   *     unbilled
   * @param shape what the operation log may know of the reading
   * @param keepable how its identification data is had; empty where the interface reads none
   * @param answers what the caller is told, as a debug copy holds it
   */
  public record Plan<R>(
      ImageSource image,
      DocumentOptions options,
      Function<Reading, R> render,
      Function<Reading, Map<String, Object>> shape,
      Optional<Keepable> keepable,
      Answers<R> answers) {

    /** Whose answers are text. */
    public Plan(
        ImageSource image,
        DocumentOptions options,
        Function<Reading, R> render,
        Function<Reading, Map<String, Object>> shape,
        Optional<Keepable> keepable) {
      this(image, options, render, shape, keepable, Answers.text());
    }

    /** Of an interface that reads no identification data. */
    public Plan(
        ImageSource image,
        DocumentOptions options,
        Function<Reading, R> render,
        Function<Reading, Map<String, Object>> shape) {
      this(image, options, render, shape, Optional.empty());
    }
  }

  /** The bytes of an answer, before they are packed for their way. */
  public record Answers<R>(Function<R, byte[]> result, Function<CallFailure, byte[]> refusal) {

    /** A result's own text, and a refusal's code. */
    static <R> Answers<R> text() {
      return new Answers<>(
          result -> String.valueOf(result).getBytes(StandardCharsets.UTF_8),
          failure -> failure.code().wire().getBytes(StandardCharsets.UTF_8));
    }
  }

  /**
   * How a call's identification data is had.
   *
   * @param options how the picture is taken where it may be kept
   * @param identity what was read of the end user; empty when that is in doubt
   */
  public record Keepable(DocumentOptions options, Function<Reading, Optional<Identity>> identity) {}
}
