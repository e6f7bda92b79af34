package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.internal.engine.Network;
import io.palimpsest.ocr.internal.geometry.Resize;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads crops of single upright lines. Thread-safe. */
public final class Recogniser {
  private final Network network;
  private final RecognitionSettings settings;
  private final CtcDecoder decoder;

  /**
   * @param network a model with {@link BestClasses}
   * @param classes text of each class of the network; class 0 is the blank
   */
  public Recogniser(Network network, RecognitionSettings settings, List<String> classes) {
    this.network = network;
    this.settings = settings;
    this.decoder = new CtcDecoder(classes);
  }

  /** Reads each crop; the answers are in the crops' order. */
  public List<Recognition> read(List<Picture> crops, Cancellation cancellation) {
    Recognition[] answers = new Recognition[crops.size()];
    for (LineBatch batch : LineBatch.split(crops, settings)) {
      cancellation.throwIfCancelled();
      List<Recognition> read = readBatch(batch, cancellation);
      for (int i = 0; i < read.size(); i++) {
        answers[batch.lines().get(i).index()] = read.get(i);
      }
    }
    return List.of(answers);
  }

  private List<Recognition> readBatch(LineBatch batch, Cancellation cancellation) {
    int n = batch.lines().size();
    int height = settings.height();
    long[] shape = {n, 3, height, batch.width()};
    return network.run(
        shape,
        tensor -> {
          for (int i = 0; i < n; i++) {
            LineBatch.Line line = batch.lines().get(i);
            Resize.into(
                tensor,
                i * 3 * height * batch.width(),
                batch.width(),
                height,
                line.crop(),
                line.width(),
                height,
                settings.normalisation());
          }
        },
        cancellation,
        output -> decode(batch, output));
  }

  private List<Recognition> decode(LineBatch batch, Network.Output output) {
    long[] best = output.longs(BestClasses.BEST);
    float[] probability = output.floats(BestClasses.PROBABILITY);
    int steps = best.length / batch.lines().size();
    List<Recognition> read = new ArrayList<>(batch.lines().size());
    for (int i = 0; i < batch.lines().size(); i++) {
      double contentSteps = (double) steps * batch.lines().get(i).width() / batch.width();
      read.add(
          decoder.decode(
              Arrays.copyOfRange(best, i * steps, (i + 1) * steps),
              Arrays.copyOfRange(probability, i * steps, (i + 1) * steps),
              contentSteps));
    }
    return read;
  }
}
