package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.Terminal;
import io.nodenettuning.daemon.cli.recording.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Captures what facts and plans read. */
@Command(
    name = "record",
    description = {
      "Captures what facts and plan read of this node.",
      "The archive stands in for the node with --root, on any machine. In it are names of"
          + " interfaces, MAC addresses and the routing table; nothing of the node's processes."
    },
    mixinStandardHelpOptions = true)
final class RecordCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();

  @Parameters(paramLabel = "FILE.tar.gz", description = "The archive to write.")
  private Path file = Path.of("");

  RecordCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws CommandFailedException, IOException {
    Recording recording = Recording.of(nodeOptions.node().kernel());
    recording.write(file);
    String node = recording.facts().node();
    terminal.line(
        "%s: %d interfaces, %d files"
            .formatted(node, recording.facts().nics().size(), recording.files()));
    terminal.line("To plan for it anywhere:");
    terminal.line("  mkdir %s && tar xzf %s -C %s".formatted(node, file, node));
    terminal.line("  nnt plan --root %s -f TUNING.yaml".formatted(node));
    return ExitCode.OK;
  }
}
