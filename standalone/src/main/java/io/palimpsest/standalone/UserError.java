package io.palimpsest.standalone;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/**
 * Something that whoever typed the command can mend. Its message says how, and is all that is
 * printed.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UserError(String message) {
    this(message, null);
  }

  public UserError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * What could not be done with a file, and why in words: by itself a failure about a file often
   * says no more than the file's name.
   *
   * @param what such as {@code "FILE cannot be read"}
   */
  public static UserError of(String what, IOException why) {
    return new UserError(what + ": " + words(why), why);
  }

  private static String words(IOException why) {
    return switch (why) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "it is no folder";
      case FileAlreadyExistsException _ -> "a file of that name is in the way";
      case FileSystemException e when e.getReason() != null -> e.getReason();
      default -> why.getMessage() == null ? why.getClass().getSimpleName() : why.getMessage();
    };
  }
}
