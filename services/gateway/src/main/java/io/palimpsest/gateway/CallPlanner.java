package io.palimpsest.gateway;

import io.palimpsest.gateway.actions.ActionSpec;
import io.palimpsest.gateway.actions.Arguments;
import io.palimpsest.gateway.actions.ArgumentsReader;
import io.palimpsest.gateway.actions.EncodedText;
import io.palimpsest.gateway.actions.Picture;
import io.palimpsest.gateway.answers.Selection;
import io.palimpsest.gateway.fetch.UrlFetcher;
import io.palimpsest.gateway.http.Request;
import io.palimpsest.gateway.protocol.CommonParameters;
import io.palimpsest.gateway.protocol.EndUserHeaders;
import io.palimpsest.gateway.protocol.Envelope;
import io.palimpsest.gateway.protocol.Gzip;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.Reading;
import io.palimpsest.ocr.Tier;
import io.palimpsest.platform.call.EndUser;
import io.palimpsest.platform.call.OcrCall;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.error.CallFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Makes the platform's {@link OcrCall} of a request. Parameters are read before admission, for the
 * operation log; what is wrong with them is said only after it.
 *
 * @param maxPixels most pixels a picture may have
 * @param decodeLimit longest time that decoding may take
 * @param replies how a refusal is put
 */
record CallPlanner(UrlFetcher fetcher, long maxPixels, Duration decodeLimit, Replies replies) {

  OcrCall<Payload> plan(Request request, CommonParameters common, ActionSpec spec, Caller caller) {
    Supplier<Arguments> arguments = arguments(request, common, spec);
    Supplier<EndUser> endUser = endUser(request);
    return new OcrCall<>(
        request.head().callId(),
        caller,
        spec.name(),
        spec.perSecond(),
        common.region(),
        request.head().address(),
        known(endUser),
        loggable(spec, arguments),
        () -> {
          endUser.get(); // a header that is wrong is told like a parameter that is
          return plan(request, common, spec, arguments.get());
        },
        request.head().trace(),
        request.cancellation());
  }

  private OcrCall.Plan<Payload> plan(
      Request request, CommonParameters common, ActionSpec spec, Arguments arguments) {
    Selection selection = spec.select(arguments);
    DocumentOptions options = options(spec, selection);
    return new OcrCall.Plan<>(
        Picture.of(arguments, spec, fetcher, request.memory(), request.cancellation()),
        options,
        reading -> render(request, spec, selection, reading),
        reading -> shape(spec.tier(selection), reading),
        spec.answer()
            .identity()
            .map(form -> new OcrCall.Keepable(options.withStudy(form.study()), form::of)),
        new OcrCall.Answers<>(
            Payload::json,
            failure -> replies.errorBody(request.head(), Optional.of(common), failure)));
  }

  private DocumentOptions options(ActionSpec spec, Selection selection) {
    return new DocumentOptions(
        spec.formats(selection),
        spec.page(selection),
        spec.minSide(),
        spec.maxSide(),
        maxPixels,
        decodeLimit,
        spec.reading(selection),
        spec.answer().study(selection));
  }

  private static Payload render(
      Request request, ActionSpec spec, Selection selection, Reading reading) {
    byte[] json =
        Envelope.result(
            request.head().callId(),
            generator -> spec.answer().write(generator, reading, selection));
    return Payload.of(json, Gzip.accepted(request.head().header("Accept-Encoding")));
  }

  private static Supplier<Arguments> arguments(
      Request request, CommonParameters common, ActionSpec spec) {
    try {
      Arguments read =
          switch (common.scheme()) {
            case TC3_JSON -> ArgumentsReader.json(request.body(), spec.known());
            case TC3_QUERY, V1 -> ArgumentsReader.flattened(common.parameters(), spec.known());
          };
      return () -> read;
    } catch (CallFailure failure) {
      return () -> {
        throw failure;
      };
    }
  }

  private static Supplier<EndUser> endUser(Request request) {
    try {
      EndUser told = EndUserHeaders.read(request.head());
      return () -> told;
    } catch (CallFailure failure) {
      return () -> {
        throw failure;
      };
    }
  }

  private static EndUser known(Supplier<EndUser> told) {
    try {
      return told.get();
    } catch (CallFailure unreadable) {
      return EndUser.NOBODY;
    }
  }

  private static Map<String, Object> loggable(ActionSpec spec, Supplier<Arguments> arguments) {
    try {
      Arguments read = arguments.get();
      Map<String, Object> kept = new TreeMap<>(spec.desensitiser().desensitise(read.values()));
      read.image()
          .map(EncodedText::length)
          .ifPresent(length -> kept.put("ImageBase64Length", length));
      return kept;
    } catch (CallFailure unreadable) {
      return Map.of();
    }
  }

  /** What the operation log may know of a reading: shapes and counts. */
  private static Map<String, Object> shape(Tier tier, Reading reading) {
    return Map.of(
        "format", reading.format().name(),
        "pages", reading.pageCount(),
        "width", reading.page().width(),
        "height", reading.page().height(),
        "lines", reading.page().lines().size(),
        "found", reading.findings().lines().size(),
        "model", reading.page().modelId(),
        "tier", tier.name().toLowerCase(Locale.ROOT),
        "decodeMillis", reading.decoding().toMillis(),
        "recogniseMillis", reading.recognition().toMillis());
  }
}
