package io.nodenettuning.daemon.cli;

import io.nodenettuning.daemon.cli.print.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One run of the command line.
 *
 * @param code its exit code
 * @param out what it printed
 * @param err what it complained about
 */
record NntRun(int code, String out, String err) {

  /** Runs a command on a terminal of 100 columns without colours. */
  static NntRun nnt(Object... args) {
    return on(false, args);
  }

  /** Runs a command. */
  static NntRun on(boolean coloured, Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), coloured, Terminal.DEFAULT_WIDTH);
    String[] words = Arrays.stream(args).map(Object::toString).toArray(String[]::new);
    return new NntRun(Nnt.run(terminal, words), out.toString(), err.toString());
  }

  /** A file of the test resources. */
  static Path resource(String name) {
    return Path.of("src/test/resources/cli").resolve(name);
  }
}
