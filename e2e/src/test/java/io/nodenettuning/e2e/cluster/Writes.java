package io.nodenettuning.e2e.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Sees every write to the steering of an interface's receive queues, whoever makes it: inotify
 * tells of writes to sysfs too, also of those that change nothing.
 */
final class Writes implements AutoCloseable {
  private static final long MOST_SECONDS = 10;

  private final Node node;
  private final WatchService watch;
  private final Map<WatchKey, String> folders = new HashMap<>();
  private final String sentinel;

  private Writes(Nic veth) throws IOException {
    this.node = veth.node();
    this.watch = FileSystems.getDefault().newWatchService();
    this.sentinel = veth.peer().rpsCpus(0);
    for (String file : veth.rpsCpus()) {
      add(file);
    }
    add(sentinel);
  }

  private void add(String file) throws IOException {
    String folder = Objects.requireNonNull(Path.of(file).getParent()).toString();
    WatchKey key = node.fromOutside(folder).register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
    folders.put(key, folder);
  }

  /** Begins to watch. */
  static Writes to(Nic veth) {
    try {
      return new Writes(veth);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The files that were written since the last call. Events come in order, so all are here once a
   * write of our own, to the interface's peer, is.
   */
  List<String> sinceLast() {
    node.echo("0", sentinel);
    List<String> written = new ArrayList<>();
    while (!written.contains(sentinel)) {
      WatchKey key = next();
      key.pollEvents().forEach(event -> written.add(folders.get(key) + "/" + event.context()));
      key.reset();
    }
    return written.stream().distinct().filter(file -> !file.equals(sentinel)).sorted().toList();
  }

  private WatchKey next() {
    try {
      WatchKey key = watch.poll(MOST_SECONDS, TimeUnit.SECONDS);
      if (key == null) {
        throw new AssertionError("inotify did not tell of a write to " + sentinel);
      }
      return key;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      watch.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
