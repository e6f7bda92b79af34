package io.palimpsest.standalone.proof;

import io.palimpsest.embedded.StoreAddresses;
import io.palimpsest.platform.tenancy.Region;
import io.palimpsest.policy.RetentionPeriod;
import io.palimpsest.retention.RetentionSettings;
import io.palimpsest.stores.DatabaseSettings;
import io.palimpsest.stores.LogStoreSettings;
import io.palimpsest.stores.ObjectStoreSettings;
import io.palimpsest.stores.RegionStoreSettings;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Properties;
import java.util.Set;

/**
 * What the test and the server it forks agree on: one region, short deadlines, a quick clockwork.
 *
 * @param folder of the server: spool, root key, fault points and the file that tells its port
 */
record ProofSettings(StoreAddresses stores, Path folder) {
  static final Region REGION = new Region("eu-frankfurt");
  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  static final Duration DEADLINE = Duration.ofSeconds(2);
  static final Duration GRACE = Duration.ofSeconds(1);
  static final Duration OVER = DEADLINE.plus(GRACE);
  static final Duration TICK = Duration.ofMillis(500);
  static final RetentionSettings RETENTION =
      new RetentionSettings(TICK, TICK, Duration.ofHours(1), 14);

  DatabaseSettings control() {
    return database("palimpsest_proof_control");
  }

  RegionStoreSettings region() {
    return new RegionStoreSettings(
        REGION,
        ZONE,
        Set.of(RetentionPeriod.parse("P2Y"), RetentionPeriod.parse("P90D")),
        database("palimpsest_proof_region"),
        new ObjectStoreSettings(
            stores.objectEndpoint(), stores.objectAccessKey(), stores.objectSecretKey()),
        new LogStoreSettings(stores.logUrl(), folder.resolve("spool")));
  }

  DatabaseSettings database(String schema) {
    return new DatabaseSettings(
        stores.databaseServer() + schema, stores.databaseUser(), stores.databasePassword());
  }

  Path rootKey() {
    return folder.resolve("root.key");
  }

  KillPoints killPoints() {
    return new KillPoints(folder);
  }

  /** Written by the server once it answers: its port. */
  Path ready() {
    return folder.resolve("port");
  }

  void save() throws IOException {
    Properties properties = new Properties();
    properties.setProperty("database", stores.databaseServer());
    properties.setProperty("user", stores.databaseUser());
    properties.setProperty("password", stores.databasePassword());
    properties.setProperty("objects", stores.objectEndpoint().toString());
    properties.setProperty("access", stores.objectAccessKey());
    properties.setProperty("secret", stores.objectSecretKey());
    properties.setProperty("log", stores.logUrl().toString());
    try (Writer out = Files.newBufferedWriter(folder.resolve("proof.properties"))) {
      properties.store(out, null);
    }
  }

  static ProofSettings load(Path folder) throws IOException {
    Properties p = new Properties();
    try (Reader in = Files.newBufferedReader(folder.resolve("proof.properties"))) {
      p.load(in);
    }
    return new ProofSettings(
        new StoreAddresses(
            p.getProperty("database"),
            p.getProperty("user"),
            p.getProperty("password"),
            URI.create(p.getProperty("objects")),
            p.getProperty("access"),
            p.getProperty("secret"),
            URI.create(p.getProperty("log"))),
        folder);
  }
}
