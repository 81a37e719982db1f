package io.nodenettuning.daemon.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Features;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedEthtoolTest {
  private static final Feature ON = new Feature(true, true, true, false);
  private static final Feature OFF = new Feature(true, false, false, false);
  private static final Feature FIXED = new Feature(false, false, true, false);
  private static final Feature NEVER = new Feature(true, true, true, true);

  @TempDir Path recording;
  Path file = Path.of("");
  Ethtool ethtool = Kernel.recorded(file).ethtool();

  @BeforeEach
  void aRecordingOfOneDevice() throws IOException {
    file = recording.resolve("run/nnt/ethtool.json");
    Files.createDirectories(file.getParent());
    Files.createDirectories(recording.resolve("sys/class/net/dummy0"));
    Files.writeString(
        file,
        """
        {"eth0": {"driver": "virtio_net", "rings": {"rx": {"current": 256, "max": 4096}}, "features": {
          "tx-tcp-segmentation": {"hw": true, "wanted": true, "active": true, "nochange": false, "since": 6},
          "rx-gro": {"hw": true, "wanted": false, "active": false, "nochange": false},
          "rx-checksum": {"hw": false, "wanted": false, "active": true, "nochange": false},
          "netns-local": {"hw": true, "wanted": true, "active": true, "nochange": true}}}}
        """);
    ethtool = Kernel.recorded(recording).ethtool();
  }

  @Test
  void hasTheFeaturesOfADevice() {
    assertThat(ethtool.features("eth0"))
        .isEqualTo(
            features(
                Map.of(
                    "tx-tcp-segmentation", ON,
                    "rx-gro", OFF,
                    "rx-checksum", FIXED,
                    "netns-local", NEVER)));
  }

  @Test
  void keepsWhatIsSetInItsFile() {
    var after = ethtool.setFeatures("eth0", Map.of("tx-tcp-segmentation", false, "rx-gro", true));

    assertThat(after)
        .isEqualTo(
            features(
                Map.of(
                    "tx-tcp-segmentation", OFF,
                    "rx-gro", ON,
                    "rx-checksum", FIXED,
                    "netns-local", NEVER)));
    assertThat(Kernel.recorded(recording).ethtool().features("eth0")).isEqualTo(after);
    assertThat(file).content().contains("\"rings\"", "\"since\" : 6", "virtio_net");
  }

  @Test
  void takesARequestForAFixedFeatureAndDoesNothing() {
    assertThat(ethtool.setFeatures("eth0", Map.of("rx-checksum", false)))
        .isEqualTo(ethtool.features("eth0"));
  }

  @Test
  void refusesAsTheKernelDoes() {
    assertThat(ethtool.setFeatures("eth0", Map.of("tso", false)))
        .isEqualTo(new Refused(Errno.EOPNOTSUPP, "bit name not found"));
    assertThat(ethtool.setFeatures("eth0", Map.of("netns-local", false)))
        .isEqualTo(new Refused(Errno.EINVAL, "attempt to change non-ethtool features"));
    assertThat(ethtool.features("eth0")).isInstanceOf(Features.class);
  }

  @Test
  void tellsADeviceWithoutFeaturesFromNone() {
    assertThat(ethtool.features("dummy0"))
        .isEqualTo(
            new Refused(Errno.EOPNOTSUPP, "the recording has no dummy0 in /run/nnt/ethtool.json"));
    assertThat(ethtool.setFeatures("eth7", Map.of("rx-gro", true)))
        .isEqualTo(new Refused(Errno.ENODEV, "the recording has no eth7 in /run/nnt/ethtool.json"));
  }

  @Test
  void refusesWithoutItsFile() throws IOException {
    Files.delete(file);

    assertThat(ethtool.features("dummy0"))
        .isEqualTo(new Refused(Errno.EOPNOTSUPP, "the recording has no /run/nnt/ethtool.json"));
  }

  @Test
  void saysWhereItsFileIsBroken() throws IOException {
    Files.writeString(file, "{\"eth0\": {\n  \"features\": oops}}");

    assertThat(ethtool.features("eth0"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.errno()).isEqualTo(Errno.EBADMSG);
              assertThat(refused.message()).contains("ethtool.json: line 2, column", "oops");
            });
  }

  @Test
  void takesWhatIsLeftOutForTheSame() throws IOException {
    Files.writeString(
        file,
        """
        {"eth0": {"features": {"a": {"hw": true, "active": true}, "b": {"wanted": true}, "c": {}}}}
        """);

    assertThat(ethtool.features("eth0"))
        .isEqualTo(
            features(
                Map.of(
                    "a", ON,
                    "b", new Feature(false, true, true, false),
                    "c", new Feature(false, false, false, false))));
  }

  @Test
  void readsWhatARecorderWrote() throws IOException {
    var recorded =
        EthtoolRecording.empty().put("eth1", "igb", Map.of("rx-gro", ON, "netns-local", NEVER));
    Files.writeString(file, recorded.json());

    assertThat(ethtool.features("eth1"))
        .isEqualTo(features(Map.of("rx-gro", ON, "netns-local", NEVER)));
  }

  private static Features features(Map<String, Feature> byName) {
    return new Features(new TreeMap<>(byName));
  }
}
