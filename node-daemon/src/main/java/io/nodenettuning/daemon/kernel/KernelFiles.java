package io.nodenettuning.daemon.kernel;

import java.util.List;
import java.util.Optional;

/**
 * Files of procfs and sysfs, named by their absolute path on the host ({@code /proc/...}, {@code
 * /sys/...}), wherever those are mounted for this process. A refusal is a value, never an
 * exception.
 */
public interface KernelFiles {

  /** Reads a single-value file with one read(2) of a page, and on where the page was full. */
  Reading read(String path);

  /** Reads a file of many records, such as {@code /proc/net/route}, up to its end. */
  Reading readAll(String path);

  /**
   * Writes a value as a line with one write(2) and reads it back through the same descriptor. Never
   * creates a file.
   *
   * @return the value read back, or the errno of the step that failed; of a file that can be
   *     written but not read, the value as it was written
   */
  Reading write(String path, String value);

  /** The names in a directory, sorted; none when it is missing. */
  List<String> list(String directory);

  /** The target of a symbolic link as it is written there. */
  Optional<String> link(String path);

  /** Whether there is such a file or directory. */
  boolean exists(String path);

  /** Whether a file's mode lets nobody write it; false where there is no such file. */
  boolean readOnly(String path);

  /** Where this process finds what is no file to read, such as a program's socket. */
  String place(String path);
}
