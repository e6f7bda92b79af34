package io.palimpsest.gateway.lookup;

import com.fasterxml.jackson.core.JsonGenerator;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.metering.UsageCsv;
import io.palimpsest.platform.metering.UsageLine;
import java.io.IOException;
import java.util.List;

/** Writes usage; money is text in units of the currency, exactly. */
public final class UsageJson {
  private UsageJson() {}

  /** Writes the members of one object: the days, the sum, the lines. */
  public static void write(
      JsonGenerator json, Parameters.Span days, String currency, List<UsageLine> lines)
      throws IOException {
    json.writeStringField("From", days.first().toString());
    json.writeStringField("To", days.last().toString());
    json.writeStringField("Currency", currency);
    json.writeStringField(
        "Fee", UsageCsv.units(lines.stream().mapToLong(UsageLine::fee).reduce(0, Math::addExact)));
    json.writeArrayFieldStart("Lines");
    for (UsageLine line : lines) {
      json.writeStartObject();
      json.writeStringField("Day", line.day().toString());
      json.writeStringField("Region", line.region().name());
      json.writeStringField("Action", line.action());
      json.writeStringField("SecretId", line.key().map(SecretId::value).orElse(""));
      json.writeNumberField("Calls", line.calls());
      json.writeNumberField("BilledVolume", line.billedVolume());
      json.writeNumberField("Errors", line.errors());
      json.writeStringField("ListFee", UsageCsv.units(line.listFee()));
      json.writeStringField("Fee", UsageCsv.units(line.fee()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
