package io.palimpsest.standalone.cli;

import io.palimpsest.ocr.Device;
import io.palimpsest.ocr.Tier;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.exports.ExportId;
import io.palimpsest.platform.subjects.Purpose;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.DataClass;
import io.palimpsest.policy.PolicyVersion;
import io.palimpsest.standalone.server.NodeMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;

/** Turns what is typed into the words of the domain. */
final class Converters {
  private Converters() {}

  static void addTo(CommandLine line) {
    line.registerConverter(TenantId.class, told(TenantId::new));
    line.registerConverter(
        AppId.class,
        told(text -> new AppId(Long.parseLong(text)), "an AppID is a number such as 1300000001"));
    line.registerConverter(SecretId.class, told(SecretId::new, "a SecretId begins with AKID"));
    line.registerConverter(Region.class, told(Region::new));
    line.registerConverter(
        ExportId.class, told(ExportId::parse, "an export is named like ex- and a UUID"));
    line.registerConverter(
        Purpose.class, told(Purpose::new, "a purpose is such as model-improvement"));
    line.registerConverter(
        DataClass.class, told(DataClass::of, "a class is such as identification"));
    line.registerConverter(
        PolicyVersion.class, told(PolicyVersion::parse, "a version is written like 1.0.0"));
    line.registerConverter(
        Instant.class,
        told(Converters::instant, "a time is written like 2027-11-01 or 2027-11-01T12:00:00Z"));
    line.registerConverter(
        LocalDate.class, told(Converters::day, "a day is written like 2026-11-21"));
    line.registerConverter(
        YearMonth.class, told(Converters::month, "a month is written like 2026-11"));
    line.registerConverter(Device.class, told(Device::parse));
    line.registerConverter(NodeMode.class, told(NodeMode::parse));
    line.registerConverter(
        Tier.class,
        told(
            text -> Tier.valueOf(text.toUpperCase(Locale.ROOT)),
            "a tier is fast, standard or accurate"));
    line.registerConverter(
        Duration.class,
        told(Converters::duration, "a duration is written like 30m, 12h, 7d or PT1H30M"));
  }

  /** A day means its beginning in UTC. */
  private static Instant instant(String text) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static YearMonth month(String text) {
    try {
      YearMonth month = YearMonth.parse(text);
      if (month.getYear() >= 2000 && month.getYear() <= 9000) {
        return month;
      }
    } catch (DateTimeException e) {
      // told below
    }
    throw new IllegalArgumentException(text);
  }

  private static Duration duration(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    String iso = upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper;
    Duration duration;
    try {
      duration = Duration.parse(iso);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
    if (!duration.isPositive()) {
      throw new IllegalArgumentException("not positive");
    }
    return duration;
  }

  private static <T> CommandLine.ITypeConverter<T> told(Function<String, T> parse) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(e.getMessage());
      }
    };
  }

  private static <T> CommandLine.ITypeConverter<T> told(Function<String, T> parse, String form) {
    return text -> {
      try {
        return parse.apply(text);
      } catch (IllegalArgumentException e) {
        throw new CommandLine.TypeConversionException(form);
      }
    };
  }
}
