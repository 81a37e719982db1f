package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.Tunings;
import io.nodenettuning.daemon.agent.Agent;
import io.nodenettuning.daemon.agent.Assignment;
import io.nodenettuning.daemon.agent.Report;
import io.nodenettuning.daemon.apply.Journal;
import io.nodenettuning.daemon.apply.StateFolder;
import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Interrupt;
import io.nodenettuning.daemon.facts.Nic;
import io.nodenettuning.daemon.facts.QueueInterrupt;
import io.nodenettuning.daemon.irqbalance.Bans;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Veth;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's irqbalance on this machine, beside a tuning of the interrupts of one of its devices. All
 * affinities are put back, for irqbalance moves others too.
 */
@Tag("kernel")
class IrqbalanceOnTheKernelTest {
  private static final Path SOCKETS = Path.of("/run/irqbalance");
  private static final Pattern BANNED = Pattern.compile("IRQ (\\d+) LOAD");

  /** No machine has it, so that banning it keeps nothing from being balanced. */
  private static final int FOREIGN = 4000;

  @TempDir Path host;
  private final Map<String, String> affinities = new LinkedHashMap<>();
  private List<Integer> irqs = List.of();
  private Kernel kernel = Kernel.host();
  private Nic nic;
  private Path program;
  private Process irqbalance;
  private boolean madeFolder;

  @BeforeEach
  void aNodeWithIrqbalance() throws IOException {
    for (String mounted : new String[] {"proc", "sys"}) {
      Files.createSymbolicLink(host.resolve(mounted), Path.of("/" + mounted));
    }
    kernel = Kernel.mountedAt(host);
    Facts facts = new FactsReader(kernel).read();
    assumeTrue(!facts.irqbalance(), "an irqbalance runs here");
    Optional<Nic> steerable =
        facts.nics().stream().filter(found -> !found.interrupts().isEmpty()).findFirst();
    assumeTrue(steerable.isPresent(), "no network device here has interrupts of queues");
    nic = steerable.get();
    irqs = nic.interrupts().stream().map(QueueInterrupt::irq).sorted().toList();
    program = program();
    kernel
        .files()
        .list("/proc/irq")
        .forEach(irq -> {
          String file = "/proc/irq/" + irq + "/smp_affinity_list";
          kernel.files().read(file).text().ifPresent(cpus -> affinities.put(file, cpus.strip()));
        });
    madeFolder = !Files.exists(SOCKETS);
    Files.createDirectories(SOCKETS);
    start();
  }

  /** The installed one, or that of Debian's package: installing it would start it as a service. */
  private Path program() throws IOException {
    Path installed = Path.of("/usr/sbin/irqbalance");
    if (Files.isExecutable(installed)) {
      return installed;
    }
    Path folder = Files.createDirectory(host.resolve("package"));
    try {
      Veth.run(
          "sh",
          "-c",
          ("cd %s && apt-get download irqbalance && dpkg -x irqbalance_*.deb ."
                  + " && ./usr/sbin/irqbalance --version")
              .formatted(folder));
    } catch (AssertionError e) {
      assumeTrue(false, "Debian's irqbalance is not to be had here: " + e.getMessage());
    }
    return folder.resolve("usr/sbin/irqbalance");
  }

  private void start() throws IOException {
    irqbalance =
        new ProcessBuilder(program.toString(), "--debug", "--interval=1", "--banirq=" + FOREIGN)
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    await().atMost(10, SECONDS).until(() -> Files.exists(socket()));
    await().atMost(10, SECONDS).until(() -> bans().equals(List.of(FOREIGN)));
  }

  private void stop() throws InterruptedException {
    irqbalance.destroy();
    assertThat(irqbalance.waitFor(10, SECONDS)).isTrue();
  }

