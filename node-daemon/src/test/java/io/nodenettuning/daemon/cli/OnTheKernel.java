package io.nodenettuning.daemon.cli;

import static io.nodenettuning.daemon.cli.NntRun.nnt;
import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.daemon.facts.Facts;
import io.nodenettuning.daemon.facts.FactsReader;
import io.nodenettuning.daemon.kernel.Kernel;
import io.nodenettuning.daemon.kernel.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code nnt} on this machine's own kernel, with a state folder of its own. */
abstract class OnTheKernel {
  @TempDir Path host;
  final Kernel kernel = Kernel.host();
  final Facts facts = new FactsReader(kernel).read();

  @BeforeEach
  void root() throws IOException {
    for (String mounted : new String[] {"proc", "sys"}) {
      Files.createSymbolicLink(host.resolve(mounted), Path.of("/" + mounted));
    }
  }

  @AfterEach
  void nothingIsHeld() {
    onHost("revert");
  }

  NntRun onHost(String command, Object... args) {
    Object[] all = new Object[args.length + 3];
    all[0] = command;
    all[1] = "--host-prefix";
    all[2] = host;
    System.arraycopy(args, 0, all, 3, args.length);
    return nnt(all);
  }

  NntRun apply(String spec) throws IOException {
    Path file =
        Files.writeString(
            host.resolve("tuning.yaml"),
            """
            apiVersion: nodenettuning.io/v1alpha1
            kind: NodeNetTuning
            metadata: {name: kernel}
            spec:
              nodeSelector: {}
            """
                + spec.indent(2));
    NntRun run = onHost("apply", "-f", file);
    assertThat(run.err()).isEmpty();
    assertThat(onHost("plan", "-f", file, "--detailed-exitcode").code())
        .as("a second time nothing is to be written")
        .isZero();
    return run;
  }

  String text(String path) {
    return switch (kernel.files().read(path)) {
      case Reading.Text text -> text.value().strip();
      case Reading.Refused refused -> refused.errno().toString();
    };
  }
}
