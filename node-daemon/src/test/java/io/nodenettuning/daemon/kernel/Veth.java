package io.nodenettuning.daemon.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A pair of virtual Ethernet devices of this machine's own kernel, with names that nobody else has,
 * gone when closed.
 *
 * @param name of the one that tests tune
 * @param peer of the other
 */
public record Veth(String name, String peer) implements AutoCloseable {

  /** A pair with as many receive and transmit queues on both sides; both are down. */
  public static Veth withQueues(int queues) {
    String id = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt(), 6);
    var pair = new Veth("nnta" + id, "nntb" + id);
    pair.make(queues);
    return pair;
  }

  private void make(int queues) {
    run(
        "ip link add %1$s numrxqueues %3$d numtxqueues %3$d type veth peer name %2$s numrxqueues %3$d numtxqueues %3$d"
            .formatted(name, peer, queues)
            .split(" "));
  }

  /** Makes other devices of the same names, and brings them up. */
  public void remake(int queues) {
    close();
    make(queues);
    up();
  }

  /** Its folder in sysfs. */
  public String sysfs() {
    return "/sys/class/net/" + name;
  }

  /** Brings both up, so that they have carrier. */
  public Veth up() {
    run("ip", "link", "set", name, "up");
    run("ip", "link", "set", peer, "up");
    return this;
  }

  @Override
  public void close() {
    run("ip", "link", "del", name);
  }

  /** What a program printed; fails the test where it did not end well. */
  public static String run(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(List.of(command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
