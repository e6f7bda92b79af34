package io.palimpsest.platform.admins;

/** Keeps passwords so that nobody can read them back. */
public interface Passwords {

  /** What is stored in the place of a password: algorithm, its settings, a salt and the hash. */
  String hash(String password);

  /** Whether it is the password of that hash; takes the same time either way. */
  boolean matches(String password, String hash);
}
