package io.nodenettuning.daemon.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A directory that stands in for {@code /}. Absolute links and {@code ..} stay inside of it, as
 * with chroot(2), so that a recording shows the node it was taken from and never this machine.
 *
 * @param directory the stand-in
 */
record RecordedRoot(Path directory) implements Root {

  /** As many as the kernel follows, {@code MAXSYMLINKS} in {@code include/linux/namei.h}. */
  private static final int MOST_LINKS = 40;

  /** A name that open(2) answers with ENOENT. */
  private static final String NOWHERE = "";

  @Override
  public String place(String path) {
    return resolve(path, true);
  }

  @Override
  public String placeOfLink(String path) {
    return resolve(path, false);
  }

  private String resolve(String path, boolean followLast) {
    Deque<String> ahead = new ArrayDeque<>(List.of(path.split("/")));
    List<String> behind = new ArrayList<>();
    int links = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      switch (name) {
        case "", "." -> {}
        case ".." -> {
          if (!behind.isEmpty()) {
            behind.removeLast();
          }
        }
        default -> {
          behind.addLast(name);
          String target = ahead.isEmpty() && !followLast ? NOWHERE : target(behind);
          if (!target.isEmpty()) {
            if (++links > MOST_LINKS) {
              return NOWHERE;
            }
            behind.removeLast();
            if (target.startsWith("/")) {
              behind.clear();
            }
            List.of(target.split("/")).reversed().forEach(ahead::addFirst);
          }
        }
      }
    }
    return directory + "/" + String.join("/", behind);
  }

  /** What the link there points to, or an empty text where there is no link. */
  private String target(List<String> names) {
    Path file = directory.resolve(String.join("/", names));
    if (!Files.isSymbolicLink(file)) {
      return NOWHERE;
    }
    try {
      return Files.readSymbolicLink(file).toString();
    } catch (IOException e) {
      return NOWHERE;
    }
  }
}
