package io.palimpsest.policy.terms;

import io.palimpsest.policy.ClauseId;
import io.palimpsest.policy.Text;
import java.time.Period;
import java.util.List;

/**
 * Something that a person may ask for (clauses O10, S3).
 *
 * @param due by when it is answered, from the day of the request
 */
public record Right(Text text, Period due, List<ClauseId> clauses) {
  public Right {
    clauses = List.copyOf(clauses);
  }
}
