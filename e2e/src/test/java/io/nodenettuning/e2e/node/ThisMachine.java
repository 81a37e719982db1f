package io.nodenettuning.e2e.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * This machine's own kernel, interfaces and interrupts; only its {@code /run} is another one, so
 * that nothing meets the journal of an {@code nnt} that tunes this machine.
 */
final class ThisMachine implements Machine {
  private static final String OWN_RUN = "mount -t tmpfs tmpfs /run && echo ready && exec cat";

  /** Lives as long as its standard input is open, and the mounts with it. */
  private final Process holder;

  private ThisMachine(Process holder) {
    this.holder = holder;
  }

  /** Takes it. */
  static ThisMachine take() {
    try {
      Process holder = start("unshare", "--mount", "--propagation", "private", "sh", "-c", OWN_RUN);
      String line = holder.inputReader().readLine();
      if (!"ready".equals(line)) {
        throw new AssertionError("no mount namespace, are you root? " + line);
      }
      return new ThisMachine(holder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Starts a program; the process is the program itself. */
  Process start(List<String> command) throws IOException {
    List<String> inside = new ArrayList<>();
    inside.addAll(List.of("nsenter", "--mount=/proc/%d/ns/mnt".formatted(holder.pid()), "--"));
    inside.addAll(command);
    return start(inside.toArray(String[]::new));
  }

  @Override
  public Ended run(String script) {
    try {
      Process process = start(List.of("sh", "-c", script));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(script, process.waitFor(), output.stripTrailing());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
