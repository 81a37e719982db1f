package io.nodenettuning.daemon.cli.recording;

import io.nodenettuning.daemon.kernel.Errno;
import io.nodenettuning.daemon.kernel.KernelFiles;
import io.nodenettuning.daemon.kernel.Reading;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of a node, each kept in a recording when it is read. They cannot be written. */
final class RecordingFiles implements KernelFiles {
  /** Facts look for one process by name; what else runs on the node is nobody's business. */
  private static final Pattern PROCESS_NAME = Pattern.compile("/proc/[0-9]+/comm");

  private static final String PROCESSES = "/proc";
  private static final String PROCESS_OF_INTEREST = "irqbalance";

  private final KernelFiles files;
  private final RecordedTree tree;

  RecordingFiles(KernelFiles files, RecordedTree tree) {
    this.files = files;
    this.tree = tree;
  }

  @Override
  public Reading read(String path) {
    return kept(path, files.read(path));
  }

  @Override
  public Reading readAll(String path) {
    return kept(path, files.readAll(path));
  }

  private Reading kept(String path, Reading reading) {
    if (reading instanceof Reading.Text text && isOfInterest(path, text.value())) {
      tree.file(real(path), text.value());
    }
    return reading;
  }

  private static boolean isOfInterest(String path, String text) {
    return !PROCESS_NAME.matcher(path).matches() || text.strip().equals(PROCESS_OF_INTEREST);
  }

  @Override
  public Reading write(String path, String value) {
    return new Reading.Refused(Errno.EROFS);
  }

  @Override
  public List<String> list(String directory) {
    List<String> names = files.list(directory);
    if (!names.isEmpty() && !directory.equals(PROCESSES)) {
      String place = real(directory);
      tree.directory(place);
      names.forEach(name -> seen(place + "/" + name));
    }
    return names;
  }

  @Override
  public Optional<String> link(String path) {
    int slash = path.lastIndexOf('/');
    Optional<String> target = files.link(path);
    target.ifPresent(to -> tree.link(real(path.substring(0, slash)) + path.substring(slash), to));
    return target;
  }

  @Override
  public boolean exists(String path) {
    boolean exists = files.exists(path);
    if (exists) {
      seen(real(path));
    }
    return exists;
  }

  @Override
  public boolean readOnly(String path) {
    boolean readOnly = files.readOnly(path);
    if (readOnly) {
      seen(real(path));
      tree.readOnly(real(path));
    }
    return readOnly;
  }

  @Override
  public String place(String path) {
    return files.place(path);
  }

  /** Something that is there, of which nothing else is known yet. */
  private void seen(String place) {
    files
        .link(place)
        .ifPresentOrElse(
            target -> tree.link(place, target),
            () -> {
              if (files.list(place).isEmpty()) {
                tree.name(place);
              } else {
                tree.directory(place);
              }
            });
  }

  /**
   * The place of a file with the links of sysfs followed, each of them kept. Those of procfs lead
   * into the process that reads: what is behind them is kept under the name it was asked by.
   */
  private String real(String path) {
    return path.startsWith("/sys/") ? tree.resolve(path, files::link) : path;
  }
}
