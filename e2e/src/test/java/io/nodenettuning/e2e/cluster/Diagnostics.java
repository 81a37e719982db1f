package io.nodenettuning.e2e.cluster;

import io.nodenettuning.e2e.machine.Program.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What one wants to see of a cluster when a test failed on it. */
record Diagnostics(RunningCluster cluster) {
  private static final Path FOLDER = Path.of("target", "diagnostics");
  private static final String IN_NAMESPACE = "-n " + RunningCluster.NAMESPACE + " ";
  private static final List<String> QUESTIONS =
      List.of(
          "get nodenettunings",
          "get nodenettunings,nodenettuningstates -o yaml",
          "get pods -A -o wide",
          "get events -A --sort-by=.metadata.creationTimestamp",
          IN_NAMESPACE + "describe pods",
          IN_NAMESPACE + "logs daemonset/nodenettuning-node-daemon --tail=200",
          IN_NAMESPACE + "logs daemonset/nodenettuning-node-daemon --previous --tail=50",
          IN_NAMESPACE + "logs deployment/nodenettuning-operator --tail=200",
          IN_NAMESPACE + "logs deployment/nodenettuning-operator --previous --tail=50");

  /** All of it. */
  String text() {
    return QUESTIONS.stream().map(this::answer).collect(Collectors.joining("\n"));
  }

  private String answer(String question) {
    Ended answer = cluster.kubectl().run(question.split(" "));
    return "$ kubectl %s%n%s%n%s".formatted(question, answer.output(), answer.errors());
  }

  /** Writes it to a file that is named after the test. */
  Path write(String test) {
    try {
      return Files.writeString(Files.createDirectories(FOLDER).resolve(test + ".txt"), text())
          .toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
