package io.nodenettuning.e2e.node;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sees who writes to files of procfs and sysfs, by inotify: it tells of every write of a program,
 * whether the value changes or not.
 */
final class Watch implements AutoCloseable {
  private final WatchService service;
  private final Set<String> files;

  private Watch(WatchService service, Set<String> files) {
    this.service = service;
    this.files = files;
  }

  /** Watches files from now on. */
  static Watch on(Collection<String> files) throws IOException {
    WatchService service = FileSystems.getDefault().newWatchService();
    for (Path folder :
        files.stream().map(file -> Path.of(file).getParent()).collect(Collectors.toSet())) {
      folder.register(service, StandardWatchEventKinds.ENTRY_MODIFY);
    }
    return new Watch(service, Set.copyOf(files));
  }

  /** The files that were written since this was last asked. */
  Set<String> written() throws ClosedWatchServiceException {
    Set<String> written = new TreeSet<>();
    for (WatchKey key = service.poll(); key != null; key = service.poll()) {
      for (WatchEvent<?> event : key.pollEvents()) {
        String file = ((Path) key.watchable()).resolve((Path) event.context()).toString();
        if (files.contains(file)) {
          written.add(file);
        }
      }
      key.reset();
    }
    return written;
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
