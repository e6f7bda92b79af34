package io.palimpsest.documents.mrz;

import java.util.List;

/**
 * What a zone says.
 *
 * @param code kind of document, one or two capitals: {@code P}, {@code ID}, {@code V}
 * @param issuer ICAO code of the issuing state or organisation, one to three capitals
 * @param number the document's, long ones whole
 * @param nationality ICAO code of the holder's
 * @param optional data of the issuer's own choice, one text for each such field, fillers at the end
 *     left out; in a passport the personal number
 */
public record Contents(
    String code,
    String issuer,
    String number,
    String nationality,
    MrzDate birth,
    Sex sex,
    MrzDate expiry,
    MrzName name,
    List<String> optional) {
  public Contents {
    optional = List.copyOf(optional);
  }
}
