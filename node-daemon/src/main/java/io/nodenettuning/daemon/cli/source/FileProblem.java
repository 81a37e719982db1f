package io.nodenettuning.daemon.cli.source;

/**
 * A mistake in a file.
 *
 * @param file its name as the user gave it
 * @param line the line of the field, from 1; 0 where the file as a whole is meant
 * @param path the field, as in {@code spec.interfaces[0].rps.cpus.list}; empty for a document
 * @param message what is wrong and what would be valid
 */
public record FileProblem(String file, int line, String path, String message) {

  /** As compilers print it: {@code FILE:LINE: FIELD: MESSAGE}. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (path.isEmpty() ? "" : path + ": ")
        + message;
  }
}
