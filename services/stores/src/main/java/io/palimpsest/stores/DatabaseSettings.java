package io.palimpsest.stores;

/**
 * How to reach a MySQL 9 or MariaDB 11.4 schema.
 *
 * @param url {@code jdbc:mysql://host:port/schema}; the schema is made when it is absent and the
 *     user may
 * @param password never printed
 */
public record DatabaseSettings(String url, String user, String password) {
  public DatabaseSettings {
    if (!url.startsWith("jdbc:mysql://")) {
      throw new IllegalArgumentException("the database's url must begin with jdbc:mysql://");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + user + " at " + url.replaceAll("\\?.*", "") + "]";
  }
}
