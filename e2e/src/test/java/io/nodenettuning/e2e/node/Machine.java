package io.nodenettuning.e2e.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** A machine with a kernel of its own, on which everything is run by root. */
public interface Machine extends AutoCloseable {

  /** The file tree that the build makes. */
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
    public String with(int wanted) {
      assertThat(status).as("%s%n%s%n", script, output).isEqualTo(wanted);
      return output;
    }

    /** What it printed, if it succeeded; a failed test otherwise. */
    public String success() {
      return with(0);
    }
  }

  /** Runs a shell script. */
  Ended run(String script);

  /** Where {@code nnt} is on this machine. */
  default String program() {
    if (!Files.isExecutable(NNT.resolve("bin/nnt"))) {
      throw new AssertionError("no %s: dev/images builds it".formatted(NNT));
    }
    return NNT + "/bin/nnt";
  }

  /** Runs {@code nnt} with arguments that a shell understands. */
  default Ended nnt(String arguments) {
    return run(program() + " " + arguments);
  }

  /** What {@code cat} shows of a file of one line. */
  default String cat(String path) {
    return run("cat " + path).success();
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

  /** The file with the CPUs of an interrupt, by the name that its driver gave it. */
  default String affinity(String vector) {
    return run("ls -d /proc/irq/*/" + vector).success() + "/../smp_affinity_list";
  }

  /** Everything that a tuning of these interfaces and of the node's CPUs could change, as it is. */
  default Values values(String... nics) {
    return Values.of(this, nics);
  }

  @Override
  void close();
}
