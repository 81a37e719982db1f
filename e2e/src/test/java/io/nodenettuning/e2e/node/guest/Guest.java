package io.nodenettuning.e2e.node.guest;

import static org.assertj.core.api.Assertions.assertThat;

import io.nodenettuning.e2e.node.Daemon;
import io.nodenettuning.e2e.node.Machine;
import io.nodenettuning.e2e.node.Values;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A guest of the kernel lab: a Debian kernel in QEMU with this machine's files and {@code nnt}.
 * Scripts and what they print lie in a folder that both share; that one is there, and that it is
 * done, is told over a port.
 */
final class Guest implements Machine {
  private static final Path LAB = Path.of("../lab/kernel/run").toAbsolutePath().normalize();
  private static final Path LOOP = Path.of("src/test/resources/node/guest.sh").toAbsolutePath();

  /** Emulated, and at times beside other work. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** One that does not come up in this time never does. */
  private static final Duration BOOT = Duration.ofSeconds(100);

  /** Only for guests whose tests were killed: all others are powered off. */
  private static final String LIFE_SECONDS = "7200";

  /** What Java says of the options that guest.sh gives it. */
  private static final String JAVA_NOTE = "NOTE: Picked up JDK_JAVA_OPTIONS: -Xint\n";

  private final Hardware hardware;
  private final int monitorPort;
  private final Path share;
  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private int scripts;
  private @Nullable Daemon daemon;

  private Guest(Hardware hardware, int monitorPort, Path share, Process process) {
    this.hardware = hardware;
    this.monitorPort = monitorPort;
    this.share = share;
    this.process = process;
    this.commands = process.outputWriter();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    Thread.ofVirtual()
        .start(() -> {
          process.inputReader().lines().forEach(answers::add);
          answers.add("the guest is gone");
        });
  }

  /** Boots one; once more where it does not come up, for QEMU's emulation can fail by itself. */
  static Guest boot(Hardware hardware) {
    Guest guest = start(hardware);
    try {
      guest.comesUp();
    } catch (AssertionError e) {
      System.err.println("a guest did not come up, another is started: " + e.getMessage());
      guest = start(hardware);
      guest.comesUp();
    }
    return guest;
  }

  private static Guest start(Hardware hardware) {
    try {
      Path share = Files.createTempDirectory("guest");
      int monitorPort = freePort();
      List<String> command = new ArrayList<>(List.of(LAB.toString()));
      command.addAll(List.of(hardware.options()));
      command.addAll(List.of("--seconds", LIFE_SECONDS, "--share", share.toString()));
      command.addAll(List.of("--monitor", Integer.toString(monitorPort)));
      command.addAll(List.of("--tree", NNT.toString(), LOOP.toString()));
      Process process =
          new ProcessBuilder(command).redirectError(share.resolve("run.log").toFile()).start();
      return new Guest(hardware, monitorPort, share, process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** A guest that does not come up is no guest. */
  private void comesUp() {
    try {
      run("test -x %s || ls -l /tree".formatted(program()), BOOT).success();
      run(hardware.preparation()).success();
    } catch (AssertionError e) {
      process.destroy();
      throw e;
    }
  }

  @Override
  public String program() {
    return "/tree/bin/nnt";
  }

  @Override
  public Ended run(String script) {
    return run(script, PATIENCE);
  }

  private Ended run(String script, Duration patience) {
    scripts++;
    try {
      Files.writeString(share.resolve("script." + scripts), script);
      commands.write(scripts + "\n");
      commands.flush();
      String answer = answers.poll(patience.toSeconds(), TimeUnit.SECONDS);
      if (answer == null || !answer.startsWith(scripts + " ")) {
        throw new AssertionError("%s%n%s%n%s".formatted(answer, script, log()));
      }
      return new Ended(
          script,
          Integer.parseInt(answer.substring(answer.indexOf(' ') + 1)),
          Files.readString(share.resolve("output." + scripts))
              .replace(JAVA_NOTE, "")
              .stripTrailing());
    } catch (IOException e) {
      throw new AssertionError("%s%n%s".formatted(script, log()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Has QEMU do something to the guest's hardware, by a command of its monitor. */
  void monitor(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), monitorPort)) {
      InputStream answers = socket.getInputStream();
      readToPrompt(answers);
      socket.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
      String answer = readToPrompt(answers);
      assertThat(answer).as(command).doesNotContain("Error", "unknown command");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readToPrompt(InputStream answers) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf("(qemu) ") < 0) {
      int read = answers.read();
      if (read < 0) {
        throw new IOException("QEMU's monitor ended: " + text);
      }
      text.append((char) read);
    }
    return text.toString();
  }

  private String log() {
    StringBuilder log = new StringBuilder();
    for (String file : List.of("run.log", "kernel.log")) {
      try {
        log.append(Files.readString(share.resolve(file)));
      } catch (IOException e) {
        log.append(e).append('\n');
      }
    }
    return log.toString();
  }

  /** Everything that tunings could change on it, as it is. */
  Values values() {
    return values(hardware.nics());
  }

  /** That, and all else that tunings of every knob could change. */
  Values everything() {
    return Values.allOf(this, hardware.nics());
  }

  /**
   * Its daemon, which runs from when it is first asked for: it takes an emulated JVM many seconds
   * to start. Its log is that of the running test.
   */
  Daemon daemon() {
    if (daemon == null) {
      daemon = Daemon.start(this);
    }
    return daemon;
  }

  /** Ends its daemon if there is one: only one {@code nnt} writes at a time. */
  void endDaemon() {
    Daemon ended = daemon;
    daemon = null;
    if (ended != null) {
      ended.close();
    }
  }

  /** Kills its daemon. */
  void killDaemon() {
    daemon().isKilled();
    daemon = null;
  }

  /** Waits for it to be as it was. Where that does not come to be, it is made so for the next. */
  void returnsTo(Values before) {
    try {
      if (daemon == null) {
        assertThat(before.differencesTo(everything())).isEmpty();
      } else {
        daemon.letsGoOfAll();
        daemon.awaits(() -> assertThat(before.differencesTo(everything())).isEmpty());
        daemon.forgets();
      }
    } catch (AssertionError e) {
      endDaemon();
      before.putBack(this, everything());
      throw e;
    }
  }

  /** Whether it runs. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Powers it off. */
  @Override
  public void close() {
    try {
      if (isAlive()) {
        commands.write("end\n");
        commands.flush();
      }
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroy();
      }
      try (Stream<Path> files = Files.list(share)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(share);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
