package io.nodenettuning.daemon.apply;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder of the journal, locked for the one process that may write on this node. It lies on the
 * host's {@code /run}: it lives exactly as long as the kernel's settings do.
 */
public final class StateFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private StateFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Takes the folder, making it where it is missing. Anybody may read what is in it: there are no
   * secrets, and {@code nnt plan} and {@code nnt status} need no root. Nobody else may touch the
   * lock: a reader could hold it and keep the daemon out.
   *
   * @throws InUseException when another process has it
   * @throws IOException when it cannot be made or written
   */
  public static StateFolder lock(Path path) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    FileChannel channel =
        FileChannel.open(
            path.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    if (!isLocked(channel)) {
      channel.close();
      throw new InUseException(path);
    }
    return new StateFolder(path, channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Another process writes on this node. */
  public static final class InUseException extends IOException {
    private static final long serialVersionUID = 1;

    InUseException(Path path) {
      super(
          "another nnt writes on this node: it holds %s. Only one may."
              .formatted(path.resolve("lock")));
    }
  }
}
