package io.nodenettuning.operator.revision;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nodenettuning.api.NodeNetTuning;
import io.nodenettuning.api.RevisionContent;
import java.net.HttpURLConnection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revisions on the API server: one immutable ControllerRevision per content in the operator's
 * namespace, owned by its tuning, so that it goes with it. They are only ever created and deleted.
 */
public final class RevisionStore {
  /** Label that holds the uid of the tuning. */
  public static final String TUNING_UID = "nodenettuning.io/tuning-uid";

  /** Label that holds the name of the tuning. */
  public static final String TUNING_NAME = "nodenettuning.io/tuning";

  /** Revisions of a tuning that are kept although nobody has them any more. */
  static final int HISTORY = 5;

  private static final Logger LOG = LoggerFactory.getLogger(RevisionStore.class);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final ObjectMapper JSON = new ObjectMapper();

  private final KubernetesClient client;
  private final String namespace;

  /** The revisions in this namespace, which is the operator's own. */
  public RevisionStore(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /**
   * Makes the revision of this content unless it is there, and drops old ones that nobody needs.
   *
   * @param handedOut names of revisions that some node still has
   * @return the name of the revision
   * @throws KubernetesClientException when the API server cannot be asked
   */
  public String ensure(NodeNetTuning tuning, RevisionContent content, Set<String> handedOut) {
    String name = content.nameFor(tuning.getMetadata().getName());
    List<ControllerRevision> present = list(tuning);
    if (present.stream().noneMatch(r -> name.equals(r.getMetadata().getName()))) {
      create(tuning, name, content, nextNumber(present));
    }
    prune(present, name, handedOut);
    return name;
  }

  private List<ControllerRevision> list(NodeNetTuning tuning) {
    return client
        .apps()
        .controllerRevisions()
        .inNamespace(namespace)
        .withLabel(TUNING_UID, tuning.getMetadata().getUid())
        .list()
        .getItems();
  }

  private static long nextNumber(List<ControllerRevision> present) {
    return 1 + present.stream().mapToLong(ControllerRevision::getRevision).max().orElse(0);
  }

  private void create(NodeNetTuning tuning, String name, RevisionContent content, long number) {
    ControllerRevision revision =
        new ControllerRevisionBuilder()
            .withNewMetadata()
            .withName(name)
            .withNamespace(namespace)
            .addToLabels(TUNING_UID, tuning.getMetadata().getUid())
            .addToLabels(TUNING_NAME, tuning.getMetadata().getName())
            .addToLabels("app.kubernetes.io/part-of", "nodenettuning")
            .withOwnerReferences(owner(tuning))
            .endMetadata()
            .withRevision(number)
            .withData(JSON.convertValue(content.json(), OBJECT))
            .build();
    try {
      client.resource(revision).create();
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
        throw e;
      }
      replace(revision, content);
    }
    LOG.atInfo()
        .addKeyValue("tuning", tuning.getMetadata().getName())
        .addKeyValue("revision", name)
        .log("Revision made");
  }

  /**
   * One of this name is there that is not this tuning's: left by an earlier tuning of the same
   * name, whose revisions the garbage collector has not come to yet.
   */
  private void replace(ControllerRevision revision, RevisionContent content) {
    String name = revision.getMetadata().getName();
    var there = client.apps().controllerRevisions().inNamespace(namespace).withName(name);
    ControllerRevision other = there.get();
    if (other != null) {
      if (isOurs(other, revision, content)) {
        return;
      }
      there.lockResourceVersion(other.getMetadata().getResourceVersion()).delete();
    }
    client.resource(revision).create();
  }

  private static boolean isOurs(
      ControllerRevision other, ControllerRevision revision, RevisionContent content) {
    List<OwnerReference> owners = other.getMetadata().getOwnerReferences();
    JsonNode data = JSON.valueToTree(other.getData());
    return owners.equals(revision.getMetadata().getOwnerReferences())
        && RevisionContent.of(data).equals(content);
  }

  private static OwnerReference owner(NodeNetTuning tuning) {
    return new OwnerReferenceBuilder()
        .withApiVersion(tuning.getApiVersion())
        .withKind(tuning.getKind())
        .withName(tuning.getMetadata().getName())
        .withUid(tuning.getMetadata().getUid())
        .withController(true)
        .build();
  }

  private void prune(List<ControllerRevision> present, String newest, Set<String> handedOut) {
    present.stream()
        .filter(revision -> !revision.getMetadata().getName().equals(newest))
        .sorted(Comparator.comparingLong(ControllerRevision::getRevision).reversed())
        .skip(HISTORY - 1)
        .filter(revision -> !handedOut.contains(revision.getMetadata().getName()))
        .forEach(revision -> client.resource(revision).delete());
  }
}
