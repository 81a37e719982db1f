package io.nodenettuning.operator.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nodenettuning.api.ApiJson;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.NodeNetTuningSpec;
import io.nodenettuning.api.NotUnderstoodException;
import io.nodenettuning.api.RevisionContent;
import io.nodenettuning.operator.revision.RevisionStore;
import io.nodenettuning.operator.status.TuningSituation.Phase;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts or refuses specs. Each generation is read once from the API server as it is, so that the
 * revision holds what the user wrote and not what this version of the operator understood of it.
 */
final class TuningGate {
  private static final Logger LOG = LoggerFactory.getLogger(TuningGate.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final RevisionStore revisions;
  private final Map<String, Verdict> verdicts = new ConcurrentHashMap<>();

  TuningGate(KubernetesClient client, RevisionStore revisions) {
    this.client = client;
    this.revisions = revisions;
  }

  private record Verdict(long generation, Phase phase) {}

  /**
   * What has become of this generation of the tuning.
   *
   * @param handedOut names of revisions that some node still has, asked for when one is made
   * @return nothing when the API server already has another generation, of which an event will come
   */
  Optional<Phase> verdict(NodeNetTuning tuning, Supplier<Set<String>> handedOut) {
    String uid = tuning.getMetadata().getUid();
    long generation = tuning.getMetadata().getGeneration();
    Verdict known = verdicts.get(uid);
    if (known != null && known.generation() == generation) {
      return Optional.of(known.phase());
    }
    JsonNode raw = read(tuning);
    JsonNode metadata = raw.path("metadata");
    if (!metadata.path("uid").asText().equals(uid)
        || metadata.path("generation").asLong() != generation) {
      return Optional.empty();
    }
    Phase phase = judge(tuning, raw.path("spec"), handedOut);
    verdicts.put(uid, new Verdict(generation, phase));
    return Optional.of(phase);
  }

  /** The tuning is gone. */
  void forget(String uid) {
    verdicts.remove(uid);
  }

  private Phase judge(NodeNetTuning tuning, JsonNode spec, Supplier<Set<String>> handedOut) {
    Optional<String> problem = problem(spec);
    if (problem.isPresent()) {
      LOG.atWarn()
          .addKeyValue("tuning", tuning.getMetadata().getName())
          .addKeyValue("problem", problem.get())
          .log("Tuning refused");
      return new Phase.Refused(problem.get());
    }
    return new Phase.Accepted(revisions.ensure(tuning, RevisionContent.of(spec), handedOut.get()));
  }

  /** What of this spec is not understood: handing out what was half read would change it. */
  static Optional<String> problem(JsonNode spec) {
    try {
      ApiJson.understand(spec, NodeNetTuningSpec.class);
      return Optional.empty();
    } catch (NotUnderstoodException e) {
      return Optional.of("spec." + e.problem());
    }
  }

  private JsonNode read(NodeNetTuning tuning) {
    String path =
        "/apis/%s/%s/%s"
            .formatted(tuning.getApiVersion(), tuning.getPlural(), tuning.getMetadata().getName());
    try {
      String raw = client.raw(path);
      return raw == null ? JSON.nullNode() : JSON.readTree(raw);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the API server sent no JSON from " + path, e);
    }
  }
}
