package io.nodenettuning.daemon.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.api.InterfaceType;
import io.nodenettuning.api.RouteMatch;
import io.nodenettuning.daemon.kernel.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts of this machine against what other programs say of it. */
@Tag("kernel")
class FactsOnTheKernelTest {
  private static final Map<String, InterfaceType> TYPES =
      Map.of(
          "vlan", InterfaceType.Vlan,
          "bond", InterfaceType.Bond,
          "team", InterfaceType.Bond,
          "bridge", InterfaceType.Bridge,
          "vxlan", InterfaceType.Vxlan,
          "ipip", InterfaceType.Ipip,
          "veth", InterfaceType.Veth,
          "tun", InterfaceType.Tun,
          "dummy", InterfaceType.Dummy);

  /** Keeps apart from whoever else runs this on the same machine. */
  private static final String OURS = "nnt" + ProcessHandle.current().pid() + "-";

  private final FactsReader reader = new FactsReader(Kernel.host());
  private final List<String> made = new ArrayList<>();

  @AfterEach
  void removeInterfaces() throws Exception {
    for (String name : made) {
      run("ip", "link", "delete", name);
    }
  }

  @Test
  void cpus_are_those_of_lscpu() throws Exception {
    Cpus cpus = reader.read().cpus();
    Map<String, List<Integer>> cores = new TreeMap<>();
    SortedMap<Integer, CpuSet> nodes = new TreeMap<>();
    for (String line : run("lscpu", "-p=CPU,CORE,SOCKET,NODE").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] fields = line.split(",", -1);
        int cpu = Integer.parseInt(fields[0]);
        cores.computeIfAbsent(fields[1] + "/" + fields[2], _ -> new ArrayList<>()).add(cpu);
        if (!fields[3].isEmpty()) {
          nodes.merge(Integer.valueOf(fields[3]), CpuSet.of(cpu), CpuSet::union);
        }
      }
    }
    Map<Integer, CpuSet> siblings = new TreeMap<>();
    cores.values().forEach(core -> core.forEach(cpu -> siblings.put(cpu, CpuSet.of(core))));
    assertThat(cpus.siblings()).isEqualTo(siblings);
    assertThat(cpus.online()).isEqualTo(CpuSet.of(siblings.keySet()));
    assertThat(cpus.numaNodes()).containsAllEntriesOf(nodes);
  }

  @Test
  void interfaces_are_those_of_ip_link() throws Exception {
    Map<Integer, JsonNode> before = links();
    List<Nic> nics = reader.read().nics();
    Map<Integer, JsonNode> links = links();
    // Others may make and delete interfaces meanwhile.
    links.keySet().retainAll(before.keySet());
    assertThat(nics).extracting(Nic::ifindex).containsAll(links.keySet());
    for (JsonNode link : links.values()) {
      Nic nic = nic(nics, link.path("ifname").asText());
      assertThat(nic.ifindex()).isEqualTo(link.path("ifindex").asInt());
      if (link.path("link_type").asText().equals("ether")) {
        assertThat(nic.mac()).isEqualTo(link.path("address").asText());
      }
      assertThat(nic.up()).isEqualTo(flags(link).contains("UP"));
      assertThat(nic.type()).as(nic.name()).isEqualTo(type(link));
      assertThat(nic.rxQueues().size() + nic.txQueues().size())
          .isEqualTo(run("ls", "/sys/class/net/" + nic.name() + "/queues").lines().count());
    }
  }

  private static Map<Integer, JsonNode> links() throws Exception {
    Map<Integer, JsonNode> links = new TreeMap<>();
    json("ip", "-json", "-details", "link", "show")
        .forEach(link -> links.put(link.path("ifindex").asInt(), link));
    return links;
  }

  private static Set<String> flags(JsonNode link) {
    Set<String> flags = new HashSet<>();
    link.path("flags").forEach(flag -> flags.add(flag.asText()));
    return flags;
  }

  private static @Nullable InterfaceType type(JsonNode link) {
    boolean onBus = Files.exists(Path.of("/sys/class/net", link.path("ifname").asText(), "device"));
    return onBus
        ? InterfaceType.Physical
        : TYPES.get(link.path("linkinfo").path("info_kind").asText());
  }

  @Test
  void drivers_are_those_of_ethtool() throws Exception {
    for (Nic nic : reader.read().nics()) {
      String info = run("ethtool", "-i", nic.name());
      if (nic.driver() != null && !info.isBlank()) {
        assertThat(info).contains("driver: " + nic.driver() + "\n");
      }
    }
  }

  @Test
  void the_default_routes_are_those_of_ip_route() throws Exception {
    Set<String> expected = new HashSet<>();
    for (String family : List.of("-4", "-6")) {
      var routes = json("ip", family, "-json", "route", "show", "default");
      int best =
          routes.valueStream().mapToInt(route -> route.path("metric").asInt()).min().orElse(0);
      routes
          .valueStream()
          .filter(route -> route.path("metric").asInt() == best)
          .forEach(route -> expected.add(route.path("dev").asText()));
    }
    assertThat(reader.read().nics())
        .filteredOn(nic -> nic.routes().contains(RouteMatch.Default))
        .extracting(Nic::name)
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void vectors_are_those_of_proc_interrupts() throws Exception {
    Map<Integer, String> lines = new TreeMap<>();
    for (String line : run("cat", "/proc/interrupts").lines().toList()) {
      String[] words = line.strip().split("\\s+");
      if (words[0].matches("\\d+:")) {
        lines.put(Integer.valueOf(words[0].replace(":", "")), words[words.length - 1]);
      }
    }
    List<Nic> nics = reader.read().nics();
    assumeThat(nics).anyMatch(nic -> !nic.interrupts().isEmpty());
    for (Nic nic : nics) {
      nic.interrupts().forEach(i -> assertThat(lines).containsEntry(i.irq(), i.vector()));
      nic.otherInterrupts().stream()
          .filter(other -> !other.vector().isEmpty())
          .forEach(other -> assertThat(lines).containsEntry(other.irq(), other.vector()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Dummy,  OURSa type dummy",
    "Veth,   OURSa numrxqueues 3 type veth peer name OURSp",
    "Bridge, OURSa type bridge",
    "Bond,   OURSa type bond",
    "Vxlan,  OURSa type vxlan id 4242 dstport 14789 nolearning",
    "Ipip,   OURSa type ipip remote 198.51.100.7",
    "Vlan,   OURSa link OURSv type vlan id 7",
    ",       OURSa type vrf table 4242",
    ",       OURSa type ifb",
    ",       OURSa type wireguard",
    ",       OURSa type gretap remote 198.51.100.8",
    ",       OURSa link OURSv type macvlan",
  })
  void fresh_software_interfaces(@Nullable InterfaceType type, String arguments) throws Exception {
    if (arguments.contains("OURSv")) {
      run("ip", "link", "add", OURS + "v", "type", "veth", "peer", "name", OURS + "w");
      made.add(OURS + "v");
    }
    made.addFirst(OURS + "a");
    run(
        Stream.concat(
                Stream.of("ip", "link", "add"),
                Stream.of(arguments.replace("OURS", OURS).split(" ")))
            .toList());
    assumeTrue(
        Files.exists(Path.of("/sys/class/net/" + OURS + "a")), "this kernel has none of those");
    assertThat(nic(reader.read().nics(), OURS + "a").type()).isEqualTo(type);
  }

  @Test
  void a_fresh_team_with_a_port() throws Exception {
    made.addAll(List.of(OURS + "a", OURS + "v"));
    run("ip", "link", "add", OURS + "a", "type", "team");
    assumeTrue(Files.exists(Path.of("/sys/class/net/" + OURS + "a")), "this kernel has no teams");
    run("ip", "link", "add", OURS + "v", "type", "veth", "peer", "name", OURS + "w");
    run("ip", "link", "set", OURS + "v", "master", OURS + "a");
    assertThat(nic(reader.read().nics(), OURS + "a").type()).isEqualTo(InterfaceType.Bond);
  }

  @ParameterizedTest
  @CsvSource({"tun", "tap"})
  void a_fresh_tunnel_of_a_program(String mode) throws Exception {
    made.add(OURS + "t");
    run("ip", "tuntap", "add", OURS + "t", "mode", mode);
    assumeTrue(Files.exists(Path.of("/sys/class/net/" + OURS + "t")), "this kernel has no tun");
    assertThat(nic(reader.read().nics(), OURS + "t").type()).isEqualTo(InterfaceType.Tun);
  }

  @Test
  void the_end_of_a_veth_whose_other_end_has_the_same_index_in_its_namespace() throws Exception {
    run("ip", "netns", "add", OURS + "n");
    try {
      made.add(OURS + "a");
      run(
          List.of(
              "ip link add OURSa index 7777 type veth peer name OURSp index 7777 netns OURSn"
                  .replace("OURS", OURS)
                  .split(" ")));
      assumeTrue(Files.exists(Path.of("/sys/class/net/" + OURS + "a")), "no network namespaces");
      assertThat(nic(reader.read().nics(), OURS + "a").type()).isEqualTo(InterfaceType.Veth);
    } finally {
      run("ip", "netns", "delete", OURS + "n");
    }
  }

  @Test
  void irqbalance_is_seen_come_and_go(@TempDir Path folder) throws Exception {
    assumeTrue(!reader.read().irqbalance(), "an irqbalance runs here");
    Path program = Files.copy(Path.of("/bin/sleep"), folder.resolve("irqbalance"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Process process = new ProcessBuilder(program.toString(), "60").start();
    try {
      assertThat(reader.readWithoutSearch().irqbalance()).as("not looked for").isFalse();
      assertThat(reader.read().irqbalance()).isTrue();
      assertThat(reader.readWithoutSearch().irqbalance()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(reader.readWithoutSearch().irqbalance()).isFalse();
    assertThat(reader.read().irqbalance()).isFalse();
  }

  private static Nic nic(List<Nic> nics, String name) {
    return nics.stream().filter(nic -> nic.name().equals(name)).findFirst().orElseThrow();
  }

  private static JsonNode json(String... command) throws Exception {
    String output = run(command);
    return new ObjectMapper().readTree(output.isBlank() ? "[]" : output);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  /** What a program prints; its exit code is not looked at, for what it makes may not exist. */
  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (var output = process.inputReader()) {
      String text = output.readAllAsString();
      process.waitFor();
      return text;
    }
  }
}
