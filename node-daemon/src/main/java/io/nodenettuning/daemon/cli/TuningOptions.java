package io.nodenettuning.daemon.cli;

import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.daemon.cli.source.BadTuningsException;
import io.nodenettuning.daemon.cli.source.NodeLabels;
import io.nodenettuning.daemon.cli.source.TuningFiles;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which tunings a command is about. */
final class TuningOptions {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR",
      required = true,
      description =
          "Tunings: a YAML or JSON file, a folder of them, or - for standard input. Can be repeated.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--node-labels",
      paramLabel = "KEY=VALUE",
      split = ",",
      description =
          "Labels of this node: only tunings that select it count. Without, all of them do.")
  private @Nullable Map<String, String> labels;

  /** Whether a tuning with a node selector counts here. */
  private Predicate<LabelSelector> isForNode() {
    return labels == null ? _ -> true : new NodeLabels(new LinkedHashMap<>(labels));
  }

  /** Whether they can be read again to see what changed. */
  boolean canBeReadAgain() {
    return !paths.contains(TuningFiles.STANDARD_INPUT);
  }

  /** Where they lie: absolute paths. */
  List<String> places() {
    return paths.stream().map(path -> path.toAbsolutePath().toString()).toList();
  }

  /**
   * Reads them.
   *
   * @throws BadTuningsException with everything that is wrong in any of them
   * @throws IOException when a file cannot be read
   */
  List<NodeTuning> read() throws BadTuningsException, IOException {
    return TuningFiles.read(TuningFiles.texts(paths), isForNode());
  }
}
