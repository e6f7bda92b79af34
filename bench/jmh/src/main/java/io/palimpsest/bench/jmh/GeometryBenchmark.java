package io.palimpsest.bench.jmh;

import io.palimpsest.ocr.Point;
import io.palimpsest.ocr.internal.geometry.ConvexHull;
import io.palimpsest.ocr.internal.geometry.RotatedRect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The outline of a slightly turned line, 400 pixels long, and the least rectangle around it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GeometryBenchmark {
  private final List<Point> outline = outline();
  private final List<Point> hull = ConvexHull.of(outline);

  private static List<Point> outline() {
    List<Point> points = new ArrayList<>();
    for (int x = 0; x < 400; x++) {
      double bulge = 6 * Math.sin(Math.PI * x / 400);
      points.add(new Point(x, Math.round(0.05 * x - bulge)));
      points.add(new Point(x, Math.round(0.05 * x + bulge)));
    }
    return points;
  }

  @Benchmark
  public List<Point> convexHull() {
    return ConvexHull.of(outline);
  }

  @Benchmark
  public RotatedRect leastRectangle() {
    return RotatedRect.around(hull);
  }
}
