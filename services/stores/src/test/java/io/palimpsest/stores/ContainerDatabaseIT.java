package io.palimpsest.stores;

import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.mysql.MySQLContainer;

/** The database kits on MySQL in a container; skipped where there is no engine. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerDatabaseIT extends DatabaseKits {
  @Container
  static final MySQLContainer MYSQL =
      new MySQLContainer("mysql:9").withUsername("root").withPassword("only-for-this-test");

  ContainerDatabaseIT(Backends.Run run) {
    super(run, "Testcontainers");
  }

  @Override
  DatabaseSettings schema(String name) {
    return new DatabaseSettings(
        "jdbc:mysql://" + MYSQL.getHost() + ":" + MYSQL.getMappedPort(3306) + "/" + name,
        MYSQL.getUsername(),
        MYSQL.getPassword());
  }
}
