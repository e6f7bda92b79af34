package io.palimpsest.standalone.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives every proof of a run the same stores: they take longer to start than anything that is
 * proved on them.
 */
final class ProofStoresExtension implements ParameterResolver {
  private static final ExtensionContext.Namespace ROOM =
      ExtensionContext.Namespace.create(ProofStoresExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ProofStores.class;
  }

  @Override
  public ProofStores resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ROOM)
        .getOrComputeIfAbsent("stores", _ -> start(), ProofStores.class);
  }

  private static ProofStores start() {
    try {
      Path target = Path.of("target").toAbsolutePath();
      Files.createDirectories(target);
      return ProofStores.start(
          Files.createTempDirectory(target, "proof-"), target.resolve("embedded-software"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
