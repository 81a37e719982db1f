package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What an interface has and can be set to: its channels, rings, delays, features and the length of
 * its indirection table, by the names that both {@code nnt} and {@code ethtool} have for them.
 *
 * @param byName such as {@code rings rx}: {@code 256 of 4096}
 */
public record Capabilities(Map<String, String> byName) {
  private static final Pattern AMOUNT = Pattern.compile("(?m)^(RX|TX|Combined):\\s+(\\d+)$");
  private static final Pattern DELAY = Pattern.compile("(?m)^([a-z-]+):\\s+(\\d+)$");
  private static final Pattern FLAGS =
      Pattern.compile("(?m)^(Adaptive|CQE mode) RX: (\\S+)\\s+TX: (\\S+)$");
  private static final Pattern FEATURE =
      Pattern.compile("(?m)^\\s*([a-z0-9_-]+): (on|off)( \\[fixed])?");
  private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\s*\\d+:((\\s+\\d+)+)$");

  /** What ethtool calls by names of its own. */
  private static final Map<String, String> KERNEL_NAMES =
      Map.of(
          "rx-checksumming", "rx-checksum",
          "generic-segmentation-offload", "tx-generic-segmentation",
          "generic-receive-offload", "rx-gro",
          "large-receive-offload", "rx-lro",
          "rx-vlan-offload", "rx-vlan-hw-parse",
          "tx-vlan-offload", "tx-vlan-hw-insert",
          "ntuple-filters", "rx-ntuple-filter",
          "receive-hashing", "rx-hashing");

  /** Groups of features, which it prints one by one below. */
  private static final List<String> GROUPS =
      List.of("tx-checksumming", "scatter-gather", "tcp-segmentation-offload");

  /** Both tell the same of every interface of a machine. */
  public static void assertAgreement(Machine machine) {
    Map<String, Capabilities> told = toldByNnt(machine);
    assertThat(told).containsKey("lo");
    told.forEach((nic, capabilities) ->
        assertThat(capabilities.byName).as(nic).isEqualTo(toldByEthtool(machine, nic).byName));
  }

  /** As {@code nnt facts} tells it. */
  private static Map<String, Capabilities> toldByNnt(Machine machine) {
    Map<String, Capabilities> byNic = new TreeMap<>();
    try {
      for (JsonNode nic :
          new ObjectMapper().readTree(machine.nnt("facts -o json").success()).path("nics")) {
        byNic.put(nic.path("name").asText(), toldByNnt(nic));
      }
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return byNic;
  }

  private static Capabilities toldByNnt(JsonNode nic) {
    Map<String, String> told = new TreeMap<>();
    for (String group : List.of("channels", "rings", "coalesce")) {
      nic.path(group)
          .properties()
          .forEach(entry -> {
            JsonNode amount = entry.getValue();
            told.put(
                group + " " + entry.getKey(),
                amount.path("current").asText()
                    + (amount.has("maximum") ? " of " + amount.path("maximum").asText() : ""));
          });
    }
    nic.path("changeableFeatures")
        .properties()
        .forEach(feature -> told.put("feature " + feature.getKey(), feature.getValue().asText()));
    nic.path("fixedFeatures")
        .properties()
        .forEach(feature ->
            told.put("feature " + feature.getKey(), feature.getValue().asText() + " [fixed]"));
    if (nic.path("indirectionEntries").isInt()) {
      told.put("indirection", nic.path("indirectionEntries").asText());
    }
    return new Capabilities(told);
  }

  /** As {@code ethtool} prints it. */
  public static Capabilities toldByEthtool(Machine machine, String nic) {
    Map<String, String> told = new TreeMap<>();
    amounts("channels", machine.run("ethtool -l " + nic).output(), told);
    amounts("rings", machine.run("ethtool -g " + nic).output(), told);
    String coalesce = machine.run("ethtool -c " + nic).output();
    DELAY
        .matcher(coalesce)
        .results()
        .forEach(delay -> told.put("coalesce " + delay.group(1), delay.group(2)));
    FLAGS
        .matcher(coalesce)
        .results()
        .forEach(flags -> {
          String name =
              flags.group(1).equals("Adaptive") ? "coalesce adaptive-" : "coalesce cqe-mode-";
          flag(name + "rx", flags.group(2), told);
          flag(name + "tx", flags.group(3), told);
        });
    for (MatchResult feature :
        FEATURE.matcher(machine.run("ethtool -k " + nic).success()).results().toList()) {
      if (!GROUPS.contains(feature.group(1))) {
        told.put(
            "feature " + KERNEL_NAMES.getOrDefault(feature.group(1), feature.group(1)),
            feature.group(2) + (feature.group(3) == null ? "" : feature.group(3)));
      }
    }
    int entries =
        TABLE_ROW
            .matcher(machine.run("ethtool -x " + nic).output())
            .results()
            .mapToInt(row -> row.group(1).strip().split("\\s+", -1).length)
            .sum();
    if (entries > 0) {
      told.put("indirection", Integer.toString(entries));
    }
    return new Capabilities(told);
  }

  private static void flag(String name, String value, Map<String, String> told) {
    if (value.equals("on") || value.equals("off")) {
      told.put(name, value);
    }
  }

  /** First the maxima, then what there is. */
  private static void amounts(String group, String output, Map<String, String> told) {
    int current = output.indexOf("Current hardware settings:");
    if (current < 0) {
      return;
    }
    AMOUNT
        .matcher(output)
        .results()
        .forEach(amount ->
            told.merge(
                group + " " + amount.group(1).toLowerCase(java.util.Locale.ROOT),
                amount.group(2),
                (maximum, now) -> now + " of " + maximum));
  }
}
