package io.palimpsest.ocr.internal.detect;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.internal.engine.Network;
import io.palimpsest.ocr.internal.geometry.Quads;
import io.palimpsest.ocr.internal.geometry.Resize;
import io.palimpsest.ocr.model.DetectionSettings;
import java.util.List;

/** Finds the lines of a picture. Thread-safe. */
public final class Detector {
  /**
   * Boxes flatter or narrower than this, in pixels of the picture, hold nothing that could be read.
   */
  private static final double MIN_SIDE = 4;

  private final Network network;
  private final DetectionSettings settings;
  private final BoxFinder boxes;

  public Detector(Network network, DetectionSettings settings) {
    this.network = network;
    this.settings = settings;
    this.boxes = new BoxFinder(settings);
  }

  /**
   * Boxes around lines, in pixels of the picture, in no order; corners named as if all text stood
   * upright.
   */
  public List<Quad> detect(Picture picture, Cancellation cancellation) {
    DetectionSize size = DetectionSize.of(picture.width(), picture.height(), settings);
    long[] shape = {1, 3, size.height(), size.width()};
    float[] values =
        network.run(
            shape,
            tensor ->
                Resize.into(
                    tensor,
                    0,
                    size.width(),
                    size.height(),
                    picture,
                    size.contentWidth(),
                    size.contentHeight(),
                    settings.normalisation()),
            cancellation,
            output -> output.floats(settings.output()));
    double scaleX = (double) picture.width() / size.contentWidth();
    double scaleY = (double) picture.height() / size.contentHeight();
    return boxes
        .find(new ProbabilityMap(size.width(), size.height(), values), cancellation)
        .stream()
        .map(box -> Quads.map(box.quad(), p -> scaled(p, scaleX, scaleY, picture)))
        .filter(q -> Math.min(Quads.width(q), Quads.height(q)) >= MIN_SIDE)
        .toList();
  }

  private static Point scaled(Point p, double scaleX, double scaleY, Picture picture) {
    return new Point(
        Math.clamp(p.x() * scaleX, 0, picture.width()),
        Math.clamp(p.y() * scaleY, 0, picture.height()));
  }
}
