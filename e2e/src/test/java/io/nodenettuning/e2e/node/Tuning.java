package io.nodenettuning.e2e.node;

/** Tunings as files have them. */
public final class Tuning {
  private Tuning() {}

  /** A tuning for every node, with the rest of its spec. */
  public static String yaml(String name, String spec) {
    return """
    apiVersion: nodenettuning.io/v1alpha1
    kind: NodeNetTuning
    metadata: {name: %s}
    spec:
      nodeSelector: {}
    %s\
    """
        .formatted(name, spec.indent(2));
  }
}
