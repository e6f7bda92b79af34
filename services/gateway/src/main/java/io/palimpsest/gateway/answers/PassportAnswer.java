package io.palimpsest.gateway.answers;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.documents.TravelDocument;
import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.documents.mrz.Check.Protected;
import io.palimpsest.documents.mrz.Check.State;
import io.palimpsest.documents.mrz.Contents;
import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.documents.mrz.MrzDate;
import io.palimpsest.documents.mrz.Sex;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.error.CallFailure;
import io.palimpsest.platform.error.ErrorCode;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The fields of a passport's machine-readable zone. A field whose own check digit fails is left
 * empty rather than told wrong.
 *
 * @param clock tells the centuries of two-digit years
 */
public record PassportAnswer(Clock clock) implements AnswerForm {
  /** The option that asks for the portrait. */
  public static final String RET_IMAGE = "RetImage";

  /** Fields of the printed zone, which is not read: it has no check digits and no one layout. */
  private static final List<String> PRINTED =
      List.of(
          "Type",
          "IssuingCountry",
          "PassportID",
          "Surname",
          "GivenName",
          "Name",
          "Nationality",
          "DateOfBirth",
          "Sex",
          "DateOfIssuance",
          "DateOfExpiration",
          "Signature",
          "IssuePlace",
          "IssuingAuthority",
          "BirthPlace");

  @Override
  public void write(JsonGenerator json, Reading reading, Selection selection) throws IOException {
    Shapes.requireText(reading);
    TravelDocument document =
        TravelDocuments.of(reading.findings(), LocalDate.now(clock))
            .filter(found -> found.mrz().contents().code().startsWith("P"))
            .orElseThrow(
                () ->
                    new CallFailure(
                        ErrorCode.NO_PASSPORT,
                        "the page holds no passport's machine-readable zone"));
    Mrz mrz = document.mrz();
    Contents contents = mrz.contents();
    String surname = contents.name().surname();
    String given = contents.name().givenNames();
    json.writeStringField("ID", trusted(mrz, Protected.NUMBER, contents.number()));
    json.writeStringField("Name", (surname + " " + given).strip());
    json.writeStringField("DateOfBirth", trusted(mrz, Protected.BIRTH, digits(contents.birth())));
    json.writeStringField("Sex", letter(contents.sex()));
    json.writeStringField(
        "DateOfExpiration", trusted(mrz, Protected.EXPIRY, digits(contents.expiry())));
    json.writeStringField("IssuingCountry", contents.issuer());
    json.writeStringField("Nationality", contents.nationality());
    empty(json, "Warn");
    json.writeStringField(
        "Image",
        document
            .portrait()
            .filter(_ -> selection.flag(RET_IMAGE))
            .map(portrait -> Base64.getEncoder().encodeToString(portrait.jpeg()))
            .orElse(""));
    json.writeStringField("AdvancedInfo", "1");
    json.writeStringField("CodeSet", mrz.lines().getFirst());
    json.writeStringField("CodeCrc", mrz.lines().get(1));
    json.writeStringField("Surname", surname);
    json.writeStringField("GivenName", given);
    json.writeStringField("Type", contents.code());
    json.writeObjectFieldStart("PassportRecognizeInfos");
    for (String field : PRINTED) {
      json.writeStringField(field, "");
    }
    json.writeEndObject();
    empty(json, "WarnCardInfos");
    json.writeNumberField("CardCount", 1);
  }

  @Override
  public Optional<String> study(Selection selection) {
    return Optional.of(
        selection.flag(RET_IMAGE) ? TravelDocuments.STUDY_WITH_PORTRAIT : TravelDocuments.STUDY);
  }

  @Override
  public Optional<IdentityForm> identity() {
    return Optional.of(new PassportIdentity(clock));
  }

  @Override
  public String fields() {
    return "ID, Name, DateOfBirth, Sex, DateOfExpiration, IssuingCountry, Nationality, Warn (always empty), Image,"
        + " AdvancedInfo (always 1), CodeSet, CodeCrc, Surname, GivenName, Type,"
        + " PassportRecognizeInfos (always empty texts: the printed zone is not read), WarnCardInfos (always empty),"
        + " CardCount. Dates are YYYYMMDD. A field whose own check digit fails is empty; CodeSet and CodeCrc show what was read";
  }

  private static String trusted(Mrz mrz, Protected what, String value) {
    return mrz.state(what) == State.FAILED ? "" : value;
  }

  private static String digits(MrzDate date) {
    return date.date().map(DateTimeFormatter.BASIC_ISO_DATE::format).orElse("");
  }

  private static String letter(Sex sex) {
    return switch (sex) {
      case FEMALE -> "F";
      case MALE -> "M";
      case UNSPECIFIED -> "";
    };
  }

  private static void empty(JsonGenerator json, String field) throws IOException {
    json.writeArrayFieldStart(field);
    json.writeEndArray();
  }
}
