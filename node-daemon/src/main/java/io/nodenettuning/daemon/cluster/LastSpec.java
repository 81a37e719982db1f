package io.nodenettuning.daemon.cluster;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What this node was last told, on disk: a node that boots while the API server is away tunes
 * itself. Revisions first, then the spec that names them, each with fsync and renamed into place,
 * so that a power loss leaves the one before or this one.
 *
 * @param folder where it lies, on the host's {@code /var/lib}
 */
record LastSpec(Path folder) {
  private static final String SPEC = "spec.json";
  private static final String SUFFIX = ".json";

  /**
   * The spec.
   *
   * @param object uid of the object that said so
   * @param nodeUID uid of the Node that the object was made for
   * @param bootID the boot in which it was last confirmed
   * @param generation of the object
   * @param hold whether nothing may be written
   * @param tunings the tunings
   */
  record Stored(
      String object,
      String nodeUID,
      String bootID,
      long generation,
      boolean hold,
      List<StoredTuning> tunings) {}

  /**
   * A tuning.
   *
   * @param revision as handed out
   * @param acting the revision that the node acts on; empty when it has none
   */
  record StoredTuning(String uid, String name, int priority, String revision, String acting) {}

  /**
   * What was stored; nothing where nothing was, or where it cannot be read as what it should be.
   *
   * @throws IOException when it is there and cannot be read
   */
  Optional<Stored> read() throws IOException {
    Optional<String> text = text(folder.resolve(SPEC));
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(ClusterJson.MAPPER.readValue(text.get(), Stored.class));
  }

  /** The JSON of a revision, if it was stored. */
  Optional<String> revision(String name) throws IOException {
    return text(file(name));
  }

  /** Stores a revision; it is on disk when this returns. */
  void keepRevision(String name, String json) throws IOException {
    write(file(name), json);
  }

  /** Stores a spec and forgets the revisions that it does not name. */
  void keep(Stored spec) throws IOException {
    write(directory(folder).resolve(SPEC), ClusterJson.MAPPER.writeValueAsString(spec));
    Set<String> named =
        spec.tunings().stream()
            .flatMap(tuning -> Stream.of(tuning.revision(), tuning.acting()))
            .map(name -> name + SUFFIX)
            .collect(Collectors.toUnmodifiableSet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(revisions())) {
      for (Path file : files) {
        if (!named.contains(file.getFileName().toString())) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path revisions() throws IOException {
    return directory(directory(folder).resolve("revisions"));
  }

  private static Path directory(Path path) throws IOException {
    return Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** A revision's file: its name is a Kubernetes name and has no path in it, whoever sent it. */
  private Path file(String name) throws IOException {
    Path file = revisions().resolve(name + SUFFIX);
    if (name.isEmpty() || !file.getFileName().toString().equals(name + SUFFIX)) {
      throw new IOException("not the name of a revision: " + name);
    }
    return file;
  }

  private static Optional<String> text(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(file.resolveSibling("."))) {
      directory.force(true);
    }
  }
}
