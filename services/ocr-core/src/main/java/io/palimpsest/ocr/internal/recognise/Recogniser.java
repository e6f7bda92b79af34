package io.palimpsest.ocr.internal.recognise;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.error.OcrFailure;
import io.palimpsest.ocr.internal.engine.Network;
import io.palimpsest.ocr.internal.geometry.Resize;
import io.palimpsest.ocr.model.RecognitionSettings;
import java.util.ArrayList;
import java.util.List;

/** Reads crops of single upright lines. Thread-safe. */
public final class Recogniser {
  private final Network network;
  private final RecognitionSettings settings;
  private final CtcDecoder decoder;

  /**
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
    int steps = (int) output.shape()[1];
    int classes = (int) output.shape()[2];
    if (classes != decoder.classCount()) {
      throw new OcrFailure.EngineFailed(
          "the network has " + classes + " classes, its dictionary " + decoder.classCount(), null);
    }
    List<Recognition> read = new ArrayList<>(batch.lines().size());
    int[] best = new int[steps];
    float[] probability = new float[steps];
    for (int i = 0; i < batch.lines().size(); i++) {
      for (int t = 0; t < steps; t++) {
        int row = (i * steps + t) * classes;
        best[t] = likeliest(output.values(), row, classes);
        probability[t] = output.values()[row + best[t]];
      }
      read.add(
          decoder.decode(
              best, probability, (double) steps * batch.lines().get(i).width() / batch.width()));
    }
    return read;
  }

  private static int likeliest(float[] values, int row, int classes) {
    int best = 0;
    float highest = values[row];
    for (int k = 1; k < classes; k++) {
      if (values[row + k] > highest) {
        highest = values[row + k];
        best = k;
      }
    }
    return best;
  }
}
