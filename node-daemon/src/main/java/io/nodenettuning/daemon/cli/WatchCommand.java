package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.ApiJson;
import io.nodenettuning.daemon.cli.print.DriftLines;
import io.nodenettuning.daemon.cli.print.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what a running daemon finds changed, as it finds it. */
@Command(
    name = "watch",
    description = {
      "Prints what something else changes on this node, and who, as the daemon finds it.",
      "Begins with what it found lately. Ends on SIGINT."
    },
    mixinStandardHelpOptions = true)
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Mixin private final NodeOptions nodeOptions = new NodeOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table (default), or json: one object in a line for each drift.")
  private Form form = Form.table;

  @Option(names = "--once", description = "End after what was found lately.")
  private boolean once;

  /** What was printed, and the writer that was told with it. */
  private final Map<String, String> told = new HashMap<>();

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private enum Form {
    table,
    json
  }

  @Override
  public Integer call() throws CommandFailedException, IOException {
    Path folder = nodeOptions.node().state();
    if (!Files.isDirectory(folder)) {
      throw new CommandFailedException(
          "no daemon keeps this node: %s is not there; 'nnt run' makes it".formatted(folder));
    }
    try (WatchService watch = folder.getFileSystem().newWatchService()) {
      folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      print(DriftLog.read(folder));
      while (!once) {
        WatchKey key = watch.poll(1, TimeUnit.HOURS);
        if (key != null && key.pollEvents().stream().anyMatch(WatchCommand::isDriftLog)) {
          print(DriftLog.read(folder));
        }
        if (key != null && !key.reset()) {
          throw new CommandFailedException(folder + " was removed");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }

  private static boolean isDriftLog(WatchEvent<?> event) {
    return event.context() instanceof Path name && name.endsWith(DriftLog.FILE);
  }

  private void print(DriftLog log) throws IOException {
    for (DriftLog.Entry entry : log.drifts().reversed()) {
      String before = told.put(entry.key(), entry.writer());
      if (!entry.writer().equals(before)) {
        print(entry, before != null);
      }
    }
    told.keySet().retainAll(log.drifts().stream().map(DriftLog.Entry::key).toList());
    terminal.out().flush();
  }

  private void print(DriftLog.Entry entry, boolean known) throws IOException {
    if (form == Form.json) {
      terminal.line(ApiJson.tolerant().writeValueAsString(entry));
      return;
    }
    DriftLines lines = new DriftLines(terminal);
    if (known) {
      terminal.line("              %s was changed".formatted(entry.setting()));
    } else {
      lines.drift(
          entry.time(),
          entry.setting(),
          "%s -> %s".formatted(entry.from(), entry.to()),
          entry.corrected());
    }
    lines.writer(entry.writer(), entry.advice());
  }
}
