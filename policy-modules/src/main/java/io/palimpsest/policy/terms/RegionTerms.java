package io.palimpsest.policy.terms;

import io.palimpsest.policy.Text;
import java.time.ZoneId;

/**
 * A service region that the policy knows.
 *
 * @param country ISO 3166-1 code of the country in which its data lies (clause S6)
 * @param zone whose midnights end its days
 */
public record RegionTerms(String country, ZoneId zone, Text place) {}
