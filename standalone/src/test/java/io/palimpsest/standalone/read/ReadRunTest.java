package io.palimpsest.standalone.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.standalone.sample.SampleDocuments;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadRunTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void oneFileShouldGiveItsLinesAndNothingElse() throws Exception {
    Path picture = picture("with blank.png", 40, 30);

    int failed = read(ReadOutput.Text::new, picture);

    assertThat(failed).isZero();
    assertThat(out).hasToString("40x30\nzweite Zeile €\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void brokenFileShouldNotStopTheOthersAndShouldHaveOneLine() throws Exception {
    Path good = picture("good.png", 40, 30);
    Path broken =
        Files.write(folder.resolve("broken.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G', 1, 2});
    Path missing = folder.resolve("missing.jpg");

    int failed = read(ReadOutput.Text::new, broken, missing, good);

    assertThat(failed).isEqualTo(2);
    assertThat(out.toString()).contains("40x30");
    assertThat(err.toString().lines())
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("palimpsest: " + broken + ": "),
            line -> assertThat(line).isEqualTo("palimpsest: " + missing + ": no such file"));
  }

  @Test
  void folderShouldBeReadRecursivelyAndOnlyItsDocuments() throws Exception {
    Files.createDirectories(folder.resolve("in/deep/.hidden"));
    picture("in/b.png", 20, 10);
    picture("in/deep/a.PNG", 21, 10);
    picture("in/deep/.hidden/c.png", 22, 10);
    Files.writeString(folder.resolve("in/notes.txt"), "not a document");

    int failed = read(_ -> new ReadOutput.JsonLines(), folder.resolve("in"));

    assertThat(failed).isZero();
    assertThat(out.toString().lines()).hasSize(2);
    assertThat(out.toString()).contains("20x10", "21x10").doesNotContain("22x10");
  }

  @Test
  void folderWithoutDocumentsShouldFail() throws Exception {
    int failed = read(ReadOutput.Text::new, folder);

    assertThat(failed).isOne();
    assertThat(err.toString()).contains("no documents");
  }

  @Test
  void everyFileShouldHaveExactlyOnePredictionInTheOrderGiven() throws Exception {
    Path good = picture("good.png", 40, 30);
    Path empty = Files.write(folder.resolve("empty.png"), new byte[0]);

    read(_ -> new ReadOutput.JsonLines(), empty, good);

    List<JsonNode> lines = out.toString().lines().map(ReadRunTest::json).toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().path("file").asText()).isEqualTo(empty.toString());
    assertThat(lines.getFirst().path("lines")).isEmpty();
    assertThat(lines.getFirst().path("error").asText()).isNotBlank();
    assertThat(lines.getLast().path("file").asText()).isEqualTo(good.toString());
    assertThat(lines.getLast().path("ms").isNumber()).isTrue();
    assertThat(lines.getLast().path("lines").get(0).toString())
        .isEqualTo(
            "{\"text\":\"40x30\",\"box\":[1.0,1.0,30.0,1.0,30.0,11.0,1.0,11.0],\"confidence\":0.9877}");
  }

  @Test
  void jsonShouldBeOneArrayWithCharacters() throws Exception {
    Path good = picture("good.png", 40, 30);
    Path missing = folder.resolve("missing.png");

    read(_ -> new ReadOutput.Json(), good, missing);

    JsonNode array = json(out.toString());
    assertThat(array).hasSize(2);
    JsonNode page = array.get(0).path("pages").get(0);
    assertThat(page.path("width").asInt()).isEqualTo(40);
    assertThat(page.path("lines").get(0).path("glyphs").get(0).path("text").asText())
        .isEqualTo("4");
    assertThat(array.get(1).path("error").asText()).isEqualTo("no such file");
  }

  @Test
  void overlayShouldBeAPictureOfThePagesSizeThatIsNoLongerThePage() throws Exception {
    Path picture = picture("page.png", 80, 60);
    Path overlays = folder.resolve("overlays");

    new ReadRun(
            new ScriptedEngine(),
            DocumentOptions.lenient(),
            PageRange.all(),
            2,
            Optional.of(overlays),
            new PrintWriter(err),
            false)
        .read(List.of(picture), ReadOutput.Text::new, new PrintWriter(out));

    List<Path> written;
    try (var files = Files.list(overlays)) {
      written = files.toList();
    }
    assertThat(written).hasSize(1);
    BufferedImage drawn = ImageIO.read(written.getFirst().toFile());
    assertThat(drawn.getWidth()).isEqualTo(80);
    assertThat(drawn.getHeight()).isEqualTo(60);
    assertThat(drawn.getRGB(70, 50)).isEqualTo(ImageIO.read(picture.toFile()).getRGB(70, 50));
    assertThat(drawn.getRGB(15, 22)).isNotEqualTo(ImageIO.read(picture.toFile()).getRGB(15, 22));
  }

  @Test
  void progressShouldBeDrawnOnATerminalOnly() throws Exception {
    Path first = picture("1.png", 10, 10);
    Path second = picture("2.png", 10, 10);

    new ReadRun(
            new ScriptedEngine(),
            DocumentOptions.lenient(),
            PageRange.all(),
            2,
            Optional.empty(),
            new PrintWriter(err),
            true)
        .read(List.of(first, second), ReadOutput.Text::new, new PrintWriter(out));

    assertThat(err.toString()).contains("2/2");
  }

  @Test
  void samplesShouldBeReadableFiles() throws Exception {
    List<Path> samples = SampleDocuments.write(folder.resolve("new/folder"));

    int failed = read(ReadOutput.Text::new, samples.toArray(Path[]::new));

    assertThat(samples).hasSize(3);
    assertThat(failed).isZero();
  }

  private int read(ReadRun.OutputChoice output, Path... files)
      throws IOException, InterruptedException {
    return new ReadRun(
            new ScriptedEngine(),
            DocumentOptions.lenient(),
            PageRange.all(),
            2,
            Optional.empty(),
            new PrintWriter(err, true),
            false)
        .read(List.of(files), output, new PrintWriter(out));
  }

  private Path picture(String name, int width, int height) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(
        new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    return file;
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
