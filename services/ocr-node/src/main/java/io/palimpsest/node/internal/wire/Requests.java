package io.palimpsest.node.internal.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.palimpsest.node.api.ReadRequest;
import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.ImageFormat;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Tier;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a caller wants. Its cancellation does not travel: that is the call's own. */
public final class Requests {
  private static final String FORMAT = "IMAGE_FORMAT_";
  private static final String MODE = "MODE_";
  private static final String TIER = "TIER_";

  private Requests() {}

  /**
   * The message. It shares {@code file}, which must not change before it is sent.
   *
   * @param file the encoded bytes
   */
  public static ReadRequest toWire(byte[] file, DocumentOptions options) {
    var wire =
        io.palimpsest.node.api.DocumentOptions.newBuilder()
            .addAllFormats(options.formats().stream().map(Requests::toWire).sorted().toList())
            .setPage(options.page())
            .setMinSide(options.minSide())
            .setMaxSide(options.maxSide())
            .setMaxPixels(options.maxPixels())
            .setDecodeLimit(Times.toWire(options.decodeLimit()))
            .setRead(toWire(options.read()));
    options.study().ifPresent(wire::setStudy);
    return ReadRequest.newBuilder()
        .setFile(UnsafeByteOperations.unsafeWrap(file))
        .setOptions(wire)
        .build();
  }

  /**
   * The options of a message.
   *
   * @param cancellation of the call
   * @throws IllegalArgumentException when a value is missing or not known here
   */
  public static DocumentOptions fromWire(ReadRequest request, Cancellation cancellation) {
    var options = request.getOptions();
    return new DocumentOptions(
        options.getFormatsList().stream().map(Requests::fromWire).collect(Collectors.toSet()),
        options.getPage(),
        options.getMinSide(),
        options.getMaxSide(),
        options.getMaxPixels(),
        Times.fromWire(options.getDecodeLimit()),
        fromWire(options.getRead(), cancellation),
        options.hasStudy() ? Optional.of(options.getStudy()) : Optional.empty());
  }

  static io.palimpsest.node.api.ImageFormat toWire(ImageFormat format) {
    return Names.toWire(FORMAT, format, io.palimpsest.node.api.ImageFormat::valueOf);
  }

  static ImageFormat fromWire(io.palimpsest.node.api.ImageFormat format) {
    return Names.fromWire(ImageFormat.class, FORMAT, format);
  }

  private static io.palimpsest.node.api.ReadOptions toWire(ReadOptions options) {
    var wire =
        io.palimpsest.node.api.ReadOptions.newBuilder()
            .setMode(Names.toWire(MODE, options.mode(), io.palimpsest.node.api.Mode::valueOf))
            .setTier(Names.toWire(TIER, options.tier(), io.palimpsest.node.api.Tier::valueOf))
            .setSplit(options.split());
    options.alphabet().ifPresent(alphabet -> wire.setAlphabet(toWire(alphabet)));
    return wire.build();
  }

  private static ReadOptions fromWire(
      io.palimpsest.node.api.ReadOptions options, Cancellation cancellation) {
    return new ReadOptions(
        Names.fromWire(ReadOptions.Mode.class, MODE, options.getMode()),
        Names.fromWire(Tier.class, TIER, options.getTier()),
        options.getSplit(),
        options.hasAlphabet()
            ? Optional.of(new Alphabet(characters(options.getAlphabet())))
            : Optional.empty(),
        cancellation);
  }

  private static io.palimpsest.node.api.Alphabet toWire(Alphabet alphabet) {
    return io.palimpsest.node.api.Alphabet.newBuilder()
        .addAllCharacters(alphabet.characters())
        .build();
  }

  private static Set<String> characters(io.palimpsest.node.api.Alphabet alphabet) {
    return new HashSet<>(alphabet.getCharactersList());
  }
}
