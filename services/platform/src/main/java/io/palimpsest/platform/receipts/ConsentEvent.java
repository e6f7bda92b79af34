package io.palimpsest.platform.receipts;

import io.palimpsest.policy.decision.Attester;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that happened to a consent.
 *
 * @param state given or withdrawn
 * @param by who said so
 * @param valid for how long what was given holds; empty for what takes it back
 */
record ConsentEvent(State state, Instant at, Attester by, Optional<Duration> valid) {

  enum State {
    GIVEN("dpv:ConsentGiven"),
    WITHDRAWN("dpv:ConsentWithdrawn");

    private final String term;

    State(String term) {
      this.term = term;
    }
  }

  Map<String, Object> toJson() {
    Map<String, Object> form = new TreeMap<>();
    form.put("@type", state.term);
    form.put("palimpsest:eventType", "dpv:ExplicitlyExpressedConsent");
    form.put("dpv:isIndicatedAtTime", at.toString());
    form.put(
        "dpv:isIndicatedBy",
        Map.of("dct:identifier", by.id(), "palimpsest:capacity", by.capacity()));
    form.put("dpv:hasDuration", valid.orElse(Duration.ZERO).toString());
    return form;
  }
}
