package io.palimpsest.node;

import java.nio.file.Path;

/**
 * What a node shows to its callers over TLS. Both files are looked at again every minute, so that a
 * renewed certificate is taken without a restart.
 *
 * @param chain PEM, its own certificate first
 * @param key PEM, PKCS #8, not encrypted
 */
public record NodeCertificate(Path chain, Path key) {}
