package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.kernel.Kernel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which node a command is about. */
final class NodeOptions {
  private static final String STATE = "run/nnt";
  private static final String LAST_SPEC = "var/lib/nnt";

  @ArgGroup(exclusive = true)
  private @Nullable Where where;

  /** Not this machine as it is. */
  private static final class Where {
    @Option(
        names = "--root",
        paramLabel = "DIR",
        description = "A folder in place of /: a node that 'nnt record' recorded.")
    private @Nullable Path root;

    @Option(
        names = "--host-prefix",
        paramLabel = "DIR",
        description = "Where this node's /proc, /sys and /run are mounted, in a container.")
    private @Nullable Path hostPrefix;
  }

  /** The node. */
  Node node() throws CommandFailedException {
    Path root = where == null ? null : where.root;
    if (root != null) {
      if (!Files.isDirectory(root.resolve("proc")) && !Files.isDirectory(root.resolve("sys"))) {
        throw new CommandFailedException(
            "--root %s: want a folder with proc and sys in it, as 'nnt record' makes it"
                .formatted(root));
      }
      return node(Kernel.recorded(root), root, false);
    }
    Path prefix = where == null ? null : where.hostPrefix;
    return prefix == null
        ? node(Kernel.host(), Path.of("/"), true)
        : node(Kernel.mountedAt(prefix), prefix, true);
  }

  private static Node node(Kernel kernel, Path root, boolean real) {
    return new Node(kernel, root.resolve(STATE), root.resolve(LAST_SPEC), real);
  }
}
