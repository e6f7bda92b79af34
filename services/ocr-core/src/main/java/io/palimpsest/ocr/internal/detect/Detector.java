package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Resize;
import io.palimpsest.ocr.internal.inference.Network;
import io.palimpsest.ocr.internal.inference.Processors;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.List;
import java.util.Set;

/** Finds the lines of a picture. Thread-safe. */
public final class Detector {
  /**
   * Boxes flatter or narrower than this, in pixels of the picture, hold nothing that could be read.
   */
  private static final double MIN_SIDE = 4;

  /**
   * What was found.
   *
   * @param lines boxes in pixels of the picture, in no order; corners named as if all text stood
   *     upright
   * @param all false where the picture had to be shown so small that print may have been missed
   */
  public record Found(List<Quad> lines, boolean all) {}

  /** Scale from which on a full look still sees the small print of a page. */
  private static final double CLOSE = 0.7;

  private final Network network;
  private final DetectionSettings settings;
  private final BoxFinder boxes;
  private final Processors processors;

  public Detector(Network network, DetectionSettings settings, Processors processors) {
    this.network = network;
    this.settings = settings;
    this.processors = processors;
    this.boxes = new BoxFinder(settings);
  }

  /** Looks for lines. */
  public Found detect(Picture picture, Look look, Cancellation cancellation) {
    double full = DetectionScale.full(picture.width(), picture.height(), settings);
    if (look instanceof Look.Fitting fitting) {
      double first =
          DetectionScale.first(picture.width(), picture.height(), fitting.firstSide(), settings);
      List<Quad> found = at(first, picture, cancellation);
      double second = DetectionScale.second(first, heights(found), full);
      return second == first ? told(found, first) : told(at(second, picture, cancellation), second);
    }
    // A picture that must be shrunk further than this is not looked at closely any more.
    return full < CLOSE
        ? new Found(List.of(), false)
        : new Found(at(full, picture, cancellation), true);
  }

  private static Found told(List<Quad> quads, double scale) {
    return new Found(quads, DetectionScale.isEnough(scale, heights(quads)));
  }

  private static List<Double> heights(List<Quad> quads) {
    return quads.stream().map(q -> Math.min(Quads.width(q), Quads.height(q))).toList();
  }

  private List<Quad> at(double scale, Picture picture, Cancellation cancellation) {
    DetectionSize size = DetectionSize.of(picture.width(), picture.height(), scale);
    float[] map = processors.first(alone -> map(size, picture, alone, cancellation), cancellation);
    double scaleX = (double) picture.width() / size.width();
    double scaleY = (double) picture.height() / size.height();
    return boxes.find(new ProbabilityMap(size.width(), size.height(), map), cancellation).stream()
        .map(box -> Quads.map(box.quad(), p -> scaled(p, scaleX, scaleY, picture)))
        .filter(q -> Math.min(Quads.width(q), Quads.height(q)) >= MIN_SIDE)
        .toList();
  }

  private float[] map(
      DetectionSize size, Picture picture, boolean alone, Cancellation cancellation) {
    Network.Input input =
        new Network.Input(
            new long[] {1, 3, size.height(), size.width()},
            tensor ->
                Resize.into(
                    tensor,
                    0,
                    size.width(),
                    size.height(),
                    picture,
                    size.width(),
                    size.height(),
                    settings.normalisation()));
    return network.run(
        input,
        Set.of(settings.output()),
        alone,
        cancellation,
        output -> output.floats(settings.output()));
  }

  private static Point scaled(Point p, double scaleX, double scaleY, Picture picture) {
    return new Point(
        Math.clamp(p.x() * scaleX, 0, picture.width()),
        Math.clamp(p.y() * scaleY, 0, picture.height()));
  }
}
