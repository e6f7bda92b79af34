package io.palimpsest.standalone.read;

import io.palimpsest.ocr.Page;
import io.palimpsest.ocr.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import javax.imageio.ImageIO;

/**
 * Writes one page's overlay.
 *
 * @param folder made if it is not there
 * @param number page of the file, from 1
 */
record OverlayFiles(Path folder, Path file, int number) implements BiConsumer<Picture, Page> {

  @Override
  public void accept(Picture picture, Page page) {
    Path target = folder.resolve(name());
    try {
      Files.createDirectories(folder);
      ImageIO.write(Overlay.draw(picture, page), "png", target.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(target + " cannot be written", e);
    }
  }

  /** The whole path is in the name, so that files of the same name in two folders do not meet. */
  private String name() {
    String flat =
        file.normalize().toString().replaceAll("[/\\\\]+", "_").replaceFirst("^[._]+", "");
    return flat + (number > 1 ? "-p" + number : "") + ".png";
  }
}
