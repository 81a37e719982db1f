package io.nodenettuning.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nodenettuning.e2e.machine.Program;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.testcontainers.containers.Container.ExecResult;

/**
 * The node's kernel, as somebody who is logged in there sees it. Network devices are made and asked
 * with this machine's {@code ip} and {@code ethtool}, which a node's image need not have.
 */
record Node(NodeContainer container) {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final int HEXADECIMAL = 16;

  /** Runs a program in the node. */
  Ended run(String... command) {
    try {
      ExecResult result = container.execInContainer(command);
      return new Ended(
          String.join(" ", command),
          result.getExitCode(),
          result.getStdout().stripTrailing(),
          result.getStderr());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The contents of a file of procfs or sysfs. */
  String read(String path) {
    return run("cat", path).success();
  }

  /** Whether the node has the file. */
  boolean has(String path) {
    return run("test", "-e", path).status() == 0;
  }

  /** Writes as a person does who changes a setting by hand. */
  void echo(String value, String path) {
    run("sh", "-c", "echo '%s' > '%s'".formatted(value, path)).success();
  }

  /** A CPU mask: groups with commas, padded to the kernel's number of possible CPUs. */
  BigInteger mask(String path) {
    return new BigInteger(read(path).replace(",", ""), HEXADECIMAL);
  }

  /** Waits until the file says so. */
  void awaitValue(String path, String value) {
    await(path).atMost(SOON).untilAsserted(() -> assertThat(read(path)).as(path).isEqualTo(value));
  }

  /** Waits until the mask selects these CPUs; one bit each. */
  void awaitMask(String path, long bits) {
    await(path)
        .atMost(SOON)
        .untilAsserted(() -> assertThat(mask(path)).as(path).isEqualTo(BigInteger.valueOf(bits)));
  }

  /** Runs a program of this machine in the node's network namespace. */
  Ended inNetwork(String... command) {
    return Program.of("nsenter", "--net=/proc/" + pid() + "/ns/net").run(command);
  }

  /** CPUs that are online and not isolated, as a mask. */
  BigInteger housekeepingCpus() {
    String folder = "/sys/devices/system/cpu/";
    return cpuList(read(folder + "online")).andNot(cpuList(read(folder + "isolated")));
  }

  private static BigInteger cpuList(String list) {
    BigInteger cpus = BigInteger.ZERO;
    for (String range : list.isEmpty() ? new String[0] : list.split(",")) {
      String[] ends = range.split("-");
      for (int cpu = Integer.parseInt(ends[0]);
          cpu <= Integer.parseInt(ends[ends.length - 1]);
          cpu++) {
        cpus = cpus.setBit(cpu);
      }
    }
    return cpus;
  }

  /** A file or folder of the node, as this machine sees it. */
  Path fromOutside(String path) {
    return Path.of("/proc/" + pid() + "/root" + path);
  }

  private int pid() {
    return Objects.requireNonNull(container.getCurrentContainerInfo().getState().getPidLong())
        .intValue();
  }
}
