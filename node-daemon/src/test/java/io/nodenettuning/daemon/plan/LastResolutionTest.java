package io.nodenettuning.daemon.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.Revision;
import io.nodenettuning.daemon.FolderNode;
import io.nodenettuning.daemon.facts.FactsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastResolutionTest {
  private static final String TUNING =
      """
      {"interfaces": [{"name": "all", "match": {"names": ["eth0"]},
         "irqAffinity": {"cpus": {}}, "rfs": {"flowCount": "Auto"}, "rings": {"rx": "Max"}}]}
      """;

  @TempDir private Path folder;
  private FolderNode node;
  private FactsReader reader;
  private Circumstances circumstances;

  @BeforeEach
  void aNode() {
    node = new FolderNode(folder);
    reader = new FactsReader(node.kernel());
    circumstances = Circumstances.once(node.kernel(), Map.of(), false);
  }

  private Resolution look(String... tunings) throws JsonProcessingException {
    NodeTuning[] all = new NodeTuning[tunings.length];
    for (int i = 0; i < tunings.length; i++) {
      Revision revision = ApiJson.tolerant().readValue(tunings[i], Revision.class);
      all[i] = new NodeTuning("uid-" + i, "t" + i, 0, "r", new NodeTuning.Understood(revision));
    }
    return circumstances
        .lastResolution()
        .resolve(List.of(all), reader.readWithoutSearch(), circumstances);
  }

  @Test
  void aNodeThatIsAsItWasIsNotResolvedAnew() throws JsonProcessingException {
    Resolution first = look(TUNING);

    assertThat(look(TUNING)).isSameAs(first);
    assertThat(look(TUNING)).isSameAs(first);
  }

  @Test
  void whateverTuningsDependOnIsSeenAtTheNextLook() throws JsonProcessingException {
    Resolution before = look(TUNING);
    for (Runnable change :
        List.<Runnable>of(
            () -> node.file("/sys/devices/system/cpu/online", "0,2-7"),
            () -> node.file("/sys/devices/system/cpu/isolated", "2"),
            () -> node.file("/sys/kernel/irq/40/actions", ""),
            () -> node.file("/proc/sys/net/core/rps_sock_flow_entries", "4096"),
            () -> node.file("/sys/class/net/eth0/uevent", "INTERFACE=eth0\nIFINDEX=12"))) {
      change.run();
      Resolution after = look(TUNING);
      assertThat(after.desired()).isNotEqualTo(before.desired());
      before = after;
    }
    assertThat(look(TUNING.replace("Max", "512")).desired()).isNotEqualTo(before.desired());
    assertThat(look(TUNING, TUNING).desired()).isNotEqualTo(before.desired());
  }

  @Test
  void devicesThatAreAskedAnewAreResolvedAnew() throws JsonProcessingException {
    Resolution before = look(TUNING);
    node.file(
        "/run/nnt/ethtool.json",
        """
        {"eth0": {"driver": "virtio_net", "rings": {"rx": {"current": 256, "maximum": 4096}}}}
        """);
    assertThat(look(TUNING)).isSameAs(before);

    reader.forget();

    assertThat(look(TUNING).desired()).isNotEqualTo(before.desired());
  }
}
