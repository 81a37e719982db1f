package io.nodenettuning.daemon.cli.recording;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** The directories, files and links of a recording, by their absolute path on the node. */
final class RecordedTree {
  /** As many as the kernel follows, {@code MAXSYMLINKS} in {@code include/linux/namei.h}. */
  private static final int MOST_LINKS = 40;

  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private final Map<String, Optional<String>> links = new HashMap<>();
  private final Set<String> readOnly = new HashSet<>();

  /** What a path is. */
  sealed interface Entry {}

  /** A file with its content. */
  record File(String content) implements Entry {}

  /** A symbolic link. */
  record Link(String target) implements Entry {}

  /** A directory. */
  record Directory() implements Entry {}

  /** All entries, a directory before what is in it. */
  SortedMap<String, Entry> entries() {
    return entries;
  }

  /** A file that was read. */
  void file(String path, String content) {
    put(path, new File(content));
  }

  /** A file of which only the name matters. */
  void name(String path) {
    if (!entries.containsKey(path)) {
      put(path, new File(""));
    }
  }

  /** A file that nobody may write. */
  void readOnly(String path) {
    readOnly.add(path);
  }

  /** Whether nobody may write a file. */
  boolean isReadOnly(String path) {
    return readOnly.contains(path);
  }

  /** A symbolic link. */
  void link(String path, String target) {
    put(path, new Link(target));
  }

  /** A directory. */
  void directory(String path) {
    put(path, new Directory());
  }

  private void put(String path, Entry entry) {
    entries.put(path, entry);
    int slash = path.lastIndexOf('/');
    if (slash > 0 && !(entries.get(path.substring(0, slash)) instanceof Directory)) {
      directory(path.substring(0, slash));
    }
  }

  /**
   * Follows the links of a path below its first directory, which is where something is mounted, and
   * keeps them.
   *
   * @param target reads a link
   * @return the path without links, or as it is where links lead in a circle
   */
  String resolve(String path, Function<String, Optional<String>> target) {
    Deque<String> ahead = new ArrayDeque<>(names(path));
    List<String> behind = new ArrayList<>();
    int followed = 0;
    while (!ahead.isEmpty()) {
      String name = ahead.removeFirst();
      if (name.equals("..")) {
        removeLast(behind);
        continue;
      }
      behind.addLast(name);
      String place = "/" + String.join("/", behind);
      Optional<String> link =
          behind.size() == 1 ? Optional.empty() : links.computeIfAbsent(place, target);
      if (link.isPresent()) {
        if (++followed > MOST_LINKS) {
          return path;
        }
        link(place, link.get());
        removeLast(behind);
        if (link.get().startsWith("/")) {
          behind.clear();
        }
        names(link.get()).reversed().forEach(ahead::addFirst);
      }
    }
    return "/" + String.join("/", behind);
  }

  private static void removeLast(List<String> names) {
    if (!names.isEmpty()) {
      names.removeLast();
    }
  }

  private static List<String> names(String path) {
    return Arrays.stream(path.split("/"))
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .toList();
  }
}
