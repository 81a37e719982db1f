package io.nodenettuning.e2e.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nodenettuning.e2e.machine.Program;
import io.nodenettuning.e2e.machine.Program.Ended;
import java.nio.file.Path;

/** {@code kubectl}, as a user runs it. */
record Kubectl(Program program) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** With this configuration. */
  static Kubectl with(Path kubeconfig) {
    return new Kubectl(Program.prepared("kubectl").with("KUBECONFIG", kubeconfig.toString()));
  }

  /** Runs it. */
  Ended run(String... arguments) {
    return program.run(arguments);
  }

  /** Runs it with success; the words of the command are separated by blanks. */
  String run(String command) {
    return program.run(command.split(" ")).success();
  }

  /** Applies resources, whatever comes of it. */
  Ended tryToApply(String yaml) {
    return program.feed(yaml, "apply", "-f", "-");
  }

  /** Applies resources. */
  void apply(String yaml) {
    tryToApply(yaml).success();
  }

  /** What {@code kubectl get … -o json} prints. */
  JsonNode get(String what) {
    try {
      return JSON.readTree(run("get " + what + " -o json"));
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON", e);
    }
  }
}
