import com.fasterxml.jackson.databind.ObjectMapper;
import io.palimpsest.documents.TravelDocument;
import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.documents.mrz.Contents;
import io.palimpsest.documents.mrz.Sex;
import io.palimpsest.ocr.DocumentOptions;
import io.palimpsest.ocr.DocumentReader;
import io.palimpsest.ocr.DocumentReaders;
import io.palimpsest.ocr.EngineSettings;
import io.palimpsest.ocr.OcrEngine;
import io.palimpsest.ocr.OcrEngines;
import io.palimpsest.ocr.model.ModelPacks;
import io.palimpsest.ocr.model.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the zones of pictures and writes a line of JSON for each: what the server would read. */
final class Zones {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The folder of the models, then pictures. */
  public static void main(String[] arguments) throws Exception {
    Clock clock = Clock.systemUTC();
    var packs = ModelPacks.tiers(Path.of(arguments[0]), ProgressListener.silent());
    try (OcrEngine engine = OcrEngines.open(packs, EngineSettings.defaults())) {
      DocumentReader reader = DocumentReaders.of(engine, TravelDocuments.studies(clock));
      for (int i = 1; i < arguments.length; i++) {
        long start = System.nanoTime();
        Optional<TravelDocument> found = read(reader, Path.of(arguments[i]), LocalDate.now(clock));
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", arguments[i]);
        line.put("fields", found.map(Zones::fields).orElse(Map.of()));
        line.put("portrait", found.flatMap(TravelDocument::portrait).isPresent());
        line.put("ms", (System.nanoTime() - start) / 1_000_000);
        System.out.println(JSON.writeValueAsString(line));
      }
    }
  }

  private static Optional<TravelDocument> read(DocumentReader reader, Path file, LocalDate today)
      throws Exception {
    DocumentOptions options =
        DocumentOptions.lenient().withStudy(TravelDocuments.STUDY_WITH_PORTRAIT);
    return TravelDocuments.of(reader.read(Files.readAllBytes(file), options).findings(), today);
  }

  private static Map<String, String> fields(TravelDocument document) {
    Contents contents = document.mrz().contents();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("code", contents.code());
    fields.put("issuer", contents.issuer());
    fields.put("document_number", contents.number());
    fields.put("nationality", contents.nationality());
    fields.put("birth_date", contents.birth().text());
    fields.put("sex", contents.sex() == Sex.UNSPECIFIED ? "" : contents.sex().name().substring(0, 1));
    fields.put("expiry_date", contents.expiry().text());
    fields.put("surname", contents.name().surname());
    fields.put("given_names", contents.name().givenNames());
    fields.put("mrz", String.join("\n", document.mrz().lines()));
    return fields;
  }
}
