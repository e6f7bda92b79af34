package io.palimpsest.standalone.sample;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A receipt, a letter and a passport of nobody, drawn afresh each time, so that no picture of
 * anyone's document lies in the repository.
 */
public final class SampleDocuments {
  /**
   * What stands on the receipt, line by line; {@code |} parts what is set left from what is set
   * right.
   */
  public static final List<String> RECEIPT =
      List.of(
          "CORNER BOOKSHOP",
          "12 Harbour Street",
          "SPECIMEN RECEIPT No. 20417",
          "2026-03-14 16:32|Till 3",
          "Atlas of old maps|24.50",
          "Paper, 500 sheets|6.90",
          "Fountain pen ink|8.25",
          "Subtotal|39.65",
          "Tax 10 %|3.97",
          "TOTAL EUR|43.62",
          "Paid by card|43.62",
          "Thank you for your visit");

  private static final List<String> LETTER =
      List.of(
          "SPECIMEN LETTER",
          "14 March 2026",
          "Dear reader,",
          "this page was drawn by a program. It says nothing about",
          "anyone, and may be sent, read and erased as often as you like.",
          "Reference: PAL-2026-0314");

  private SampleDocuments() {}

  /**
   * Writes {@code receipt.png}, {@code letter.jpg} and {@code passport.png}.
   *
   * @return the files, the receipt first
   * @throws IOException when the folder cannot be written
   */
  public static List<Path> write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path receipt = folder.resolve("receipt.png");
    Path letter = folder.resolve("letter.jpg");
    ImageIO.write(draw(RECEIPT, 620, 22), "png", receipt.toFile());
    ImageIO.write(draw(LETTER, 1100, 26), "jpg", letter.toFile());
    Path passport = folder.resolve("passport.png");
    ImageIO.write(SpecimenPassport.draw(SpecimenHolder.SPECIMEN), "png", passport.toFile());
    return List.of(receipt, letter, passport);
  }

  /**
   * Draws lines of text, dark on light, one below the other.
   *
   * @param lines {@code |} parts what is set left from what is set right
   * @param width pixels
   * @param size of the letters, pixels
   */
  public static BufferedImage draw(List<String> lines, int width, int size) {
    int margin = 2 * size;
    int leading = 2 * size;
    BufferedImage image =
        new BufferedImage(width, 2 * margin + lines.size() * leading, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setColor(new Color(250, 249, 244));
      pen.fillRect(0, 0, image.getWidth(), image.getHeight());
      pen.setColor(new Color(28, 28, 32));
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      int y = margin + size;
      for (String line : lines) {
        String[] sides = line.split("\\|", 2);
        pen.drawString(sides[0], margin, y);
        if (sides.length == 2) {
          pen.drawString(sides[1], width - margin - pen.getFontMetrics().stringWidth(sides[1]), y);
        }
        y += leading;
      }
    } finally {
      pen.dispose();
    }
    return image;
  }
}
