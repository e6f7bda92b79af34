package io.palimpsest.evidence.report;

import java.time.LocalDate;
import java.util.List;

/**
 * A version of a policy that was in force at some time of the period.
 *
 * @param policy module and version, such as {@code tencent-ocr@1.0.0}
 * @param sha256 of its content, in hexadecimal
 * @param effective the first day on which it holds, in UTC
 * @param controller who decides why and how data is worked on
 * @param processor who works on its behalf
 * @param contact where to write to
 * @param clauses that say who they are
 * @param subProcessors used in this region
 */
public record PolicyInForce(
    String policy,
    String sha256,
    LocalDate effective,
    Words title,
    Words controller,
    Words processor,
    Words contact,
    List<String> clauses,
    List<SubProcessor> subProcessors) {
  public PolicyInForce {
    clauses = List.copyOf(clauses);
    subProcessors = List.copyOf(subProcessors);
  }

  /** The same words in both languages. */
  public record Words(String en, String zh) {}

  /**
   * Somebody else who sees data.
   *
   * @param jurisdiction ISO 3166-1 code of the law it is under
   * @param data the classes that it sees
   * @param since the first day it may be used
   */
  public record SubProcessor(
      String name,
      String jurisdiction,
      Words location,
      Words function,
      List<String> data,
      Words transfer,
      List<String> certifications,
      LocalDate since) {
    public SubProcessor {
      data = List.copyOf(data);
      certifications = List.copyOf(certifications);
    }
  }
}
