package io.palimpsest.ocr.fuzz;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.ReadOptions;
import java.util.List;

/** Takes pictures and finds nothing on them: only the way up to the engine is tried here. */
final class BlindEngine implements OcrEngine {
  @Override
  public Page read(Picture picture, ReadOptions options) {
    return new Page(picture.width(), picture.height(), 0, List.of(), modelId());
  }

  @Override
  public String modelId() {
    return "none";
  }

  @Override
  public ChosenDevice device() {
    return new ChosenDevice(new Device.Cpu(), "no models");
  }

  @Override
  public void close() {}
}
