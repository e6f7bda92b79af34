package io.palimpsest.standalone.cli;

import io.palimpsest.ocr.ChosenDevice;
import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.ReadOptions;
import io.palimpsest.ocr.Tier;
import io.palimpsest.standalone.UserError;
import io.palimpsest.standalone.engine.FetchProgress;
import io.palimpsest.standalone.engine.Models;
import io.palimpsest.standalone.launch.CacheFolder;
import io.palimpsest.standalone.read.PageRange;
import io.palimpsest.standalone.read.ReadOutput;
import io.palimpsest.standalone.read.ReadRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code read}: documents in, text out; no server, no store. */
@Command(
    name = "read",
    description = "Read pictures and PDFs, and print what stands in them.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "JPEG, PNG, BMP, TIFF, WebP, GIF and PDF. Exit code 1 when a file could not be read; the others are read all the same."
    })
final class ReadCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Files, and folders whose documents are read.")
  private List<Path> files = List.of();

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--overlay",
      paramLabel = "DIR",
      description = "Also draw boxes and reading order onto PNGs in DIR.")
  private @Nullable Path overlay;

  @Option(
      names = "--pages",
      paramLabel = "PAGES",
      converter = Pages.class,
      description = "Pages of a PDF or TIFF, such as 1-3 or 1,4-. All of them by default.")
  private PageRange pages = PageRange.all();

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Files read at once; as many as processors by default.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--tier",
      paramLabel = "TIER",
      description =
          "How much work a page is worth: fast, standard or accurate. Standard by default.")
  private Tier tier = Tier.STANDARD;

  @Option(
      names = "--line",
      description = "Every picture is one upright line of text: read it without looking for lines.")
  private boolean line;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description =
          "What the models run on: auto (a CUDA device where one answers), cpu, or cuda:N and nothing else."
              + " auto by default.")
  private @Nullable Device device;

  @Option(
      names = "--max-pixels",
      paramLabel = "N",
      description = "Most pixels of a picture; one gigapixel by default. Large ones are shrunk.")
  private long maxPixels = DocumentOptions.lenient().maxPixels();

  @Option(
      names = "--decode-limit",
      paramLabel = "SECONDS",
      description = "Longest time that decoding a page may take; 60 by default.")
  private int decodeLimit = (int) DocumentOptions.lenient().decodeLimit().toSeconds();

  /** How results are printed; one of them. */
  static final class Form {
    @Option(names = "--text", description = "Lines of text. The default.")
    private boolean text;

    @Option(
        names = "--json",
        description = "One JSON array: lines, characters, boxes, confidences.")
    private boolean json;

    @Option(names = "--jsonl", description = "One JSON object a file: lines, boxes, milliseconds.")
    private boolean jsonLines;

    private ReadOutput output(boolean several) {
      return json
          ? new ReadOutput.Json()
          : jsonLines ? new ReadOutput.JsonLines() : new ReadOutput.Text(several);
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    if (threads < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--threads must be at least 1");
    }
    if (maxPixels < 1 || decodeLimit < 1) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--max-pixels and --decode-limit must be at least 1");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean terminal = Boolean.getBoolean("palimpsest.terminal");
    try (OcrEngine engine =
        Models.open(
            CacheFolder.of(System.getenv()).models(),
            settings(),
            new FetchProgress(err, terminal),
            notice -> err.println("palimpsest: " + notice))) {
      tellDevice(engine.device(), err);
      ReadRun run =
          new ReadRun(
              engine, options(), pages, threads, Optional.ofNullable(overlay), err, terminal);
      return run.read(files, form::output, out) == 0 ? 0 : 1;
    } catch (IOException e) {
      throw new UserError("cannot write: " + e.getMessage(), e);
    }
  }

  private DocumentOptions options() {
    ReadOptions read = ReadOptions.page().withTier(tier);
    return DocumentOptions.lenient()
        .withMaxPixels(maxPixels)
        .withDecodeLimit(Duration.ofSeconds(decodeLimit))
        .withRead(line ? read.withMode(ReadOptions.Mode.SINGLE_LINE) : read);
  }

  private EngineSettings settings() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(processors, threads)
        .withDevice(device == null ? new Device.Auto() : device);
  }

  /** Silent where the processor was asked for, or nothing was and nothing else was found. */
  private void tellDevice(ChosenDevice chosen, PrintWriter err) {
    boolean asked = device != null && !(device instanceof Device.Cpu);
    if (asked || !(chosen.device() instanceof Device.Cpu)) {
      err.println("palimpsest: reading on " + chosen);
    }
  }

  /** Reads {@code --pages}. */
  static final class Pages implements CommandLine.ITypeConverter<PageRange> {
    @Override
    public PageRange convert(String value) {
      try {
        return PageRange.parse(value);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    }
  }
}
