package io.palimpsest.platform.consent;

import java.util.Optional;

/**
 * Who answers for personal data, as a consent record must name it (ISO/IEC TS 27560:2023, party:
 * name, address, contact and type are mandatory).
 *
 * @param contact how an end user reaches whoever answers for the data
 * @param type such as {@code company}
 */
public record Party(
    String name,
    String address,
    String contact,
    String type,
    Optional<String> email,
    Optional<String> url,
    Optional<String> phone) {
  public Party {
    Words.check("name", name);
    Words.check("address", address);
    Words.check("contact", contact);
    Words.check("type", type);
    email.ifPresent(text -> Words.check("email", text));
    url.ifPresent(text -> Words.check("url", text));
    phone.ifPresent(text -> Words.check("phone", text));
  }
}
