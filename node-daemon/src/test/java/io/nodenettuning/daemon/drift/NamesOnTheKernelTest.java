package io.nodenettuning.daemon.drift;

import static io.nodenettuning.daemon.kernel.Veth.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Veth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who wrote, when he is gone at once, by this machine's kernel. */
@Tag("kernel")
class NamesOnTheKernelTest {
  private static final int OFFENCES = 1000;
  private static final int FIRST_OFFENCES = 200;

  /** So that one write is not gathered with the one before. */
  private static final String QUIET = "sleep 0.01; ";

  private final Hints hints = new Hints();
  private Veth veth = new Veth("", "");
  private String path = "";
  private final Watcher watcher =
      Watcher.start(Kernel.host().files(), written -> written.equals(path), hints);

  @BeforeEach
  void aDevice() {
    veth = Veth.withQueues(1);
    path = "/sys/devices/virtual/net/%s/queues/rx-0/rps_cpus".formatted(veth.name());
  }

  @AfterEach
  void gone() {
    watcher.close();
    veth.close();
  }

  /** How many of the writers were told by this name. */
  private int named(int times, String name, String... command) {
    Map<Integer, Writer> writers = new HashMap<>();
    for (int n = 0; n < times; n++) {
      run(command);
      for (Hint hint : hints.upTo(Hint.Written.class, _ -> true)) {
        note(hint, writers);
      }
    }
    // What is told late comes before what comes last.
    run("sh", "-c", "echo 0 > %s; sleep 0.3".formatted(path));
    hints.upTo(Hint.Written.class, _ -> true).forEach(hint -> note(hint, writers));
    return (int) writers.values().stream().filter(writer -> writer.command().equals(name)).count();
  }

  private static void note(Hint hint, Map<Integer, Writer> writers) {
    if (hint instanceof Hint.Written written) {
      writers.put(written.writer().pid(), written.writer());
    } else if (hint instanceof Hint.Named late) {
      writers.put(late.writer().pid(), late.writer());
    }
  }

  @Test
  void whoWritesAgainIsNamed() {
    watcher.nameShortLived();

    int named = named(OFFENCES, "sh", "sh", "-c", "echo 1 > " + path);

    System.out.printf("named %d of %d repeat offenders%n", named, OFFENCES + 1);
    assertThat(named).isGreaterThanOrEqualTo(OFFENCES * 99 / 100);
    assertThat(watcher.blind()).isEmpty();
  }

  @Test
  void whoWritesByAProgramOfItsOwnIsNamedAtTheFirstTime() {
    int named = named(FIRST_OFFENCES, "tee", "sh", "-c", "echo 1 | tee " + path);

    System.out.printf("named at the first time: tee %d of %d%n", named, FIRST_OFFENCES);
    assertThat(named).isGreaterThanOrEqualTo(FIRST_OFFENCES * 99 / 100);
  }

  @Test
  void whoWritesOnceAndStaysAMomentIsNamed() {
    for (List<String> writer :
        List.of(
            List.of("sh", "sh", "-c", QUIET + "echo 1 > " + path),
            List.of("bash", "bash", "-c", QUIET + "echo 1 > " + path),
            List.of("python3", "python3", "-c", "open('%s', 'w').write('1')".formatted(path)))) {
      String[] command = writer.subList(1, writer.size()).toArray(String[]::new);
      int named = named(FIRST_OFFENCES, writer.getFirst(), command);
      System.out.printf(
          "named at the first time: %s %d of %d%n", writer.getFirst(), named, FIRST_OFFENCES);
    }
    // One that can be asked is always named.
    assertThat(named(1, "sh", "sh", "-c", "echo 1 > %s; sleep 0.2".formatted(path))).isEqualTo(2);
  }
}