  @AfterEach
  void asItWas() throws Exception {
    if (irqbalance != null) {
      irqbalance.destroyForcibly().waitFor();
      Files.deleteIfExists(socket());
    }
    if (madeFolder) {
      Files.deleteIfExists(SOCKETS);
    }
    affinities.forEach((file, cpus) -> {
      if (!kernel.files().read(file).text().orElse(cpus).strip().equals(cpus)) {
        kernel.files().write(file, cpus);
      }
    });
  }

  private Path log() {
    return host.resolve("log");
  }

  private Path socket() {
    return SOCKETS.resolve("irqbalance%d.sock".formatted(irqbalance.pid()));
  }

  /** What irqbalance says itself, asked by other means than the daemon's. */
  private List<Integer> bans() throws IOException {
    StringBuilder setup = new StringBuilder();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket()));
      channel.write(StandardCharsets.US_ASCII.encode("setup"));
      ByteBuffer part = ByteBuffer.allocate(4096);
      while (channel.read(part.clear()) >= 0) {
        setup.append(StandardCharsets.US_ASCII.decode(part.flip()));
      }
    }
    return BANNED
        .matcher(setup)
        .results()
        .map(irq -> Integer.valueOf(irq.group(1)))
        .sorted()
        .toList();
  }

  private String said() throws IOException {
    return Files.readString(log());
  }

  @Test
  void leavesSteeredInterruptsAloneAlsoAfterItRestartsAndUntilTheyAreLetGo() throws Exception {
    List<Integer> ours = new ArrayList<>(irqs);
    ours.add(FOREIGN);
    tune(
        """
        interfaces:
        - {name: nic, match: {names: [%s]}, irqAffinity: {cpus: {list: "0"}}}
        """
            .formatted(nic.name()),
        agent -> {
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(bans()).isEqualTo(ours);
          for (int irq : irqs) {
            await()
                .atMost(20, SECONDS)
                .until(() -> said().contains("IRQ %d was BANNED".formatted(irq)));
          }

          stop();
          agent.pass();
          start();
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(bans()).isEqualTo(ours);
        });

    assertThat(nnt("revert", "--host-prefix", host).code()).isZero();

    assertThat(bans()).containsExactly(FOREIGN);
  }

  @Test
  void leavesInterruptsAloneThatHadToLeaveCpusUntilTheyAreLetGo() throws Exception {
    Facts facts = new FactsReader(kernel).read();
    List<Integer> ours =
        Stream.concat(
                facts.nics().stream()
                    .flatMap(each -> each.interrupts().stream().map(QueueInterrupt::irq)),
                facts.interrupts().stream()
                    .filter(interrupt -> interrupt.kind() == Interrupt.Kind.Movable)
                    .map(Interrupt::irq))
            .sorted()
            .toList();
    assertThat(ours).hasSizeGreaterThan(irqs.size());

    tune(
        "housekeeping: {cpus: {list: \"0\"}, interrupts: Move}",
        agent -> {
          assertThat(agent.pass().map(Report::irqbalance)).isEmpty();
          assertThat(bans()).containsAll(ours).contains(FOREIGN).hasSize(ours.size() + 1);
        });

    assertThat(nnt("revert", "--host-prefix", host).code()).isZero();
    assertThat(bans()).containsExactly(FOREIGN);
  }

  private interface Part {
    void play(Agent agent) throws Exception;
  }

  private void tune(String spec, Part part) throws Exception {
    try (StateFolder folder = StateFolder.lock(host.resolve("run/nnt"))) {
      FactsReader facts = new FactsReader(kernel);
      try (Journal journal = Journal.open(folder, facts.read().bootId())) {
        Assignment assignment = new Assignment(1, false, List.of(Tunings.tuning("steer", spec)));
        part.play(
            new Agent(
                kernel,
                facts,
                journal,
                new Bans(kernel, folder.path(), true),
                () -> Optional.of(assignment),
                _ -> {},
                Clock.systemUTC(),
                Duration.ofHours(1)));
      }
    }
  }
}
