package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.Alphabet;
import io.palimpsest.ocr.Cancellation;
import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.CloseReading;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.internal.inference.ExecutionProvider;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.TierPacks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** An engine on the networks of its tiers, with a gate in front of them. */
public final class OnnxOcrEngine implements OcrEngine {
  private final String modelId;
  private final int parallelism;
  private final FairGate gate;
  private final Networks networks;
  private final Map<Tier, Recipe> recipes;
  private final ChosenDevice device;
  private final AtomicBoolean closed = new AtomicBoolean();

  private OnnxOcrEngine(
      String modelId,
      int parallelism,
      Networks networks,
      Map<Tier, Recipe> recipes,
      ChosenDevice device) {
    this.modelId = modelId;
    this.parallelism = parallelism;
    this.gate = new FairGate(parallelism);
    this.networks = networks;
    this.recipes = recipes;
    this.device = device;
  }

  /** Loads the packs' models. */
  public static OcrEngine open(TierPacks packs, EngineSettings settings) {
    ExecutionProvider provider = ExecutionProvider.choose(settings.device());
    Networks networks = Networks.load(packs, settings, provider);
    String modelId =
        packs.distinct().stream().map(ModelPack::modelId).collect(Collectors.joining("+"));
    return new OnnxOcrEngine(
        modelId, settings.parallelism(), networks, networks.recipes(packs), provider.chosen());
  }

  @Override
  public Page read(Picture picture, ReadOptions options) {
    try (FairGate.Place _ = gate.enter(options.cancellation())) {
      if (closed.get()) {
        throw new IllegalStateException("the engine is closed");
      }
      Recipe recipe = recipes.get(options.tier());
      Lines lines = PageReader.read(recipe, picture, options);
      return new Page(
          picture.width(), picture.height(), lines.angle(), lines.lines(), recipe.packs());
    }
  }

  @Override
  public List<CloseReading> readAgain(
      Picture picture, List<Quad> quads, Alphabet alphabet, Cancellation cancellation) {
    try (FairGate.Place _ = gate.enter(cancellation)) {
      if (closed.get()) {
        throw new IllegalStateException("the engine is closed");
      }
      Recipe recipe = recipes.get(Tier.STANDARD);
      return new LineReader(recipe, picture, Optional.of(alphabet), cancellation).again(quads);
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
      networks.close();
      for (int i = 0; i < parallelism; i++) {
        gate.leave(); // whoever waits comes in and finds the engine closed
      }
    }
  }
}
