package io.palimpsest.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.palimpsest.evidence.note.SignedDocument;
import io.palimpsest.evidence.note.SigningKey;
import io.palimpsest.evidence.statement.MeteringStatement;
import io.palimpsest.evidence.statement.MeteringStatement.Line;
import io.palimpsest.evidence.statement.Prices;
import io.palimpsest.evidence.statement.Prices.Tier;
import io.palimpsest.evidence.statement.RecordLine;
import io.palimpsest.evidence.statement.RecordTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatementCheckTest {
  private static final SigningKey KEY = SigningKey.generate("log.example/eu-frankfurt/2026");
  private static final SigningKey OTHER = SigningKey.generate("log.example/ap-singapore/2026");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant FROM = Instant.parse("2026-10-31T23:00:00Z");
  private static final Instant TO = Instant.parse("2026-11-30T23:00:00Z");

  /** Two calls are free, the next three cost 100, all others 10 millionths. */
  private static final Prices PRICES =
      new Prices(
          "EUR",
          List.of("FailedOperation.EmptyImageError", "Success"),
          2,
          List.of(new Tier(OptionalLong.of(3), 100), new Tier(OptionalLong.empty(), 10)),
          Map.of("TextDetect", List.of(new Tier(OptionalLong.empty(), 1))));

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path statement;
  private Path records;

  @BeforeEach
  void writeAStatementOfSevenCallsOfOneActionAndFourOfAnother() throws IOException {
    write(statement(honest()), honest());
  }

  @Test
  void statementShouldBeRecountedFromItsRecords() {
    assertThat(verify(statement, records)).as(said()).isEqualTo(Verifier.VERIFIED);
    assertThat(said())
        .contains("a statement signed by log.example/eu-frankfurt/2026")
        .contains(KEY.verifier().fingerprint())
        .contains("AppID 1300000001, 2026-11 in eu-frankfurt: 0.000322 EUR for 11 records")
        .contains("free calls, tiers and sums of 2 actions come to 0.000322 EUR")
        .contains("11 lines of records lead to the root that was signed");
  }

  @Test
  void statementAloneShouldSayThatItsRecordsWereNotRecounted() {
    assertThat(verify(statement)).isEqualTo(Verifier.VERIFIED);
    assertThat(said()).contains("the records were not recounted");
  }

  @Test
  void everyChangedByteOfTheStatementShouldBeRefused() throws IOException {
    byte[] whole = Files.readAllBytes(statement);

    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(statement, changed);
      assertThat(verify(statement)).as("byte %d", i).isEqualTo(Verifier.REFUSED);
    }
    for (int length : List.of(0, 1, 13, whole.length / 2, whole.length - 1, whole.length + 1)) {
      Files.write(statement, Arrays.copyOf(whole, length));
      assertThat(verify(statement)).as("length %d", length).isEqualTo(Verifier.REFUSED);
    }
  }

  @Test
  void everyChangedByteOfTheRecordsShouldBeRefusedAtItsLine() throws IOException {
    byte[] whole = Files.readAllBytes(records);
    int line = 1;

    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= (byte) (1 << i % 8);
      Files.write(records, changed);
      lines.clear();
      Findings findings = new Findings(lines::add);
      new StatementCheck(statement(honest()), KEY.verifier(), findings)
          .check(Optional.of(new Given.OneFile("records.csv", records)));
      assertThat(findings.conclude()).as("byte %d", i).isEqualTo(Verifier.REFUSED);
      assertThat(said()).as("byte %d", i).contains("line " + line + " of the records: ");
      line += whole[i] == '\n' ? 1 : 0;
    }
  }

  @Test
  void recordsThatAreCutShortOrLongerShouldBeRefusedAtTheirEnd() throws IOException {
    byte[] whole = Files.readAllBytes(records);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(records, Arrays.copyOf(whole, length));
      assertThat(verify(statement, records)).as("length %d", length).isEqualTo(Verifier.REFUSED);
    }
    Files.write(records, Arrays.copyOf(whole, whole.length + 1));

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("line 13 of the records: more than the 11 records");
  }

  @Test
  void aSwappedAndADoubledLineShouldBeNamed() throws IOException {
    List<RecordLine> swapped = new ArrayList<>(honest());
    Collections.swap(swapped, 3, 4);
    write(statement(honest()), swapped);

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("line 5 of the records: not the one that was signed");

    List<RecordLine> doubled = new ArrayList<>(honest());
    doubled.add(5, doubled.get(4));
    write(statement(honest()), doubled);

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("line 7 of the records: its call_id does not come after");
  }

  @Test
  void whatItsMakerMiscountedShouldBeRefusedInWords() throws IOException {
    refused(
        s -> copy(s, s.lines(), s.due() + 1),
        "false sum: the lines add up to 0.000322, not to 0.000323");
    refused(
        s -> copy(s, List.of(line("GeneralBasicOCR", 7, 321), s.lines().get(1)), 323),
        "GeneralBasicOCR: its calls cost 0.00032 after free calls and tiers, not 0.000321");
    refused(
        s -> copy(s, List.of(line("GeneralBasicOCR", 8, 330), s.lines().get(1)), 332),
        "the records of GeneralBasicOCR come to another sum");
  }

  @Test
  void aRecordWithAnotherFeeThanThePriceListsShouldBeNamed() throws IOException {
    List<RecordLine> dear = new ArrayList<>(honest());
    RecordLine old = dear.get(2);
    dear.set(2, new RecordLine(old.callId(), old.action(), old.start(), old.result(), 1, 90));
    write(statement(dear), dear);

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said())
        .contains("line 4 of the records: its list fee is 0.00009 where the price list has 0.0001");
  }

  @Test
  void aCallOfAnotherMonthShouldBeNamed() throws IOException {
    List<RecordLine> late = new ArrayList<>(honest());
    late.add(call(12, TO, "TextDetect", "Success", 1));
    write(statement(late), late);

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("line 13 of the records: its call is not of this month");
  }

  @Test
  void keyOfAnotherRegionShouldBeNamedAsSuch() throws IOException {
    assertThat(verify(OTHER, statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("key of another log");

    Files.write(
        statement,
        SignedDocument.sign(MeteringStatement.KIND, statement(honest()).json(), OTHER).bytes());

    assertThat(verify(OTHER, statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said())
        .contains("a statement of eu-frankfurt, signed by the key of log.example/ap-singapore");
  }

  @Test
  void whatIsSignedAndNoStatementShouldBeRefused() throws IOException {
    Map<String, Object> more = statement(honest()).json();
    more.put("more", 1L);
    for (Map<String, ?> document :
        List.<Map<String, ?>>of(
            Map.of(), Map.of("appId", 1L), more, Map.of("records", Map.of("size", 1L)))) {
      Files.write(statement, SignedDocument.sign(MeteringStatement.KIND, document, KEY).bytes());

      assertThat(verify(statement, records)).as("%s", document).isEqualTo(Verifier.REFUSED);
      assertThat(said()).contains("not in its form: ");
    }
  }

  @Test
  void ofManyRecordsTheBlockWithTheWrongOneShouldBeNamed() throws IOException {
    List<RecordLine> many = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      many.add(call(i, FROM.plusSeconds(i), "TextDetect", "Success", 1));
    }
    write(statement(many), many);
    assertThat(verify(statement, records)).as(said()).isEqualTo(Verifier.VERIFIED);
    many.set(1_000, call(999_999, FROM.plusSeconds(1_000), "TextDetect", "Success", 1));
    write(statement, many);

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains("lines 1002 to 1009 of the records: not those that were signed");
  }

  @Test
  void recordsWithoutTheirStatementShouldNotBeUnderstood() {
    assertThat(verify(records)).isEqualTo(Verifier.UNDECIDED);
    assertThat(said()).contains("name the statement before its");
  }

  private void refused(UnaryOperator<MeteringStatement> change, String why) throws IOException {
    write(change.apply(statement(honest())), honest());

    assertThat(verify(statement, records)).isEqualTo(Verifier.REFUSED);
    assertThat(said()).contains(why);
  }

  private static List<RecordLine> honest() {
    List<RecordLine> calls = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      String result = i == 3 ? "FailedOperation.EmptyImageError" : "Success";
      calls.add(call(i, FROM.plusSeconds(i), "GeneralBasicOCR", result, 100));
    }
    for (int i = 7; i < 11; i++) {
      calls.add(call(i, FROM.plusSeconds(8), "TextDetect", "Success", 1));
    }
    return calls;
  }

  private static RecordLine call(int id, Instant at, String action, String result, long fee) {
    UUID callId = new UUID(at.toEpochMilli() << 16 | 0x7000, 1L << 63 | id);
    return new RecordLine(callId, action, at.plusNanos(123_000), result, 1, fee);
  }

  private static MeteringStatement statement(List<RecordLine> records) {
    RecordTree.Builder tree = new RecordTree.Builder();
    records.forEach(each -> tree.add(each.bytes()));
    List<Line> lines = new ArrayList<>();
    for (String action : List.of("GeneralBasicOCR", "TextDetect")) {
      List<RecordLine> own = records.stream().filter(r -> r.action().equals(action)).toList();
      if (!own.isEmpty()) {
        long due = action.equals("TextDetect") ? own.size() - 2 : 3 * 100 + (own.size() - 5) * 10;
        long listFee = own.stream().mapToLong(RecordLine::listFee).sum();
        lines.add(new Line(action, own.size(), own.size(), 2, listFee, due));
      }
    }
    return new MeteringStatement(
        "1300000001",
        "eu-frankfurt",
        YearMonth.of(2026, 11),
        ZONE,
        FROM,
        TO,
        TO.plusSeconds(60),
        PRICES,
        tree.build(),
        lines,
        lines.stream().mapToLong(Line::listFee).sum(),
        lines.stream().mapToLong(Line::due).sum(),
        0);
  }

  private static Line line(String action, long calls, long due) {
    return new Line(action, 7, calls, 2, 700, due);
  }

  private static MeteringStatement copy(MeteringStatement s, List<Line> lines, long due) {
    return new MeteringStatement(
        s.appId(),
        s.region(),
        s.month(),
        s.zone(),
        s.from(),
        s.to(),
        s.made(),
        s.prices(),
        s.records(),
        lines,
        s.listFee(),
        due,
        s.otherList());
  }

  private void write(MeteringStatement signed, List<RecordLine> lines) throws IOException {
    statement =
        Files.write(
            folder.resolve("statement.json"),
            SignedDocument.sign(MeteringStatement.KIND, signed.json(), KEY).bytes());
    write(statement, lines);
  }

  private void write(Path beside, List<RecordLine> lines) throws IOException {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    csv.writeBytes((RecordLine.HEADER + RecordLine.END).getBytes(StandardCharsets.US_ASCII));
    for (RecordLine each : lines) {
      csv.writeBytes(each.bytes());
      csv.writeBytes(RecordLine.END.getBytes(StandardCharsets.US_ASCII));
    }
    records = Files.write(beside.resolveSibling("records.csv"), csv.toByteArray());
  }

  private int verify(Path... files) {
    return verify(KEY, files);
  }

  private int verify(SigningKey key, Path... files) {
    lines.clear();
    List<String> args = new ArrayList<>(Arrays.stream(files).map(Path::toString).toList());
    args.addAll(List.of("--key", key.verifier().toString()));
    int code = Verifier.standard().run(args, lines::add);
    assertThat(Set.of(0, 1, 2)).contains(code);
    return code;
  }

  private String said() {
    return String.join("\n", lines);
  }
}
