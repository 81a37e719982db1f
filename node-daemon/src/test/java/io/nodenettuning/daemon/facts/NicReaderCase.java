package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Single interfaces as sysfs shows them. */
abstract class NicReaderCase {
  @TempDir Path root;

  Nic read(String node) {
    List<Nic> nics = new FactsReader(RecordedNode.of(node, root), "n").read().nics();
    assertThat(nics).hasSize(1);
    return nics.getFirst();
  }
}
