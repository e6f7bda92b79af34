package io.palimpsest.node;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import io.palimpsest.node.client.Authority;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks a node's health service, for a container's health check, where no other program that could
 * is at hand.
 */
public final class HealthCheck {
  private HealthCheck() {}

  /**
   * Exit code 0 when the node at {@code host port} serves, 1 when it does not. Over TLS a third
   * argument names the file with its authority's certificate.
   */
  public static void main(String[] arguments) {
    Optional<Path> authority = Stream.of(arguments).skip(2).findFirst().map(Path::of);
    System.exit(serves(arguments[0], Integer.parseInt(arguments[1]), authority) ? 0 : 1);
  }

  static boolean serves(String host, int port, Optional<Path> authority) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(host, port, Authority.credentials(authority)).build();
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
