package io.nodenettuning.daemon.cli.print;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What java.nio says of a file in one word, in a sentence. */
public final class IoErrors {
  private IoErrors() {}

  /** Which file it was, and what is wrong with it. */
  public static String message(IOException e) {
    return e instanceof FileSystemException file && file.getFile() != null
        ? file.getFile() + ": " + reason(file)
        : Objects.requireNonNullElse(e.getMessage(), e.toString());
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "permission denied";
      case NotDirectoryException _ -> "is not a folder";
      default -> Objects.requireNonNullElse(e.getReason(), e.getClass().getSimpleName());
    };
  }
}
