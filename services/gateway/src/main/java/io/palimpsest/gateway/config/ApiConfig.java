package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where the API listens and how long its calls may take.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 takes a free one
 * @param language language of messages for callers who name none, {@code en-US} or {@code zh-CN}
 * @param callTimeout longest time from receipt to answer
 * @param callGrace how much longer settling and answering may take; with {@code callTimeout} the
 *     age at which a call is over
 * @param decodeTimeout longest time that decoding a picture may take
 * @param maxPixels most pixels of a picture
 * @param shutdownTimeout how long calls under way may go on when the server is told to stop
 */
@ConfigurationProperties("palimpsest.api")
public record ApiConfig(
    @Bindable(defaultValue = "127.0.0.1") String host,
    @Bindable(defaultValue = "8080") int port,
    @Bindable(defaultValue = "en-US") String language,
    @Bindable(defaultValue = "30s") Duration callTimeout,
    @Bindable(defaultValue = "10s") Duration callGrace,
    @Bindable(defaultValue = "10s") Duration decodeTimeout,
    @Bindable(defaultValue = "50000000") long maxPixels,
    @Bindable(defaultValue = "20s") Duration shutdownTimeout) {

  public ApiConfig {
    Check.port(port, "palimpsest.api.port");
    Check.that(
        language.equals("en-US") || language.equals("zh-CN"),
        "palimpsest.api.language",
        "en-US or zh-CN");
    Check.positive(callTimeout, "palimpsest.api.call-timeout");
    Check.positive(callGrace, "palimpsest.api.call-grace");
    Check.positive(decodeTimeout, "palimpsest.api.decode-timeout");
    Check.that(maxPixels > 0, "palimpsest.api.max-pixels", "more than 0");
    Check.that(!shutdownTimeout.isNegative(), "palimpsest.api.shutdown-timeout", "0 or longer");
  }
}
