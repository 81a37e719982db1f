package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;

/** A machine with a kernel of its own, on which everything is run by root. */
interface Machine extends AutoCloseable {

  /** The file tree that the build makes; on every machine at the same place. */
  Path NNT = Path.of("../node-daemon/target/nnt").toAbsolutePath().normalize();

  /**
   * How a script ended.
   *
   * @param script what was run
   * @param status its exit status
   * @param output what it wrote to standard output and standard error, without the last line's end
   */
  record Ended(String script, int status, String output) {

    /** What it printed, if it ended with this status; a failed test otherwise. */
    String with(int wanted) {
      assertThat(status).as("%s%n%s%n", script, output).isEqualTo(wanted);
      return output;
    }

    /** What it printed, if it succeeded; a failed test otherwise. */
    String success() {
      return with(0);
    }
  }

  /** Runs a shell script. */
  Ended run(String script);

  /** Runs {@code nnt} with arguments that a shell understands. */
  default Ended nnt(String arguments) {
    if (!Files.isExecutable(NNT.resolve("bin/nnt"))) {
      throw new AssertionError("no %s: dev/images builds it".formatted(NNT));
    }
    return run(NNT + "/bin/nnt " + arguments);
  }

  /** What {@code cat} shows of a file of one line. */
  default String cat(String path) {
    return run("cat " + path).success();
  }

  /** The CPUs of a mask: how many zeros are in front depends on the machine. */
  default BigInteger mask(String path) {
    return new BigInteger(cat(path).replace(",", ""), 16);
  }

  /** Sets a value by hand. */
  default void echo(String value, String path) {
    run("echo '%s' >%s".formatted(value, path)).success();
  }

  /** Makes a file, whole or not at all. */
  default void write(String path, String text) {
    run("""
    mkdir -p "$(dirname %1$s)"
    cat >%1$s.new <<'END'
    %2$s
    END
    mv %1$s.new %1$s
    """
            .formatted(path, text.stripTrailing()))
        .success();
  }

  /** Whether a feature of an interface is {@code on} or {@code off}, by its name in the kernel. */
  default String feature(String nic, String feature) {
    return run("ethtool -k %s | awk '$1 == \"%s:\" { print $2 }'".formatted(nic, feature))
        .success();
  }

  /** The file with the CPUs of an interrupt, by the name that its driver gave it. */
  default String affinity(String vector) {
    String irq =
        run("awk '$NF == \"%s\" { sub(\":\", \"\", $1); print $1 }' /proc/interrupts"
                .formatted(vector))
            .success();
    return "/proc/irq/" + irq + "/smp_affinity_list";
  }

  /** Everything that a tuning of these interfaces and of the node's CPUs could change, as it is. */
  default Values values(String... nics) {
    return Values.of(this, nics);
  }

  @Override
  void close();
}
