package io.palimpsest.retention.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/** Runs many seeds, each on one thread, and tells how to see again what went wrong. */
public final class Seeds {
  private Seeds() {}

  /**
   * What a seed came to.
   *
   * @param broken what did not hold
   */
  record Ended(long seed, Optional<Simulation.Result> result, Optional<String> broken) {
    @Override
    public String toString() {
      return "seed %d: %s%n  to see it again: bench/simulation/run replay %d"
          .formatted(seed, broken.orElse("all holds"), seed);
    }
  }

  /** {@code COUNT [FIRST]} or {@code replay SEED}; ends with 1 when something did not hold. */
  public static void main(String[] arguments) {
    quiet();
    if (arguments[0].equals("replay")) {
      System.exit(replay(Long.parseLong(arguments[1])) ? 0 : 1);
    }
    int count = Integer.parseInt(arguments[0]);
    long first = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
    Instant begin = Instant.now();
    List<Ended> all =
        LongStream.range(first, first + count)
            .parallel()
            .mapToObj(seed -> run(seed, Mutation.NONE))
            .peek(each -> each.broken().ifPresent(_ -> System.out.println(each)))
            .toList();
    System.out.println(sum(all, Duration.between(begin, Instant.now())));
    System.exit(all.stream().allMatch(each -> each.broken().isEmpty()) ? 0 : 1);
  }

  static Ended run(long seed, Mutation mutation) {
    try {
      return new Ended(
          seed, Optional.of(Simulation.run(seed, mutation, new Trace(false))), Optional.empty());
    } catch (Broken e) {
      return new Ended(seed, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** What is planted to fail would be told at every call. */
  static void quiet() {
    ((Logger) LoggerFactory.getLogger("io.palimpsest")).setLevel(Level.OFF);
  }

  private static boolean replay(long seed) {
    Trace trace = new Trace(true);
    try {
      Simulation.run(seed, Mutation.NONE, trace);
      trace.lines().forEach(System.out::println);
      return true;
    } catch (Broken e) {
      trace.lines().forEach(System.out::println);
      System.out.println("BROKEN: " + e.getMessage());
      return false;
    }
  }

  private static String sum(List<Ended> all, Duration took) {
    Map<String, Integer> checks = new TreeMap<>();
    List<Simulation.Result> results = all.stream().flatMap(it -> it.result().stream()).toList();
    results.forEach(
        each -> each.checks().forEach((rule, times) -> checks.merge(rule, times, Integer::sum)));
    return "%d seeds, %d broken; %d calls, %d mishaps, %d leaves; in %d s%nasked: %s"
        .formatted(
            all.size(),
            all.size() - results.size(),
            results.stream().mapToLong(Simulation.Result::calls).sum(),
            results.stream().mapToLong(Simulation.Result::mishaps).sum(),
            results.stream().mapToLong(Simulation.Result::leaves).sum(),
            took.toSeconds(),
            checks);
  }
}
