package io.nodenettuning.daemon.cli.source;

import io.nodenettuning.api.Defaults;
import io.nodenettuning.api.LabelSelector;
import io.nodenettuning.api.Limits;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.api.Revision;
import io.nodenettuning.api.schema.Validation;
import io.nodenettuning.daemon.plan.NodeTuning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One document that should be a {@code NodeNetTuning}. */
final class TuningDocument {
  static final String API_VERSION = "nodenettuning.io/v1alpha1";
  static final String KIND = "NodeNetTuning";

  /** Fields of a resource; a status, as {@code kubectl get -o yaml} prints it, is not looked at. */
  private static final List<String> FIELDS =
      List.of("apiVersion", "kind", "metadata", "spec", "status");

  /** Fields of metadata, of which only the name matters here. */
  private static final List<String> METADATA =
      List.of(
          "name",
          "labels",
          "annotations",
          "creationTimestamp",
          "deletionGracePeriodSeconds",
          "deletionTimestamp",
          "finalizers",
          "generation",
          "managedFields",
          "ownerReferences",
          "resourceVersion",
          "selfLink",
          "uid");

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]*[a-z0-9])?");

  private final Located located;
  private final RecordReader reader;
  private final Map<String, Node> top = new LinkedHashMap<>();
  private @Nullable String name;

  private TuningDocument(Located located) {
    this.located = located;
    this.reader = new RecordReader(located);
  }

  /**
   * A tuning from a document.
   *
   * @param tuning what it says
   * @param selector which nodes it is for
   */
  record Read(NodeTuning tuning, LabelSelector selector) {}

  /**
   * Reads a document; what is wrong with it goes to {@code located}.
   *
   * @return null where anything is wrong
   */
  static @Nullable Read read(Node document, String file, Located located) {
    return new TuningDocument(located).tuning(document, file);
  }

  private @Nullable Read tuning(Node document, String file) {
    located.at("", document);
    if (!(document instanceof MappingNode object)) {
      located.report("", "want an object of kind " + KIND);
      return null;
    }
    top.putAll(reader.fields("", object));
    if (!isTuning()) {
      return null;
    }
    refuseUnknown("", top.keySet(), FIELDS);
    readName();
    Node specNode = top.get("spec");
    if (specNode == null) {
      located.report("spec", "is missing");
      return null;
    }
    NodeNetTuningSpec spec = reader.record("spec", NodeNetTuningSpec.class, specNode);
    if (spec == null) {
      return null;
    }
    located.reportUnlessRefused(Validation.problems("spec", spec));
    return name == null || located.hasProblems() ? null : read(name, file, spec);
  }

  private static Read read(String name, String file, NodeNetTuningSpec spec) {
    return new Read(
        new NodeTuning(
            "local/" + name,
            name,
            Objects.requireNonNullElse(spec.priority(), Defaults.PRIORITY),
            file,
            new NodeTuning.Understood(Revision.of(spec))),
        spec.nodeSelector());
  }

  /** Of anything else nothing more can be said. */
  private boolean isTuning() {
    boolean isTuning = KIND.equals(text(top.get("kind")));
    if (!isTuning) {
      located.report("kind", "want %s; got \"%s\"".formatted(KIND, text(top.get("kind"))));
    }
    if (!API_VERSION.equals(text(top.get("apiVersion")))) {
      located.report(
          "apiVersion", "want %s; got \"%s\"".formatted(API_VERSION, text(top.get("apiVersion"))));
      return false;
    }
    return isTuning;
  }

  private static String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  private void refuseUnknown(String prefix, Set<String> fields, List<String> known) {
    fields.stream()
        .filter(field -> !known.contains(field))
        .forEach(field -> reader.refuseUnknown(prefix + field, known));
  }

  private void readName() {
    Node node = top.get("metadata");
    if (!(node instanceof MappingNode metadata)) {
      located.report("metadata", "want an object with the tuning's name");
      return;
    }
    Map<String, Node> fields = reader.fields("metadata", metadata);
    refuseUnknown("metadata.", fields.keySet(), METADATA);
    String text = text(fields.get("name"));
    if (text.length() > Limits.NAME || !NAME.matcher(text).matches()) {
      located.report(
          "metadata.name",
          "want at most %d letters a-z, digits, - and ., with a letter or digit at both ends; got \"%s\""
              .formatted(Limits.NAME, text));
    } else {
      name = text;
    }
  }
}
