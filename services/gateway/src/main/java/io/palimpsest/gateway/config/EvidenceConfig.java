package io.palimpsest.gateway.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What is shown of the evidence logs.
 *
 * @param publicTiles whether anybody may read whole logs; their sizes tell how many calls there are
 */
@ConfigurationProperties("palimpsest.evidence")
public record EvidenceConfig(@Bindable(defaultValue = "false") boolean publicTiles) {}
