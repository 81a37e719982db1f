package io.nodenettuning.daemon.irqbalance;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.facts.Nic;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Debian's irqbalance on this machine, which looks every second. Closing ends it and puts all
 * affinities back, for it moves all that nobody bans.
 */
public final class DebianIrqbalance implements AutoCloseable {

  /** No machine has this interrupt, so that banning it keeps nothing from being balanced. */
  public static final int FOREIGN = 4000;

  private static final Path SOCKETS = Path.of("/run/irqbalance");
  private static final Pattern BANNED = Pattern.compile("IRQ (\\d+) LOAD");

  private final Kernel kernel = Kernel.host();
  private final Map<String, String> affinities = new LinkedHashMap<>();
  private final Path program;
  private final Path log;
  private final boolean madeFolder;
  private @Nullable Process process;

  private DebianIrqbalance(Path folder, Path program) throws IOException {
    this.program = program;
    this.log = folder.resolve("irqbalance.log");
    kernel
        .files()
        .list("/proc/irq")
        .forEach(irq -> {
          String file = "/proc/irq/" + irq + "/smp_affinity_list";
          kernel.files().read(file).text().ifPresent(cpus -> affinities.put(file, cpus.strip()));
        });
    madeFolder = !Files.exists(SOCKETS);
    Files.createDirectories(SOCKETS);
  }

  /**
   * One that is not started yet. The test is not for machines on which another one runs, or where
   * there is none to be had.
   *
   * @param folder for its log, and for itself where it is not installed
   */
  public static DebianIrqbalance in(Path folder) throws IOException {
    assumeTrue(!new FactsReader(Kernel.host()).read().irqbalance(), "an irqbalance runs here");
    return new DebianIrqbalance(folder, program(folder));
  }

  /** The first device of this machine that has interrupts of queues; not for machines without. */
  public static Nic steerable() {
    Facts facts = new FactsReader(Kernel.host()).read();
    Optional<Nic> found =
        facts.nics().stream().filter(nic -> !nic.interrupts().isEmpty()).findFirst();
    assumeTrue(found.isPresent(), "no network device here has interrupts of queues");
    return found.get();
  }

  /** The installed one, or that of Debian's package: installing it would start it as a service. */
  private static Path program(Path folder) throws IOException {
    Path installed = Path.of("/usr/sbin/irqbalance");
    if (Files.isExecutable(installed)) {
      return installed;
    }
    Path unpacked = Files.createDirectory(folder.resolve("package"));
    try {
      Veth.run(
          "sh",
          "-c",
          ("cd %s && apt-get download irqbalance && dpkg -x irqbalance_*.deb ."
                  + " && ./usr/sbin/irqbalance --version")
              .formatted(unpacked));
    } catch (AssertionError e) {
      assumeTrue(false, "Debian's irqbalance is not to be had here: " + e.getMessage());
    }
    return unpacked.resolve("usr/sbin/irqbalance");
  }

  /** Starts it; returns its number once it can be asked. It begins by placing every interrupt. */
  public long start() throws IOException {
    Process started =
        new ProcessBuilder(program.toString(), "--debug", "--interval=1", "--banirq=" + FOREIGN)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process = started;
    await().atMost(10, SECONDS).until(() -> Files.exists(socket(started)));
    await().atMost(10, SECONDS).until(() -> bans().equals(List.of(FOREIGN)));
    return started.pid();
  }

  /** Ends it. */
  public void stop() throws InterruptedException {
    if (process != null) {
      process.destroy();
      assertThat(process.waitFor(10, SECONDS)).isTrue();
    }
  }

  /** What it said since it was started. */
  public Path log() {
    return log;
  }

  private static Path socket(Process process) {
    return SOCKETS.resolve("irqbalance%d.sock".formatted(process.pid()));
  }

  /** What it says itself that it leaves alone, asked by other means than the daemon's. */
  public List<Integer> bans() throws IOException {
    StringBuilder setup = new StringBuilder();
    if (process != null) {
      try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
        channel.connect(UnixDomainSocketAddress.of(socket(process)));
        channel.write(StandardCharsets.US_ASCII.encode("setup"));
        ByteBuffer part = ByteBuffer.allocate(4096);
        while (channel.read(part.clear()) >= 0) {
          setup.append(StandardCharsets.US_ASCII.decode(part.flip()));
        }
      }
    }
    return BANNED
        .matcher(setup)
        .results()
        .map(irq -> Integer.valueOf(irq.group(1)))
        .sorted()
        .toList();
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      process.destroyForcibly().onExit().join();
      Files.deleteIfExists(socket(process));
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
}
