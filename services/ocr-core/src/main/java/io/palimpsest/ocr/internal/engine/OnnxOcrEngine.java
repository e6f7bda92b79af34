package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.internal.detect.Detector;
import io.palimpsest.ocr.internal.recognise.BestClasses;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.TierPacks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** An engine on two networks, with a gate in front of them. */
public final class OnnxOcrEngine implements OcrEngine {
  private final String modelId;
  private final int parallelism;
  private final FairGate gate;
  private final Network detection;
  private final Network recognition;
  private final PageReader reader;
  private final ChosenDevice device;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OnnxOcrEngine(
      ModelPack pack,
      int parallelism,
      Network detection,
      Network recognition,
      PageReader reader,
      ChosenDevice device) {
    this.modelId = pack.modelId();
    this.parallelism = parallelism;
    this.gate = new FairGate(parallelism);
    this.detection = detection;
    this.recognition = recognition;
    this.reader = reader;
    this.device = device;
  }

  /** Loads the packs' models. */
  public static OcrEngine open(TierPacks packs, EngineSettings settings) {
    ExecutionProvider provider = ExecutionProvider.choose(settings.device());
    ModelPack pack = packs.best();
    byte[] model = pack.recognitionModel();
    List<String> classes = pack.classes(model);
    Network recognition =
        Network.load(
            BestClasses.added(model, pack.recognitionSettings().output()),
            settings.threads(),
            Set.of(BestClasses.BEST, BestClasses.PROBABILITY),
            provider);
    try {
      recognition.requireLastSide(pack.recognitionSettings().output(), classes.size());
      Recogniser recogniser = new Recogniser(recognition, pack.recognitionSettings(), classes);
      Network detection =
          Network.load(
              pack.detectionModel(),
              settings.threads(),
              Set.of(pack.detectionSettings().output()),
              provider);
      Detector detector = new Detector(detection, pack.detectionSettings());
      PageReader reader =
          new PageReader(detector, recogniser, pack.recognitionSettings().minConfidence());
      return new OnnxOcrEngine(
          pack, settings.parallelism(), detection, recognition, reader, provider.chosen());
    } catch (RuntimeException e) {
      recognition.close();
      throw e;
    }
  }

  @Override
  public Page read(Picture picture, ReadOptions options) {
    try (FairGate.Place _ = gate.enter(options.cancellation())) {
      if (closed.get()) {
        throw new IllegalStateException("the engine is closed");
      }
      Lines lines = reader.read(picture, options);
      return new Page(picture.width(), picture.height(), lines.angle(), lines.lines(), modelId);
    }
  }

  @Override
  public String modelId() {
    return modelId;
  }

  @Override
  public ChosenDevice device() {
    return device;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      for (int i = 0; i < parallelism; i++) {
        gate.enter(Cancellation.never()); // every place taken means that no call is under way
      }
      detection.close();
      recognition.close();
      for (int i = 0; i < parallelism; i++) {
        gate.leave(); // whoever waits comes in and finds the engine closed
      }
    }
  }
}
