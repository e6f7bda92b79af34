package io.palimpsest.gateway;

import io.palimpsest.platform.metering.CallId;
import io.palimpsest.platform.tenancy.AppId;
import io.palimpsest.platform.tenancy.Region;
import org.slf4j.MDC;

/**
 * What every log line of a call says: callId, AppID, region. Belongs to one thread; close it when
 * the call leaves it.
 */
final class CallContext implements AutoCloseable {
  private static final String CALL_ID = "callId";
  private static final String APP_ID = "appId";
  private static final String REGION = "region";

  private CallContext() {}

  static CallContext open(CallId callId) {
    MDC.put(CALL_ID, callId.toString());
    return new CallContext();
  }

  void appId(AppId appId) {
    MDC.put(APP_ID, appId.toString());
  }

  void region(Region region) {
    MDC.put(REGION, region.name());
  }

  @Override
  public void close() {
    MDC.remove(CALL_ID);
    MDC.remove(APP_ID);
    MDC.remove(REGION);
  }
}
