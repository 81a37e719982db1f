package io.nodenettuning.daemon.cli.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.cli.recording.RecordedTree.Directory;
import io.nodenettuning.daemon.cli.recording.RecordedTree.File;
import io.nodenettuning.daemon.cli.recording.RecordedTree.Link;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Links are kept as links, and what is behind them where it is. */
class RecordedTreeTest {
  private final RecordedTree tree = new RecordedTree();

  private String resolve(String path, Map<String, String> links) {
    return tree.resolve(path, place -> Optional.ofNullable(links.get(place)));
  }

  @Test
  void followsLinksAndKeepsThem() {
    String place =
        resolve(
            "/sys/class/net/eth0/queues",
            Map.of("/sys/class/net/eth0", "../../devices/virtual/net/eth0"));
    tree.file(place + "/x", "1");

    assertThat(place).isEqualTo("/sys/devices/virtual/net/eth0/queues");
    assertThat(tree.entries())
        .containsEntry("/sys/class/net/eth0", new Link("../../devices/virtual/net/eth0"))
        .containsEntry("/sys/class/net", new Directory())
        .containsEntry("/sys/devices/virtual/net/eth0/queues", new Directory())
        .containsEntry("/sys/devices/virtual/net/eth0/queues/x", new File("1"));
  }

  @Test
  void aMountThatIsReachedByALinkIsNoLinkOfTheNode() {
    assertThat(resolve("/sys/class", Map.of("/sys", "/sys"))).isEqualTo("/sys/class");
  }

  @Test
  void aCircleOfLinksEnds() {
    assertThat(resolve("/sys/a/x", Map.of("/sys/a", "b", "/sys/b", "a"))).isEqualTo("/sys/a/x");
  }

  @Test
  void whatWasReadIsNotReplacedByItsName() {
    tree.file("/sys/irq/7", "msix");
    tree.name("/sys/irq/7");
    tree.name("/sys/irq/8");

    assertThat(tree.entries())
        .containsEntry("/sys/irq/7", new File("msix"))
        .containsEntry("/sys/irq/8", new File(""));
  }
}
