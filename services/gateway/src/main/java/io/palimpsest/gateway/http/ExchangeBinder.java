package io.palimpsest.gateway.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.http.server.netty.NettyHttpRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives a controller the {@link Exchange} that its request belongs to. */
@Singleton
public final class ExchangeBinder implements TypedRequestArgumentBinder<Exchange> {
  private static final Argument<Exchange> TYPE = Argument.of(Exchange.class);

  @Override
  public Argument<Exchange> argumentType() {
    return TYPE;
  }

  @Override
  public BindingResult<Exchange> bind(
      ArgumentConversionContext<Exchange> context, HttpRequest<?> source) {
    Optional<Exchange> found = of(source);
    return () -> found;
  }

  /** The exchange of a request; empty when it did not come in by the API's port. */
  public static Optional<Exchange> of(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        ? Exchange.of(netty.getChannelHandlerContext().channel())
        : Optional.empty();
  }
}
