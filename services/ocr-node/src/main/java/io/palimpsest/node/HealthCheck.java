package io.palimpsest.node;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.TimeUnit;

/**
 * Asks a node's health service, for a container's health check, where no other program that could
 * is at hand.
 */
public final class HealthCheck {
  private HealthCheck() {}

  /** Exit code 0 when the node at {@code host port} serves, 1 when it does not. */
  public static void main(String[] arguments) {
    System.exit(serves(arguments[0], Integer.parseInt(arguments[1])) ? 0 : 1);
  }

  static boolean serves(String host, int port) {
    ManagedChannel channel = NettyChannelBuilder.forAddress(host, port).usePlaintext().build();
    try {
      return HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(3, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance())
              .getStatus()
          == ServingStatus.SERVING;
    } catch (StatusRuntimeException e) {
      return false;
    } finally {
      channel.shutdownNow();
    }
  }
}
