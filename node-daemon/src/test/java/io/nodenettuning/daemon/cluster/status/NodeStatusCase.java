package io.nodenettuning.daemon.cluster.status;

import io.nodenettuning.api.Condition;
import io.nodenettuning.api.NodeNetTuningStateStatus;
import io.nodenettuning.api.TuningState;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;

/** Statuses that a node reports. */
abstract class NodeStatusCase {
  @TempDir Path folder;

  ByHand told() {
    return new ByHand(folder);
  }

  static TuningState tuning(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.tunings()).getFirst();
  }

  static Condition ready(NodeNetTuningStateStatus status) {
    return Objects.requireNonNull(status.conditions()).getFirst();
  }
}
