package io.palimpsest.gateway.answers;

import io.palimpsest.documents.TravelDocument;
import io.palimpsest.documents.TravelDocuments;
import io.palimpsest.documents.mrz.Contents;
import io.palimpsest.documents.mrz.Mrz;
import io.palimpsest.ocr.Reading;
import io.palimpsest.platform.call.Identity;
import io.palimpsest.platform.subjects.DocumentNumber;
import io.palimpsest.platform.subjects.FieldName;
import io.palimpsest.platform.subjects.Photo;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whom a passport is of: what the policies list as identification data, and nothing else that its
 * zone tells. A zone of which one check digit fails, or whose date of birth is not whole, is in
 * doubt: it might be filed under somebody else, or make an adult of a child.
 *
 * @param clock tells the centuries of two-digit years
 */
record PassportIdentity(Clock clock) implements IdentityForm {
  private static final String KIND = "passport";
  private static final FieldName PORTRAIT = new FieldName("portrait");

  @Override
  public String study() {
    return TravelDocuments.STUDY_WITH_PORTRAIT;
  }

  @Override
  public Optional<Identity> of(Reading reading) {
    return TravelDocuments.of(reading.findings(), LocalDate.now(clock))
        .filter(document -> document.mrz().verified())
        .flatMap(PassportIdentity::identity);
  }

  private static Optional<Identity> identity(TravelDocument document) {
    Contents contents = document.mrz().contents();
    return contents
        .birth()
        .date()
        .map(
            born ->
                new Identity(
                    fields(contents, born), photos(document), number(document.mrz()), born));
  }

  private static Map<FieldName, String> fields(Contents contents, LocalDate born) {
    return Map.of(
        new FieldName("surname"), contents.name().surname(),
        new FieldName("givenNames"), contents.name().givenNames(),
        new FieldName("documentNumber"), contents.number(),
        new FieldName("issuingCountry"), contents.issuer(),
        new FieldName("nationality"), contents.nationality(),
        new FieldName("dateOfBirth"), born.toString());
  }

  private static List<Photo> photos(TravelDocument document) {
    return document.portrait().stream()
        .map(portrait -> new Photo(PORTRAIT, portrait.jpeg()))
        .toList();
  }

  private static Optional<DocumentNumber> number(Mrz mrz) {
    Contents contents = mrz.contents();
    return contents.number().isBlank() || contents.issuer().isBlank()
        ? Optional.empty()
        : Optional.of(new DocumentNumber(contents.issuer(), KIND, contents.number()));
  }
}
