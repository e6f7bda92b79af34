package io.palimpsest.platform.testkit;

import io.palimpsest.platform.credentials.Caller;
import io.palimpsest.platform.credentials.Credential;
import io.palimpsest.platform.credentials.SecretId;
import io.palimpsest.platform.credentials.SecretKey;
import io.palimpsest.platform.erasure.UploadKey;
import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.metering.MonitoringRecord;
import io.palimpsest.platform.metering.Settlement;
import io.palimpsest.platform.oplog.OperationLogEntry;
import io.palimpsest.platform.oplog.Step;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Application;
import io.palimpsest.platform.tenancy.CallLimit;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.platform.tenancy.Tenant;
import io.palimpsest.platform.tenancy.TenantId;
import io.palimpsest.policy.RetentionPeriod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Tenants, keys and calls that tests share. What must be unique in a shared database is made new
 * each time.
 */
public final class PlatformFixtures {
  public static final Region SINGAPORE = new Region("ap-singapore");
  public static final Region FRANKFURT = new Region("eu-frankfurt");
  public static final ZoneId SINGAPORE_TIME = ZoneId.of("Asia/Singapore");
  public static final ZoneId FRANKFURT_TIME = ZoneId.of("Europe/Berlin");
  public static final RetentionPeriod MONITORING_PERIOD = RetentionPeriod.parse("P2Y");
  public static final RetentionPeriod LOG_PERIOD = RetentionPeriod.parse("P3M");

  /** What {@code deepseek-ocr} keeps both for. */
  public static final RetentionPeriod SHORT_PERIOD = RetentionPeriod.parse("P90D");

  public static final String ACTION = "GeneralBasicOCR";

  /** The key of every settlement that names no other. */
  public static final SecretId KEY = new SecretId("AKIDfixture0001");

  private PlatformFixtures() {}

  /** A tenant with a name of its own, active, under {@code tencent-ocr}. */
  public static Tenant tenant() {
    return tenant("tencent-ocr");
  }

  /** A tenant with a name of its own, active, under that policy. */
  public static Tenant tenant(String policy) {
    return new Tenant(
        new TenantId("t-" + Long.toString(unique(), 36)),
        "Ünïted Töys 株式会社",
        Tenant.State.ACTIVE,
        policy);
  }

  /** An application of that tenant in both regions, at home in Singapore, with one limit. */
  public static Application application(AppId appId, TenantId tenant) {
    return new Application(
        appId,
        tenant,
        "Receipts",
        SINGAPORE,
        Set.of(SINGAPORE, FRANKFURT),
        true,
        List.of(),
        List.of(),
        List.of(
            new CallLimit(
                Optional.of(ACTION),
                Optional.empty(),
                OptionalLong.of(20),
                OptionalLong.empty(),
                OptionalLong.of(1000))));
  }

  /** A lasting, enabled key for every action. */
  public static Credential credential(AppId appId) {
    return new Credential(
        new SecretId("AKID" + Long.toString(unique(), 36) + "Fixture0"),
        appId,
        new SecretKey("plain-secret-" + Long.toString(unique(), 36)),
        true,
        Instant.parse("2026-11-01T08:00:00Z"),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  /** A whole caller: tenant, application and key, with every consent there can be. */
  public static Caller caller() {
    return caller(tenant());
  }

  /** A whole caller of that tenant. */
  public static Caller caller(Tenant tenant) {
    Application application = application(appId(), tenant.id());
    return new Caller(
        credential(application.appId()),
        application,
        tenant,
        ConsentFixtures.terms(tenant, application));
  }

  /** An AppID that no other fixture has. */
  public static AppId appId() {
    return new AppId(unique());
  }

  /** A callId received at {@code instant}. */
  public static CallId callId(Instant instant) {
    return new io.palimpsest.platform.metering.CallIds(Clock.fixed(instant, ZoneOffset.UTC)).next();
  }

  /** A billed success of one call received at {@code instant}. */
  public static MonitoringRecord success(AppId appId, Instant instant) {
    return record(appId, callId(instant), MonitoringRecord.SUCCESS, 15_000);
  }

  public static MonitoringRecord record(AppId appId, CallId callId, String result, long fee) {
    return new MonitoringRecord(
        appId,
        ACTION,
        result,
        callId,
        callId.received(),
        callId.received().plus(Duration.ofMillis(321)),
        SINGAPORE,
        fee,
        1);
  }

  /** What settles that record when nothing was staged. */
  public static Settlement settlement(MonitoringRecord record) {
    return settlement(record, KEY);
  }

  /** The same, of a call that this key signed. */
  public static Settlement settlement(MonitoringRecord record, SecretId key) {
    return new Settlement(record, key, salt(), Optional.empty(), MONITORING_PERIOD);
  }

  /** The same, of a call whose tenant is under another policy. */
  public static Settlement keptFor(Settlement settlement, RetentionPeriod period) {
    return new Settlement(
        settlement.record(), settlement.key(), settlement.salt(), settlement.upload(), period);
  }

  /** What settles that record when an upload was staged. */
  public static Settlement stagedSettlement(MonitoringRecord record, ZoneId zone) {
    return new Settlement(
        record,
        KEY,
        salt(),
        Optional.of(UploadKey.of(record.appId(), record.callId(), zone)),
        MONITORING_PERIOD);
  }

  /** An entry with two steps, a request and a response. */
  public static OperationLogEntry logEntry(AppId appId, CallId callId) {
    return logEntry(appId, callId, LOG_PERIOD);
  }

  /** The same, of a call whose tenant is under another policy. */
  public static OperationLogEntry logEntry(AppId appId, CallId callId, RetentionPeriod keptFor) {
    return new OperationLogEntry(
        callId,
        Optional.of(appId),
        callId.received(),
        SINGAPORE,
        ACTION,
        "Success",
        List.of(
            new Step("admit", Duration.ofMillis(1), Duration.ofNanos(250_000), true),
            new Step("recognise", Duration.ofMillis(2), Duration.ofMillis(300), false)),
        Map.of("ImageBase64Length", 123_456, "LanguageType", "auto", "IsPdf", true),
        Map.of("lines", 12, "angle", 1.5),
        keptFor);
  }

  private static byte[] salt() {
    byte[] salt = new byte[16];
    ThreadLocalRandom.current().nextBytes(salt);
    return salt;
  }

  private static long unique() {
    return ThreadLocalRandom.current().nextLong(1_000_000_000_000L, 9_000_000_000_000_000L);
  }
}
