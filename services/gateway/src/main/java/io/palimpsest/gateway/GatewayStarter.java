package io.palimpsest.gateway;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.StartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Opens the gateway when the application context has started; {@code palimpsest.api.enabled=false}
 * keeps it shut, for a process that only does other work.
 */
@Singleton
@Requires(property = "palimpsest.api.enabled", notEquals = "false", defaultValue = "true")
final class GatewayStarter implements ApplicationEventListener<StartupEvent> {
  private final Gateway gateway;
  private final Chores chores;

  /**
   * The chores are asked for so that they begin: the directory must be fresh before the first call.
   */
  GatewayStarter(Gateway gateway, Chores chores) {
    this.gateway = gateway;
    this.chores = chores;
  }

  @Override
  public void onApplicationEvent(StartupEvent event) {
    try {
      chores.begin();
      gateway.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
