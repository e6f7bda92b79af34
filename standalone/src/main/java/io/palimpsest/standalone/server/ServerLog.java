package io.palimpsest.standalone.server;

import java.nio.file.Path;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** Sends this process's log to the data folder; must be called before anything logs. */
public final class ServerLog {
  private ServerLog() {}

  public static void to(Path folder) {
    System.setProperty("palimpsest.logs", folder.toString());
    System.setProperty("logback.configurationFile", "logback-server.xml");
    takeInOtherLogs();
    LoggerFactory.getLogger(ServerLog.class)
        .info("start of process {}", ProcessHandle.current().pid());
  }

  /** Sends it to standard output instead, as a node that runs alone does. */
  public static void toStandardOutput() {
    System.setProperty("logback.configurationFile", "logback-node.xml");
    takeInOtherLogs();
  }

  /** gRPC speaks to the JDK's own log, which would print past ours. */
  private static void takeInOtherLogs() {
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
  }

  static void startFailed(Throwable e) {
    LoggerFactory.getLogger(ServerLog.class).error("the start failed", e);
  }
}
