package io.palimpsest.gateway.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/** A listening socket whose connections are furnished by whoever opens it. Thread-safe. */
public final class Listener implements AutoCloseable {
  private final ChannelGroup connections;
  private final Channel socket;

  private Listener(Channel socket, ChannelGroup connections) {
    this.socket = socket;
    this.connections = connections;
  }

  /**
   * Listens.
   *
   * @param port 0 takes a free one
   * @param furnish adds the handlers of one new connection
   * @throws IOException when the address cannot be had; the message names it
   */
  public static Listener open(
      EventLoopGroup loops, String host, int port, Consumer<Channel> furnish) throws IOException {
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    var bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, 1024)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    connections.add(channel);
                    furnish.accept(channel);
                  }
                })
            .bind(host, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "cannot listen on " + host + ":" + port + ": " + bound.cause().getMessage(),
          bound.cause());
    }
    return new Listener(bound.channel(), connections);
  }

  /** The port that is listened on. */
  public int port() {
    return ((InetSocketAddress) socket.localAddress()).getPort();
  }

  /** Connections that are open now. */
  public int connections() {
    return connections.size();
  }

  /** Takes no new connections from here on; those that are open go on. */
  public void stopAccepting() {
    socket.close().awaitUninterruptibly();
  }

  /** Closes the socket and every connection. */
  @Override
  public void close() {
    stopAccepting();
    connections.close().awaitUninterruptibly();
  }
}
