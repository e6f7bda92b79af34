package io.palimpsest.ocr.internal.engine;

import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.Tier;
import io.palimpsest.ocr.internal.detect.Detector;
import io.palimpsest.ocr.internal.detect.Look;
import io.palimpsest.ocr.internal.inference.ExecutionProvider;
import io.palimpsest.ocr.internal.inference.Network;
import io.palimpsest.ocr.internal.inference.Processors;
import io.palimpsest.ocr.internal.recognise.BestClasses;
import io.palimpsest.ocr.internal.recognise.Recogniser;
import io.palimpsest.ocr.internal.recognise.Rereading;
import io.palimpsest.ocr.model.ModelPack;
import io.palimpsest.ocr.model.RecognitionSettings;
import io.palimpsest.ocr.model.TierPacks;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models of all tiers, each loaded once, on the processors that they share. */
final class Networks implements AutoCloseable {
  /**
   * First looks, pixels: text is read as well at the smaller, its boxes are closer at the larger.
   */
  private static final int FAST_SIDE = 800;

  private static final int STANDARD_SIDE = 1280;

  /**
   * A character read with less is in doubt. Learnt on real pages and checked by cross-validation:
   * see docs/performance.md.
   */
  private static final double SURE = 0.8;

  /** Short lines are read best in a tensor of the width that the networks were trained with. */
  private static final int CAREFUL_WIDTH = 320;

  /** How the accurate tier reads doubtful lines again: the one of many looks that helped most. */
  private static final Rereading SECOND_LOOK = new Rereading(SURE, 0.05, 0.92);

  private final EngineSettings settings;
  private final ExecutionProvider provider;
  private final Processors processors;
  private final List<Network> open = new ArrayList<>();
  private final Map<ModelPack, Detector> detectors = new HashMap<>();
  private final Map<ModelPack, Recogniser> recognisers = new HashMap<>();
  private final Map<ModelPack, Recogniser> careful = new HashMap<>();

  private Networks(EngineSettings settings, ExecutionProvider provider) {
    this.settings = settings;
    this.provider = provider;
    this.processors = new Processors(settings.threads());
  }

  /** Loads the packs' models; what was loaded is freed when a later one fails. */
  static Networks load(TierPacks packs, EngineSettings settings, ExecutionProvider provider) {
    Networks networks = new Networks(settings, provider);
    try {
      for (ModelPack pack : packs.distinct()) {
        networks.load(pack);
      }
      return networks;
    } catch (RuntimeException e) {
      networks.close();
      throw e;
    }
  }

  private void load(ModelPack pack) {
    byte[] model = pack.recognitionModel();
    List<String> classes = pack.classes(model);
    String output = pack.recognitionSettings().output();
    Set<String> outputs = new HashSet<>(BestClasses.OUTPUTS);
    outputs.add(output);
    Network recognition = network(BestClasses.added(model, output), outputs);
    recognition.requireLastSide(output, classes.size());
    RecognitionSettings how = pack.recognitionSettings();
    recognisers.put(pack, recogniser(recognition, how, classes, Optional.empty()));
    careful.put(
        pack,
        recogniser(
            recognition, how.withMinWidth(CAREFUL_WIDTH), classes, Optional.of(SECOND_LOOK)));
    Network detection = network(pack.detectionModel(), Set.of(pack.detectionSettings().output()));
    detectors.put(pack, new Detector(detection, pack.detectionSettings(), processors));
  }

  private Recogniser recogniser(
      Network network,
      RecognitionSettings how,
      List<String> classes,
      Optional<Rereading> rereading) {
    return new Recogniser(network, how, classes, processors, settings.batching(), rereading);
  }

  private Network network(byte[] model, Set<String> outputs) {
    Network network = Network.load(model, settings.threads(), outputs, provider);
    open.add(network);
    return network;
  }

  /** How each tier reads. */
  Map<Tier, Recipe> recipes(TierPacks packs) {
    Map<Tier, Recipe> recipes = new EnumMap<>(Tier.class);
    recipes.put(Tier.FAST, simple(packs.quick(), recognisers, new Look.Fitting(FAST_SIDE)));
    recipes.put(Tier.STANDARD, cascade(packs.quick(), packs.standard()));
    recipes.put(Tier.ACCURATE, simple(packs.best(), careful, new Look.Full()));
    return recipes;
  }

  private Recipe simple(ModelPack pack, Map<ModelPack, Recogniser> readers, Look look) {
    return new Recipe(
        detectors.get(pack),
        look,
        detectors.get(pack),
        readers.get(pack),
        Optional.empty(),
        pack.recognitionSettings().minConfidence(),
        pack.modelId());
  }

  private Recipe cascade(ModelPack quick, ModelPack standard) {
    Look look = new Look.Fitting(STANDARD_SIDE);
    if (quick == standard) {
      return simple(standard, recognisers, look);
    }
    return new Recipe(
        detectors.get(quick),
        look,
        detectors.get(standard),
        recognisers.get(quick),
        Optional.of(new Recipe.Second(recognisers.get(standard), SURE)),
        standard.recognitionSettings().minConfidence(),
        quick.modelId() + "+" + standard.modelId());
  }

  @Override
  public void close() {
    processors.close();
    open.forEach(Network::close);
  }
}
