package io.palimpsest.standalone.read;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.Glyph;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import io.palimpsest.ocr.Quad;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.TextLine;
import java.util.List;

/**
 * Reads every picture as two lines that name its size, so that a test sees which picture was read.
 */
final class ScriptedEngine implements OcrEngine {

  @Override
  public Page read(Picture picture, ReadOptions options) {
    TextLine size = line(picture.width() + "x" + picture.height(), 1);
    TextLine second = line("zweite Zeile €", 12);
    return new Page(picture.width(), picture.height(), 0, List.of(size, second), modelId());
  }

  private static TextLine line(String text, double top) {
    Quad quad = Quad.rectangle(1, top, 30.04, top + 10);
    return new TextLine(text, quad, 0.98765, List.of(new Glyph(text.substring(0, 1), 0.5, quad)));
  }

  @Override
  public String modelId() {
    return "scripted/1";
  }

  @Override
  public ChosenDevice device() {
    return new ChosenDevice(new Device.Cpu(), "scripted");
  }

  @Override
  public void close() {}
}
