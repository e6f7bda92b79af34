package io.palimpsest.platform.keys;

import io.palimpsest.platform.tenancy.TenantId;
import java.time.LocalDate;

/** What a stored key of one region is for. */
public sealed interface KeyName {

  /** The name in the store: ASCII, at most 60 characters, unique. */
  String text();

  /** The region's own, above all others of the region. */
  record OfRegion() implements KeyName {
    @Override
    public String text() {
      return "region";
    }
  }

  /**
   * Above the subject keys of one day; destroyed with the day's last item.
   *
   * @param day of the region's own zone
   */
  record OfDay(LocalDate day) implements KeyName {
    static final String PREFIX = "day/";

    @Override
    public String text() {
      return PREFIX + day;
    }
  }

  /**
   * What a tenant's pseudonyms are made with.
   *
   * @param version from 1
   */
  record OfPseudonyms(TenantId tenant, int version) implements KeyName {
    public OfPseudonyms {
      if (version < 1) {
        throw new IllegalArgumentException("versions count from 1: " + version);
      }
    }

    static String prefix(TenantId tenant) {
      return "pseudonym/" + tenant + "/";
    }

    @Override
    public String text() {
      return prefix(tenant) + version;
    }
  }
}
