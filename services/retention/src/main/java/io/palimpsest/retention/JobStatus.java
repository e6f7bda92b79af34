package io.palimpsest.retention;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one job of one region is doing.
 *
 * @param region its name, or {@code control} for the control plane
 * @param job {@code sweep}, {@code in-doubt}, {@code partitions}, {@code log-indexes} or a chore's
 *     name
 * @param runs how often it ran in this process
 * @param failures how often it broke off here
 * @param lastSuccess when it last ended well, here or in another process
 * @param fault why the last run broke off; empty when it ended well or never ran
 * @param numbers what it did here, by name, such as {@code erased} or {@code late}; they only grow
 */
public record JobStatus(
    String region,
    String job,
    long runs,
    long failures,
    Optional<Instant> lastSuccess,
    Optional<String> fault,
    Map<String, Long> numbers) {
  public JobStatus {
    numbers = java.util.Collections.unmodifiableMap(new TreeMap<>(numbers));
  }

  /** Whether its last run ended well. */
  public boolean ok() {
    return fault.isEmpty() && lastSuccess.isPresent();
  }

  /** The name under which a number is plotted: {@code log_indexes_dropped}. */
  String plot(String number) {
    return job.replace('-', '_') + "_" + number;
  }
}
