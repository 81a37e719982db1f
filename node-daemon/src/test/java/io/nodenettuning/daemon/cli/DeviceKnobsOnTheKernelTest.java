package io.nodenettuning.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.ParametersReading;
import io.nodenettuning.daemon.kernel.ParameterGroup;
import io.nodenettuning.daemon.kernel.Veth;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What ethtool sets, on this machine's own kernel and back. */
@Tag("kernel")
class DeviceKnobsOnTheKernelTest extends OnTheKernel {
  private static final String RULE = "interfaces: [{name: d, match: {names: [%s]}, %s}]";

  private long parameter(String device, ParameterGroup group, String name) {
    return kernel.ethtool().parameters(device, group)
            instanceof ParametersReading.Parameters parameters
        ? Objects.requireNonNull(parameters.byName().get(name)).value()
        : -1;
  }

  private boolean isOn(String device, String feature) {
    return kernel.ethtool().features(device) instanceof FeaturesReading.Features features
        && Objects.requireNonNull(features.byName().get(feature)).active();
  }

  private String rps(Veth veth, int queue) {
    return text("%s/queues/rx-%d/rps_cpus".formatted(veth.sysfs(), queue));
  }

  @Test
  void queuesThatGoAndComeHaveWhatTheyHadThoughNobodyNamedIt() throws IOException {
    try (Veth veth = Veth.withQueues(4).up()) {
      Veth.run("sh", "-c", "echo 1 > " + veth.sysfs() + "/queues/rx-3/rps_cpus");

      NntRun run =
          apply(
              RULE.formatted(veth.name(), "channels: {rx: 2, tx: 2}, rps: {cpus: {list: \"0\"}}"));

      assertThat(run.out()).contains("channels:" + veth.name() + "/rx  4 -> 2");
      assertThat(parameter(veth.name(), ParameterGroup.CHANNELS, "rx")).isEqualTo(2);
      assertThat(rps(veth, 1)).endsWith("1");
      assertThat(rps(veth, 3)).startsWith("ENOENT");

      onHost("revert");

      assertThat(parameter(veth.name(), ParameterGroup.CHANNELS, "rx")).isEqualTo(4);
      assertThat(rps(veth, 1)).matches("[0,]+");
      assertThat(rps(veth, 3)).endsWith("1");
    }
  }

  /** A tap clamps to 64 without a word. */
  @Test
  void whatADriverClampsIsSetOnceAndSaid() throws IOException {
    String tap = "nnttap0";
    Veth.run("ip", "tuntap", "add", "dev", tap, "mode", "tap");
    try {
      NntRun run = apply(RULE.formatted(tap, "coalesce: {rxFrames: 100000}"));

      assertThat(run.out()).contains("Constrained").contains("asked for 100000");
      assertThat(parameter(tap, ParameterGroup.COALESCE, "rx-frames")).isEqualTo(64);
      onHost("revert");
      assertThat(parameter(tap, ParameterGroup.COALESCE, "rx-frames")).isZero();
    } finally {
      Veth.run("ip", "link", "del", tap);
    }
  }

  @Test
  void whatAFeatureNeedsAndTakesAlongIsSaid() throws IOException {
    try (Veth veth = Veth.withQueues(1).up()) {
      NntRun off = apply(RULE.formatted(veth.name(), "offloads: {tx-scatter-gather: false}"));

      assertThat(off.out())
          .contains("with it the kernel turned")
          .contains("tx-tcp-segmentation off");

      NntRun on =
          apply(
              RULE.formatted(
                  veth.name(), "offloads: {tx-scatter-gather: false, tx-tcp-segmentation: true}"));

      assertThat(on.out())
          .contains("Constrained")
          .contains("it needs tx-scatter-gather, which is off");
      onHost("revert");
      assertThat(isOn(veth.name(), "tx-tcp-segmentation")).isTrue();
    }
  }

  @Test
  void aDeviceThatHasNoneOfItSaysSo() throws IOException {
    try (Veth veth = Veth.withQueues(2).up()) {
      NntRun run =
          apply(
              RULE.formatted(
                  veth.name(),
                  "rings: {rx: Max}, coalesce: {rxUsecs: 1}, rss: {indirection: Equal},"
                      + " channels: {combined: Max}"));

      assertThat(run.out())
          .contains("the driver of %s has no rings".formatted(veth.name()))
          .contains("the driver of %s has no coalesce".formatted(veth.name()))
          .contains("the driver of %s has no indirection table".formatted(veth.name()))
          .contains("has no channels combined; it has rx, tx");
      assertThat(run.code()).isZero();
    }
  }
}
