package io.palimpsest.retention.simulation;

import io.palimpsest.platform.call.Deadlines;
import io.palimpsest.platform.call.Outcome;
import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.error.StoreUnavailable;
import io.palimpsest.platform.lookup.ErasedNow;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.tenancy.AppId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Two years of one region. Two gateways, two processes of the clockwork and an operator work on
 * stores of which every call may fail, be slow, or be the last thing its process does; the clock
 * jumps, stores are away for minutes or days, and one process goes on in the middle of another's
 * work. On one thread, and the same every time.
 */
final class Simulation implements Faults.Region {
  /** Days whose midnight is odd, or whose length. */
  static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Asia/Singapore"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Pacific/Apia"), // 13 hours ahead
          ZoneId.of("Pacific/Pago_Pago"), // 11 hours behind
          ZoneId.of("Asia/Kathmandu"), // a quarter of an hour off
          ZoneId.of("Australia/Lord_Howe"), // half an hour of summer time
          ZoneId.of("Africa/Cairo"), // midnight is left out once a year
          ZoneId.of("Atlantic/Azores"), // so it is here
          ZoneId.of("America/Havana")); // and here, and it comes twice in autumn

  private static final int DAYS = 750;
  private static final Deadlines DEADLINES =
      new Deadlines(Duration.ofSeconds(60), Duration.ofSeconds(20));
  private static final Duration OVER = DEADLINES.over();
  private static final List<String> CHECKED =
      List.of(
          "holds",
          "off-boarding",
          "partitions",
          "log-indexes",
          "released",
          "sweep",
          "in-doubt",
          "identification",
          "exports",
          "debug-copies",
          "debug-copies-consent",
          "evidence",
          "shortened",
          "identification-sweep",
          "exports-sweep",
          "debug-copies-sweep",
          "proofs");

  /** What need not be looked at on days without calls; signatures take most of the time. */
  private static final Set<String> SELDOM =
      Set.of(
          "evidence",
          "shortened",
          "identification-sweep",
          "exports-sweep",
          "debug-copies-sweep",
          "proofs");

  private final Chance chance;
  private final Trace trace;
  private final Mutation mutation;
  private final Time time;
  private final Truth truth;
  private final Stock stock;
  private final Tenants tenants;
  private final Faults faults;
  private final Rules rules;
  private final Auditor auditor;
  private final Operator operator;
  private final LocalDate first;
  private final Gateway[] gateways = new Gateway[2];
  private final Clockwork[] clockworks = new Clockwork[2];
  private final Deque<Life> atWork = new ArrayDeque<>();
  private int lives;

  private Simulation(long seed, Mutation mutation, Trace trace) {
    this.chance = new Chance(seed);
    this.trace = trace;
    this.mutation = mutation;
    ZoneId zone = chance.of(ZONES);
    first = LocalDate.of(2027, 1, 1).plusDays(chance.below(300));
    time = new Time(first.atTime(9, 0).atZone(zone).toInstant());
    truth = new Truth(time, () -> atWork.isEmpty() ? "nobody" : atWork.peek().name());
    stock = new Stock(zone, time, truth);
    tenants = new Tenants(stock);
    auditor = new Auditor(stock.evidence, truth, chance);
    rules = new Rules(stock, tenants, truth, auditor, time, OVER);
    faults = new Faults(chance, time, this, chance.of(List.of(0, 20, 100, 100, 400)));
    for (int i = 0; i < 2; i++) {
      gateways[i] = gateway(i);
      clockworks[i] = clockwork(i);
    }
    operator = new Operator(stock, tenants, truth, chance, time, this);
  }

  /**
   * What a seed came to.
   *
   * @param checks how often each rule was asked
   */
  record Result(int calls, long mishaps, int leaves, Map<String, Integer> checks) {}

  /**
   * Runs one seed.
   *
   * @throws Broken when something does not hold
   */
  static Result run(long seed, Mutation mutation, Trace trace) {
    return new Simulation(seed, mutation, trace).run();
  }

  private Result run() {
    runAll(0, true); // makes the first days
    for (int day = 0; day < DAYS; day++) {
      day(first.plusDays(day));
    }
    end();
    return new Result(truth.calls().size(), faults.mishaps(), auditor.leaves(), rules.checks());
  }

  private void day(LocalDate day) {
    boolean busy = isOdd(day) || chance.oneIn(14);
    if (busy) {
      int moments = chance.between(2, 5);
      List<LocalTime> times = new ArrayList<>();
      for (int i = 0; i < moments; i++) {
        times.add(
            chance.oneIn(4)
                ? LocalTime.MAX.minusNanos(chance.below(2_000) * 1_000_000L)
                : LocalTime.ofSecondOfDay(chance.below(86_400)));
      }
      Collections.sort(times);
      times.forEach(each -> moment(day.atTime(each).atZone(stock.zone).toInstant()));
      rules.always();
    }
    midnight(day.plusDays(1), busy);
  }

  /** Days that are not like others: in the calendar, by the zone's clock, by policy. */
  private boolean isOdd(LocalDate day) {
    Instant begin = day.atStartOfDay(stock.zone).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(stock.zone).toInstant();
    return !Duration.between(begin, end).equals(Duration.ofDays(1))
        || day.isLeapYear() && day.getDayOfYear() >= 59 && day.getDayOfYear() <= 61
        || day.getDayOfYear() == 1
        || day.plusDays(1).getDayOfYear() == 1;
  }

  private void moment(Instant at) {
    step(at);
    switch (chance.below(12)) {
      case 0 -> {
        Store store = chance.of(List.of(Store.values()));
        Duration lasts =
            chance.oneIn(3)
                ? Duration.ofMinutes(chance.between(60, 4_000))
                : Duration.ofSeconds(chance.between(1, 3_600));
        say("world", "%s is away for %s", store, lasts);
        faults.away(store, lasts);
      }
      case 1 -> {
        // Never back to before the first day that there is room for.
        boolean young = LocalDate.ofInstant(at, stock.zone).isBefore(first.plusDays(3));
        int hours = chance.oneIn(2) && !young ? -chance.between(1, 26) : chance.between(1, 50);
        say("world", "the clock is %d hours wrong", hours);
        time.wrong(Duration.ofHours(hours));
      }
      case 2, 4, 5 -> operator.act();
      case 3 -> stock.region.uploads().plant(chance.of(List.of("rubbish", "1/2/3", "a//b")));
      default -> {}
    }
    for (int calls = chance.below(4); calls > 0; calls--) {
      call(chance.below(2));
    }
    for (int jobs = chance.below(4); jobs > 0; jobs--) {
      Clockwork clockwork = clockworks[chance.below(2)];
      job(clockwork, chance.of(clockwork.jobs()));
    }
    if (chance.oneIn(2)) {
      clearRevoked(gateways[chance.below(2)]);
    }
    if (chance.oneIn(6)) {
      eraseNow(gateways[chance.below(2)]);
    }
    if (chance.oneIn(3)) {
      time.wrong(Duration.ZERO);
    }
    rules.withdrawalsLeftNothing();
    truth.check();
  }

  /** The first minutes of a day: the clockwork comes by, and then the region is looked at. */
  private void midnight(LocalDate day, boolean busy) {
    time.wrong(Duration.ZERO);
    step(day.atStartOfDay(stock.zone).toInstant().plusMillis(chance.below(200_000)));
    rules.after(runAll(chance.below(2), busy || chance.oneIn(30)));
    truth.check();
  }

  /** Runs every job until nothing goes wrong in it, a few times at most; says when that was. */
  private Map<String, Instant> runAll(int which, boolean seldomToo) {
    Map<String, Instant> clean = new HashMap<>();
    for (String job : CHECKED) {
      if (SELDOM.contains(job) && !seldomToo) {
        continue;
      }
      for (int attempt = 0; attempt < 3; attempt++) {
        Instant begun = time.instant();
        if (job(clockworks[(which + attempt) % 2], job)) {
          clean.put(job, begun);
          if (job.equals("evidence")) {
            truth.published();
          }
          break;
        }
      }
    }
    return clean;
  }

  /** Whether nothing went wrong. */
  private boolean job(Clockwork clockwork, String job) {
    if (atWork.contains(clockwork.life())) {
      return false;
    }
    long before = faults.mishaps();
    boolean[] ok = {false};
    within(clockwork.life(), () -> ok[0] = clockwork.run(job));
    clockwork.life().flush();
    truth.held(stock.holds.scopes());
    rules.afterAnyJob();
    boolean clean = before == faults.mishaps();
    if (clean) {
      truth.demand(ok[0], "%s fails although nothing goes wrong: %s", job, clockwork.fault(job));
    } else {
      say(clockwork.life(), "%s %s", job, ok[0] ? "goes on" : "breaks off");
    }
    return clean;
  }

  private void call(int which) {
    Gateway gateway = gateways[which];
    if (atWork.contains(gateway.life())) {
      return;
    }
    int tenant = chance.below(tenants.count());
    Optional<Caller> known = tenants.caller(tenant);
    if (known.isEmpty()) {
      return; // nobody would believe its signature
    }
    Caller caller = known.get();
    CallId id = new CallId(chance.callId(time.millis()));
    AppId app = caller.application().appId();
    Truth.Call call = truth.called(UploadKey.of(app, id, stock.zone));
    Optional<Tenants.EndUser> endUser =
        tenants.hasEndUsers(tenant) && chance.oneIn(2)
            ? Optional.of(chance.of(tenants.endUsers()))
            : Optional.empty();
    say(gateway.life(), "call #%d of tenant %d", call.number, tenant + 1);
    within(
        gateway.life(),
        () -> {
          Outcome<String> outcome = gateway.call(id, caller, endUser);
          gateway.life().check();
          outcome.receipt().ifPresent(receipt -> answered(gateway, call, outcome, receipt));
        });
  }

  private void answered(
      Gateway gateway, Truth.Call call, Outcome<String> outcome, Outcome.Receipt receipt) {
    Optional<MonitoringRecord> record = stock.region.ledger().find(receipt.callId());
    truth.demand(record.isPresent(), "call #%d is answered and not metered", call.number);
    if (chance.oneIn(12)) {
      say(gateway.life(), "the answer to call #%d does not leave", call.number);
      return;
    }
    call.answerLeft = true;
    say(
        gateway.life(),
        "call #%d is %s",
        call.number,
        outcome instanceof Outcome.Refused<?>(var why, _) ? why.code() : "answered");
    gateway.delivered(receipt);
  }

  /** Asks for the erasure of one of the last calls, whatever it is at. */
  private void eraseNow(Gateway gateway) {
    List<CallId> calls = new ArrayList<>(truth.calls().keySet());
    if (atWork.contains(gateway.life()) || calls.isEmpty()) {
      return;
    }
    CallId id = calls.get(calls.size() - 1 - chance.below(Math.min(9, calls.size())));
    Truth.Call call = truth.calls().get(id);
    say(gateway.life(), "call #%d is to be erased at once", call.number);
    truth.erasingNow(true);
    within(
        gateway.life(),
        () -> {
          ErasedNow answer = gateway.eraseNow(id, call.app);
          gateway.life().check();
          rules.erasedNow(id, call, answer);
        });
    truth.erasingNow(false);
  }

  private void clearRevoked(Gateway gateway) {
    within(
        gateway.life(),
        () -> {
          try {
            gateway.clearRevoked();
          } catch (StoreUnavailable e) {
            say(gateway.life(), "cannot: %s", e.getMessage());
          }
        });
  }

  /** Has a process do something; one that dies is replaced by another. */
  void within(Life life, Runnable work) {
    atWork.push(life);
    try {
      work.run();
    } catch (Life.Crash e) {
      // told where it happened
    } finally {
      atWork.remove(life);
    }
    for (int i = 0; i < 2; i++) {
      gateways[i] = gateways[i].life().isOver() ? gateway(i) : gateways[i];
      clockworks[i] = clockworks[i].life().isOver() ? clockwork(i) : clockworks[i];
    }
  }

  /** Other processes' turn, while one waits for a store; or only time, and too much of it. */
  @Override
  public void meanwhile(Life waiting) {
    if (chance.oneIn(2)) {
      time.pass(chance.oneIn(3) ? OVER.plusSeconds(chance.below(600)) : Duration.ofSeconds(1));
    }
    if (atWork.size() > 2) {
      return;
    }
    if (chance.oneIn(6) && waiting.name().startsWith("gateway")) {
      eraseNow(gateways[chance.below(2)]);
    }
    List<String> jobs =
        chance.oneIn(2)
            ? List.of("sweep", "in-doubt", "evidence")
            : List.of(chance.of(clockworks[0].jobs()));
    for (String job : jobs) {
      if (!job.equals("holds")) {
        job(clockworks[chance.below(2)], job);
      }
    }
  }

  private void step(Instant until) {
    time.until(until);
    faults.doLate();
    IntStream.range(0, 2)
        .filter(_ -> !faults.isAway(Store.DATABASE))
        .forEach(
            i -> {
              gateways[i].life().flush();
              clockworks[i].life().flush();
              within(clockworks[i].life(), clockworks[i]::remember);
            });
    if (!faults.isAway(Store.LOG)) {
      stock.drain();
    }
  }

  /** Everything works again: nothing may be left to excuse. */
  private void end() {
    faults.calm();
    say("world", "everything works");
    time.wrong(Duration.ZERO);
    time.pass(OVER.multipliedBy(2));
    step(time.real());
    operator.end();
    for (int round = 0; round < 4; round++) { // what waits for another, and it for a third
      time.pass(OVER.multipliedBy(2));
      clearRevoked(gateways[0]);
      runAll(0, true);
    }
    Map<String, Instant> clean = runAll(1, true);
    truth.demand(clean.keySet().containsAll(CHECKED), "only %s ran", clean);
    rules.after(clean);
    rules.always();
    rules.whoIsDueIsGone();
    auditor.audit();
    truth.check();
  }

  private Gateway gateway(int number) {
    return new Gateway(stock, ports("gateway" + number), DEADLINES, time);
  }

  private Clockwork clockwork(int number) {
    return new Clockwork(stock, ports("clock" + number), OVER, time);
  }

  Ports ports(String name) {
    lives++;
    return new Ports(new Life(name + "." + lives), faults, mutation);
  }

  @Override
  public void say(Life life, String what, Object... values) {
    say(life.name(), what, values);
  }

  void say(String who, String what, Object... values) {
    trace.say(ZonedDateTime.ofInstant(time.instant(), stock.zone), who, what, values);
  }
}
