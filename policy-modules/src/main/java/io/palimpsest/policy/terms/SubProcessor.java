package io.palimpsest.policy.terms;

import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/**
 * Somebody else who sees data (clauses T5, D4, O9; GDPR art. 28(2)).
 *
 * @param jurisdiction ISO 3166-1 code of the law it is under
 * @param location where it works on the data
 * @param function what it does
 * @param data what it sees
 * @param transfer by which mechanism the data may come to it
 * @param certifications such as {@code ISO/IEC 27001}
 * @param since the first day it may be used
 * @param regions the service regions it is used for
 */
public record SubProcessor(
    String name,
    String jurisdiction,
    Text location,
    Text function,
    Set<DataClass> data,
    Text transfer,
    List<String> certifications,
    LocalDate since,
    Set<String> regions) {
  public SubProcessor {
    data = Set.copyOf(data);
    certifications = List.copyOf(certifications);
    regions = Set.copyOf(regions);
  }
}
