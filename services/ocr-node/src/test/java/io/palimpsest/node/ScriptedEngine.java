package io.palimpsest.node;

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
import java.util.function.BiFunction;

/** An engine that answers as it is told. */
public record ScriptedEngine(BiFunction<Picture, ReadOptions, Page> script) implements OcrEngine {

  /** Reads every picture as one line: its size. */
  public static ScriptedEngine tellingSizes() {
    return new ScriptedEngine(
        (picture, _) -> page(picture, line(picture.width() + "x" + picture.height())));
  }

  public static Page page(Picture picture, TextLine... lines) {
    return new Page(picture.width(), picture.height(), 0.25, List.of(lines), "scripted-1");
  }

  /** A line of text, each character ten and a third pixels wide. */
  public static TextLine line(String text) {
    List<Glyph> glyphs =
        text.codePoints()
            .mapToObj(Character::toString)
            .map(c -> new Glyph(c, 0.75, Quad.rectangle(1 / 3.0, 2, 10 + 2 / 3.0, 22)))
            .toList();
    return new TextLine(text, Quad.rectangle(1 / 3.0, 2, 99, 22), 0.987654321, glyphs);
  }

  @Override
  public Page read(Picture picture, ReadOptions options) {
    return script.apply(picture, options);
  }

  @Override
  public String modelId() {
    return "scripted-1";
  }

  @Override
  public ChosenDevice device() {
    return new ChosenDevice(new Device.Cpu(), "a script needs nothing else");
  }

  @Override
  public void close() {}
}
