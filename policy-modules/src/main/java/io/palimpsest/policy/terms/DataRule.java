package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Retention;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.policy.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for one class of data.
 *
 * @param content what it is, in words
 * @param fields the only fields it may have; empty where that is not fixed
 * @param store which store holds it
 * @param retention how long it is kept unless somebody asked for less
 * @param shorter the periods that a tenant or a call may ask for instead
 * @param optInAtMost for what is kept only where an admin opted in: how long an opt-in lasts at
 *     most
 * @param erasure how it is erased
 * @param purposes what it may be used for, by name
 */
public record DataRule(
    Text content,
    List<String> fields,
    Text store,
    Retention retention,
    List<RetentionPeriod> shorter,
    Optional<java.time.Period> optInAtMost,
    Text erasure,
    Map<String, Purpose> purposes,
    List<ClauseId> clauses) {
  public DataRule {
    fields = List.copyOf(fields);
    shorter = List.copyOf(shorter);
    purposes = Collections.unmodifiableMap(new LinkedHashMap<>(purposes));
    clauses = List.copyOf(clauses);
  }
}
