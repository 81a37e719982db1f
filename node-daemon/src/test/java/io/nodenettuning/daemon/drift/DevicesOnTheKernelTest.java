package io.nodenettuning.daemon.drift;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.drift.Hint.Device.Kind;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Veth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Interfaces of this machine's kernel, changed by other programs. */
@Tag("kernel")
class DevicesOnTheKernelTest {
  private final Hints hints = new Hints();
  private final Watcher watcher = Watcher.start(Kernel.host().files(), _ -> false, hints);
  private Veth veth = new Veth("", "");

  @BeforeEach
  void aDevice() {
    veth = Veth.withQueues(4);
  }

  @AfterEach
  void gone() {
    watcher.close();
    veth.close();
  }

  private void ranEthtool(Writer writer) {
    assertThat(writer.command()).isEqualTo("ethtool");
    assertThat(writer.executable()).endsWith("bin/ethtool");
    assertThat(writer.pid()).isPositive();
  }

  private Hint.Device told(Kind kind) {
    return hints.next(
        Hint.Device.class, device -> device.kind() == kind && device.name().equals(veth.name()));
  }

  @Test
  void aNewInterfaceAppears() {
    assertThat(told(Kind.Appeared).ifindex()).isPositive();
    assertThat(watcher.blind()).isEmpty();
  }

  @Test
  void offloadsThatEthtoolSets() {
    run("ethtool", "-K", veth.name(), "tso", "off");

    Hint.Device features = told(Kind.Features);
    assertThat(features.ifindex()).isPositive();
    assertThat(features.suspects()).first().satisfies(this::ranEthtool);
  }

  @Test
  void channelsThatEthtoolSetsAndTheQueuesThatGo() {
    run("ethtool", "-L", veth.name(), "rx", "2", "tx", "2");

    assertThat(told(Kind.Channels).suspects()).first().satisfies(this::ranEthtool);
    assertThat(told(Kind.Queues).suspects()).first().satisfies(this::ranEthtool);
  }

  @Test
  void coalescingThatEthtoolSets() {
    String tap = veth.name().replace("nnta", "nntt");
    run("ip", "tuntap", "add", tap, "mode", "tap");
    try {
      run("ethtool", "-C", tap, "rx-frames", "10");

      hints.next(
          Hint.Device.class, device -> device.kind() == Kind.Coalesce && device.name().equals(tap));
    } finally {
      run("ip", "link", "del", tap);
    }
  }

  @Test
  void aLinkThatGoesUpAndDown() {
    told(Kind.Appeared);
    veth.up();
    told(Kind.Link);
    run("ip", "link", "set", veth.name(), "down");

    assertThat(told(Kind.Link).suspects())
        .first()
        .satisfies(writer -> assertThat(writer.command()).isEqualTo("ip"));
  }

  @Test
  void anotherName() {
    told(Kind.Appeared);
    String other = veth.name().replace("nnta", "nntr");
    run("ip", "link", "set", veth.name(), "name", other);
    veth = new Veth(other, veth.peer());

    told(Kind.Renamed);
  }

  @Test
  void anInterfaceThatGoesToAnotherNamespaceIsGone() {
    String self = Long.toString(ProcessHandle.current().pid());
    told(Kind.Appeared);
    run("ip", "netns", "add", veth.peer());
    try {
      run("ip", "link", "set", veth.name(), "netns", veth.peer());
      told(Kind.Gone);
      run("ip", "-n", veth.peer(), "link", "set", veth.name(), "netns", self);

      told(Kind.Appeared);
    } finally {
      run("ip", "netns", "del", veth.peer());
    }
  }

  @Test
  void hundredsOfQueuesThatAreMadeAnewAreAFewHints() {
    try (Veth large = Veth.withQueues(256)) {
      hints.next(Hint.Device.class, device -> device.name().equals(large.name()));
      run("ethtool", "-L", large.name(), "rx", "1", "tx", "1");
      run("ethtool", "-L", large.name(), "rx", "256", "tx", "256");
    }
    hints.next(Hint.Device.class, device -> device.kind() == Kind.Gone);
    run("ip", "link", "set", veth.name(), "up");
    List<Hint> all = hints.upTo(Hint.Device.class, device -> device.name().equals(veth.name()));

    assertThat(all).hasSizeLessThan(100);
  }
}
