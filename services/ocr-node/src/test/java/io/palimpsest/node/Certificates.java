package io.palimpsest.node;

import static java.lang.ProcessBuilder.Redirect.DISCARD;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Certificates for 127.0.0.1 that are their own authority, made by the JDK's keytool. */
final class Certificates {
  private static final String PASSWORD = "changeit";

  private Certificates() {}

  /** Writes a certificate and its key as PEM. */
  static NodeCertificate write(Path folder, String name)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair -alias node -keyalg EC -groupname secp256r1 -validity 30 -storetype PKCS12"
            + " -ext SAN=ip:127.0.0.1 -ext BC=ca:true -storepass "
            + PASSWORD,
        "-dname",
        "CN=" + name,
        "-keystore",
        store.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    Path chain = folder.resolve(name + ".pem");
    Path key = folder.resolve(name + "-key.pem");
    Files.writeString(chain, pem("CERTIFICATE", keys.getCertificate("node").getEncoded()));
    Files.writeString(
        key, pem("PRIVATE KEY", keys.getKey("node", PASSWORD.toCharArray()).getEncoded()));
    return new NodeCertificate(chain, key);
  }

  private static void keytool(String words, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(words.split(" ")));
    command.addAll(List.of(more));
    Process process =
        new ProcessBuilder(command).redirectOutput(DISCARD).redirectError(DISCARD).start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool ended with " + process.exitValue());
    }
  }

  private static String pem(String kind, byte[] der) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }
}
