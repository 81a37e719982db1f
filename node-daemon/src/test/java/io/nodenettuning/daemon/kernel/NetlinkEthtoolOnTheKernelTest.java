package io.nodenettuning.daemon.kernel;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.daemon.kernel.Ethtool.Feature;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Features;
import io.nodenettuning.daemon.kernel.Ethtool.FeaturesReading.Refused;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Features of this machine's devices, with ethtool(8) as the second opinion. */
@Tag("kernel")
class NetlinkEthtoolOnTheKernelTest {
  private static final String TSO = "tx-tcp-segmentation";

  /** What ethtool(8) prints under a name of its own, {@code off_flag_def} in its source. */
  private static final Map<String, String> OWN_NAMES =
      Map.of(
          "rx-checksumming", "rx-checksum",
          "generic-segmentation-offload", "tx-generic-segmentation",
          "generic-receive-offload", "rx-gro",
          "large-receive-offload", "rx-lro",
          "rx-vlan-offload", "rx-vlan-hw-parse",
          "tx-vlan-offload", "tx-vlan-hw-insert",
          "ntuple-filters", "rx-ntuple-filter",
          "receive-hashing", "rx-hashing");

  private final NetlinkEthtool ethtool = new NetlinkEthtool();
  private Veth veth = new Veth("", "");

  @BeforeEach
  void aDevice() {
    veth = Veth.withQueues(4);
  }

  @AfterEach
  void gone() {
    ethtool.close();
    veth.close();
  }

  @Test
  void readsWhatEthtoolPrintsOfEveryDevice() throws JsonProcessingException {
    for (String device : Kernel.host().files().list("/sys/class/net")) {
      SortedMap<String, String> ours = new TreeMap<>();
      byName(ethtool.features(device))
          .forEach((name, feature) ->
              ours.put(name, line(feature.active(), feature.fixed(), feature.wanted())));

      assertThat(ours).as(device).isEqualTo(printed(device));
    }
  }

  @Test
  void turnsAFeatureOffAndOnAgain() {
    var before = byName(ethtool.features(veth.name()));
    assertThat(before).containsEntry(TSO, new Feature(true, true, true, false));

    var off = byName(ethtool.setFeatures(veth.name(), Map.of(TSO, false)));

    assertThat(off).containsEntry(TSO, new Feature(true, false, false, false));
    assertThat(off).isEqualTo(byName(ethtool.features(veth.name())));
    assertThat(run("ethtool", "-k", veth.name())).contains(TSO + ": off");
    assertThat(byName(ethtool.setFeatures(veth.name(), Map.of(TSO, true)))).isEqualTo(before);
  }

  @Test
  void setsManyFeaturesInOneRequest() {
    var after =
        byName(
            ethtool.setFeatures(
                veth.name(), Map.of("rx-gro", true, "tx-nocache-copy", true, TSO, false)));

    assertThat(after)
        .containsEntry("rx-gro", new Feature(true, true, true, false))
        .containsEntry("tx-nocache-copy", new Feature(true, true, true, false))
        .containsEntry(TSO, new Feature(true, false, false, false));
  }

  @Test
  void showsWhatIsWantedButCannotBe() {
    var after =
        byName(ethtool.setFeatures(veth.name(), Map.of("tx-scatter-gather", false, TSO, true)));

    assertThat(after).containsEntry(TSO, new Feature(true, true, false, false));
  }

  @Test
  void leavesFixedFeaturesAsTheyAre() {
    var before = ethtool.features(veth.name());

    assertThat(byName(before)).hasEntrySatisfying("loopback", l -> assertThat(l.fixed()).isTrue());
    assertThat(ethtool.setFeatures(veth.name(), Map.of("loopback", true))).isEqualTo(before);
  }

  @Test
  void repeatsTheKernelsReasonForARefusal() {
    assertThat(ethtool.features("nnt-none"))
        .isEqualTo(new Refused(Errno.ENODEV, "no device matches name"));
    assertThat(ethtool.setFeatures("nnt-none", Map.of(TSO, true)))
        .isEqualTo(new Refused(Errno.ENODEV, "no device matches name"));
    assertThat(ethtool.setFeatures(veth.name(), Map.of("tso", true)))
        .isEqualTo(new Refused(Errno.EOPNOTSUPP, "bit name not found"));
    assertThat(ethtool.setFeatures(veth.name(), Map.of("vlan-challenged", true)))
        .isEqualTo(new Refused(Errno.EINVAL, "attempt to change non-ethtool features"));
  }

  @Test
  void goesOnAfterARefusalAndAfterALostSocket() {
    var before = ethtool.features(veth.name());

    ethtool.features("nnt-none");
    assertThat(ethtool.features(veth.name())).isEqualTo(before);

    ethtool.close();
    assertThat(ethtool.features(veth.name())).isEqualTo(before);
  }

  @Test
  void saysThatAKernelHasNoSuchFamily() {
    try (var none = new GenericNetlink("nnt-none")) {
      assertThat(none.ask(1, _ -> {}))
          .isEqualTo(
              new NetlinkReply.Refused(
                  Errno.EOPNOTSUPP, "this kernel has no netlink family nnt-none"));
    }
  }

  private static SortedMap<String, Feature> byName(FeaturesReading reading) {
    return switch (reading) {
      case Features features -> features.byName();
      case Refused refused -> throw new AssertionError(refused);
    };
  }

  /** Of a group of features ethtool(8) prints only whether any is on. */
  private static SortedMap<String, String> printed(String device) throws JsonProcessingException {
    SortedMap<String, String> printed = new TreeMap<>();
    for (var feature :
        new ObjectMapper().readTree(run("ethtool", "--json", "-k", device)).path(0).properties()) {
      var value = feature.getValue();
      if (value.path("fixed").isBoolean()) {
        printed.put(
            OWN_NAMES.getOrDefault(feature.getKey(), feature.getKey()),
            line(
                value.path("active").asBoolean(),
                value.path("fixed").asBoolean(),
                value.path("requested").asBoolean()));
      }
    }
    return printed;
  }

  private static String line(boolean active, boolean fixed, boolean requested) {
    return "active " + active + ", fixed " + fixed + ", requested " + requested;
  }
}
