package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code nnt} tunes this machine: a veth of four queues, its network card, its flow table. */
@Tag("kernel")
final class ThisMachineTest {
  private static final int QUEUES = 4;
  private static final String FLOW_TABLE = "/proc/sys/net/core/rps_sock_flow_entries";
  private static final String TUNING = "/run/tuning.yaml";

  private final ThisMachine machine = ThisMachine.take();
  private final String veth = "nnt" + UUID.randomUUID().toString().substring(0, 8);
  private final String queues = "/sys/class/net/" + veth + "/queues/";
  private final Uplink uplink = Uplink.of(machine);
  private Values before = Values.NONE;

  @BeforeEach
  void aVethOfFourQueues() {
    machine
        .run(
            "ip link add %1$s numrxqueues %2$d numtxqueues %2$d type veth peer name p%1$s"
                .formatted(veth, QUEUES))
        .success();
    before = machine.values(veth, uplink.name());
  }

  @AfterEach
  void nothingIsLeftBehind() {
    List<String> differed = before.putBack(machine, machine.values(veth, uplink.name()));
    machine.run("ip link del " + veth).success();
    machine.close();
    assertThat(differed).isEmpty();
  }

  /** Every knob, with values that this machine does not have by itself. */
  private String everyKnob() {
    return """
    interfaces:
    - name: virtual
      match: {names: [%s]}
      rps: {cpus: {list: "0"}}
      rfs: {flowCount: Auto}
      offloads: {tso: false}
    - name: card
      match: {names: [%s]}
      irqAffinity: {cpus: {list: "%s"}, distribution: AllCpus}
      ifUnsupported: Ignore
    rpsSockFlowEntries: 65536
    cpuPower:
    - {name: all, governor: performance}
    """
        .formatted(veth, uplink.name(), uplink.otherCpu());
  }

  /** How many zeros are in front of a mask depends on the machine. */
  private static long mask(String value) {
    return new BigInteger(value.replace(",", ""), 16).longValue();
  }

  private void assertEveryKnobIsSet() {
    Values now = machine.values(veth, uplink.name());
    for (int queue = 0; queue < QUEUES; queue++) {
      assertThat(mask(now.file(queues + "rx-" + queue + "/rps_cpus"))).isOne();
      assertThat(now.file(queues + "rx-" + queue + "/rps_flow_cnt")).isEqualTo("16384");
    }
    assertThat(now.feature(veth, "tx-tcp-segmentation")).isEqualTo("off");
    assertThat(now.file(FLOW_TABLE)).isEqualTo("65536");
    assertThat(uplink.affinities())
        .allSatisfy(file -> assertThat(now.file(file)).isEqualTo(uplink.otherCpu()));
  }

  @Test
  void everyKnobIsSetOnceAndRestored() {
    machine.write(TUNING, Tuning.yaml("every-knob", everyKnob()));

    String applied = machine.nnt("apply -f " + TUNING).success();

    assertEveryKnobIsSet();
    if (machine.run("ls /sys/devices/system/cpu/cpufreq/policy*").status() != 0) {
      assertThat(applied).contains("Unsupported  governor:").contains("no frequency driver");
    }
    assertThat(machine.nnt("apply -f " + TUNING).success()).contains("nothing written");
    machine.nnt("plan --detailed-exitcode -f " + TUNING).success();
    assertThat(machine.nnt("revert").success()).contains("restored");
    assertThat(machine.values(veth, uplink.name())).isEqualTo(before);
    assertThat(machine.nnt("status").success()).contains("nothing is held");
  }

  @Test
  void whatIsChangedByHandIsPutBackAndWhatIsNoLongerNamedIsRestored() {
    try (Daemon daemon = Daemon.start(machine)) {
      daemon.tunes("every-knob", everyKnob());
      daemon.awaits(this::assertEveryKnobIsSet);

      machine.echo("0", queues + "rx-2/rps_cpus");
      machine.echo("0", queues + "rx-3/rps_flow_cnt");
      machine.echo("1024", FLOW_TABLE);
      machine.run("ethtool -K %s tso on".formatted(veth)).success();
      uplink.affinities().forEach(file -> machine.echo(uplink.cpu(), file));
      daemon.awaits(this::assertEveryKnobIsSet);
      assertThat(daemon.log())
          .contains("setting=rps:%s/rx-2 tuning=every-knob from=0 to=none".formatted(veth));

      daemon.letsGoOf("every-knob");
      daemon.awaits(() -> assertThat(machine.values(veth, uplink.name())).isEqualTo(before));
    }
  }

  @Test
  void aDriftIsOnlyReportedWhereATuningAsksForThat() {
    String rps = queues + "rx-1/rps_cpus";
    String spec =
        "interfaces:%n- {name: v, match: {names: [%s]}, rps: {cpus: {list: \"0\"}}}%n"
            .formatted(veth);
    try (Daemon daemon = Daemon.start(machine)) {
      daemon.tunes("reporting", "driftPolicy: Report\n" + spec);
      daemon.awaitValue(rps, "1");

      machine.echo("0", rps);
      daemon.awaits(() -> assertThat(daemon.log()).contains("to=none corrected=false"));
      assertThat(mask(machine.cat(rps))).isZero();
      assertThat(machine.nnt("status").success()).contains("Drifted  rps:%s/rx-1".formatted(veth));

      daemon.tunes("reporting", spec);
      daemon.awaitValue(rps, "1");
      daemon.letsGoOf("reporting");
      daemon.awaitValue(rps, "0");
    }
  }

  @Test
  void aConvergedNodeIsNotWritten() throws IOException {
    try (Daemon daemon = Daemon.start(machine)) {
      daemon.tunes("every-knob", everyKnob());
      daemon.awaits(this::assertEveryKnobIsSet);
    }
    try (Watch watch = Watch.on(before.files())) {
      machine.nnt("apply -f /run/tunings").success();
      Daemon.start(machine).close();
      assertThat(watch.written()).isEmpty();

      machine.nnt("revert").success();
      assertThat(watch.written()).contains(FLOW_TABLE, queues + "rx-0/rps_cpus");
    }
  }

  @Test
  void whatEthtoolTellsOfEveryInterfaceIsWhatFactsTell() {
    Capabilities.assertAgreement(machine);
    assertThat(Capabilities.toldByEthtool(machine, veth).byName())
        .containsEntry("channels rx", "4 of 4");
  }
}
