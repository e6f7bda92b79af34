package io.palimpsest.standalone.server;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Sends this process's log to the data folder; must be called before anything logs. */
public final class ServerLog {
  private ServerLog() {}

  public static void to(Path folder) {
    System.setProperty("palimpsest.logs", folder.toString());
    System.setProperty("logback.configurationFile", "logback-server.xml");
    LoggerFactory.getLogger(ServerLog.class)
        .info("start of process {}", ProcessHandle.current().pid());
  }

  static void startFailed(Throwable e) {
    LoggerFactory.getLogger(ServerLog.class).error("the start failed", e);
  }
}
