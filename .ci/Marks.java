import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws pictures that can be told apart by what stands in them: {@code java Marks.java DIR TENANTS PICTURES}. The file
 * {@code 2-17.png} is tenant 2's and shows {@code 200017}.
 */
final class Marks {
  private Marks() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    for (int tenant = 1; tenant <= Integer.parseInt(arguments[1]); tenant++) {
      for (int number = 1; number <= Integer.parseInt(arguments[2]); number++) {
        Path file = folder.resolve(tenant + "-" + number + ".png");
        ImageIO.write(drawn(tenant * 100_000 + number), "png", file.toFile());
      }
    }
  }

  private static BufferedImage drawn(int mark) {
    var picture = new BufferedImage(260, 90, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.setColor(Color.BLACK);
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 44));
    pen.drawString(Integer.toString(mark), 40, 60);
    pen.dispose();
    return picture;
  }
}
