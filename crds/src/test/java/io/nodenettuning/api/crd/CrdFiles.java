package io.nodenettuning.api.crd;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.CustomResource;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the CRD of each kind into folders.
 *
 * <p>Arguments are pairs of a folder and a suffix: {@code target/classes/META-INF/fabric8 -v1.yml}
 * writes {@code nodenettunings.nodenettuning.io-v1.yml} there.
 */
public final class CrdFiles {
  /** The kinds of the API. */
  static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(NodeNetTuning.class, NodeNetTuningState.class);

  private CrdFiles() {}

  /** See the class. */
  public static void main(String[] args) throws IOException {
    for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
      CustomResourceDefinition crd = Crd.of(kind);
      for (int i = 0; i + 1 < args.length; i += 2) {
        Path folder = Files.createDirectories(Path.of(args[i]));
        Files.writeString(
            folder.resolve(crd.getMetadata().getName() + args[i + 1]), CrdYaml.print(crd));
      }
    }
  }
}
