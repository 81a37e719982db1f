package io.nodenettuning.bench;

import io.nodenettuning.daemon.cluster.ClusterConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The object of this node in an API server, as somebody sees it who watches it with kubectl. The
 * operator's part, to hand the node its tuning, is done by hand.
 */
final class NodeObject implements AutoCloseable {
  private static final String NAME = "bench";
  private static final String NAMESPACE = "default";

  private final ClusterConnection connection;
  private final Process watch;
  private final Thread reader;
  private final TreeMap<Long, Long> seen = new TreeMap<>();

  /**
   * An object with one tuning.
   *
   * @param tuning its revision's content as JSON
   */
  NodeObject(Path work, String tuning) throws IOException, InterruptedException {
    apply(
        """
        {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "%s"}}
        """
            .formatted(NAME));
    apply(
        """
        {"apiVersion": "apps/v1", "kind": "ControllerRevision", "metadata": {"name": "bench-1"},
         "revision": 1, "data": %s}
        """
            .formatted(tuning));
    apply(
        """
        {"apiVersion": "nodenettuning.io/v1alpha1", "kind": "NodeNetTuningState",
         "metadata": {"name": "%s"},
         "spec": {"nodeUID": "%s",
                  "tunings": [{"uid": "bench", "name": "bench", "revision": "bench-1", "priority": 0}]}}
        """
            .formatted(NAME, said("get", "node", NAME, "-o", "jsonpath={.metadata.uid}")));
    connection =
        ClusterConnection.of(
            new ClusterConnection.Place(
                NAME, NAMESPACE, "", "bench", Files.createDirectories(work.resolve("told"))));
    watch =
        new ProcessBuilder(
                "kubectl",
                "get",
                "nodenettuningstate",
                NAME,
                "--watch",
                "-o",
                "jsonpath={.status.driftsTotal}{\"\\n\"}")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    reader = Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = watch.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long now = System.nanoTime();
        synchronized (seen) {
          seen.putIfAbsent(line.isEmpty() ? 0 : Long.parseLong(line), now);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  ClusterConnection connection() {
    return connection;
  }

  /**
   * Milliseconds until each drift was counted there, in any order.
   *
   * @param written when each was made, in the order in which they were made
   */
  List<Double> visibleAfter(List<Long> written) {
    synchronized (seen) {
      List<Double> after = new ArrayList<>();
      for (int i = 0; i < written.size(); i++) {
        var visible = seen.ceilingEntry(i + 1L);
        if (visible == null) {
          throw new IllegalStateException("drift %d is not visible".formatted(i + 1));
        }
        after.add((visible.getValue() - written.get(i)) / 1e6);
      }
      return after;
    }
  }

  private static void apply(String json) throws IOException, InterruptedException {
    Process kubectl = kubectl("apply", "-f", "-");
    try (var in = kubectl.outputWriter()) {
      in.write(json);
    }
    end(kubectl);
  }

  private static String said(String... words) throws IOException, InterruptedException {
    Process kubectl = kubectl(words);
    try (var out = new InputStreamReader(kubectl.getInputStream(), StandardCharsets.UTF_8)) {
      String text = out.readAllAsString();
      end(kubectl);
      return text;
    }
  }

  private static Process kubectl(String... words) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(List.of(words));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static void end(Process kubectl) throws InterruptedException {
    if (kubectl.waitFor() != 0) {
      throw new IllegalStateException("kubectl failed");
    }
  }

  @Override
  public void close() {
    watch.destroy();
    connection.close();
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
